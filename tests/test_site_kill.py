"""A build killed at any moment: an edition stands there whole, and the next build succeeds.

Two moments of a whole build; `make benchmark` kills at 60, and tests/test_site_replace.py before
every single call of publishing.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from killing import AT_PUBLISHING, Project, moments


@pytest.fixture(scope="module")
def project():
    with tempfile.TemporaryDirectory(prefix="k-") as home:  # short, for the names of sockets
        yield Project(Path(home))


@pytest.mark.slow
def test_killed_at_a_moment_nothing_is_lost(project):
    trial = project.kill(moments(2, seed=7)[1], whole_group=False)
    assert trial.faults == ""
    assert trial.left in ("old", "new")


@pytest.mark.slow
def test_killed_while_pages_are_written_nothing_is_lost(project):
    trial = project.kill(AT_PUBLISHING, whole_group=True)
    assert trial.faults == ""
    assert trial.left in ("old", "new")
