"""Where the folder data/ is, and its baseline, so that no notebook names a path."""

from __future__ import annotations

import os
from pathlib import Path

from helpers.faults import Fault, FaultsFound

VARIABLE = "INNOVATION_REPORT_DATA"  # set by the build for its kernels
MARK = "sources.csv"
BASELINE = "baseline.csv.xz"  # the observations of the last edition, within data/


def find_data() -> Path:
    """The folder that VARIABLE names, else the nearest data/ at or above the working folder.

    Raises FaultsFound where there is none.
    """
    if os.environ.get(VARIABLE):
        return Path(os.environ[VARIABLE])
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "data" / MARK).is_file():
            return folder / "data"
    found = f"no folder here or above holds data/{MARK}"
    raise FaultsFound([Fault("", None, "", found, todo="Work inside the project's folder")])
