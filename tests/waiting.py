"""Waiting for what another process does, and asking whether it lives."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path


def wait_for(done: Callable[[], object], seconds: float = 200) -> None:
    """Until it is done; fails where that never happens. Long, for other work slows a machine."""
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, f"not done in {seconds} s"
        time.sleep(0.1)


def alive(pid: int) -> bool:
    """Whether a process runs: one that has ended, and that nobody has waited for yet, does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
