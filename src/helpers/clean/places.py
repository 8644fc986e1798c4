"""Where the figure of a fault stands: checks know observations, people look into files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pandas as pd

from helpers.faults import Fault


def placed(faults: Iterable[Fault], arrivals: pd.DataFrame, *, alone: bool = False) -> list[Fault]:
    """The faults with the file and line that their figure stands in.

    A fault names its observation in `file`, or as the first word of `found`; one that names none,
    or that has a place already, stays as it is. alone: the arrivals are of one file, so that its
    source need not be named.
    """
    ids = arrivals["source_id"] + ":" + arrivals["locator"]
    lines = dict(zip(ids, zip(arrivals["file"], arrivals["line"], strict=True), strict=True))
    told = []
    for fault in faults:
        obs_id = fault.file or fault.found.split(" ")[0]
        if obs_id in lines:
            file, line = lines[obs_id]
            words = fault.found.replace(obs_id, obs_id.partition(":")[2]) if alone else fault.found
            fault = replace(fault, file=file, line=int(line), found=words)
        told.append(fault)
    return told
