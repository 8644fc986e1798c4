"""The command line, called within the test's own process."""

from __future__ import annotations

from click.testing import CliRunner, Result

from helpers.cli import main


def call(*words: object) -> Result:
    """What `innovation-report` with these words ended with: its exit code, and what it said."""
    return CliRunner().invoke(main, [str(word) for word in words])
