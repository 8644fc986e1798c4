"""Logarithms where the framework asks for them, before normalising. Handbook, step 5."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pandas as pd

from helpers.faults import Fault
from helpers.scoreboard.framework import Framework
from helpers.scoreboard.refusal import refuse, some


def transform(
    values: pd.DataFrame, framework: Framework, already: Collection[str] = ()
) -> pd.DataFrame:
    """Natural logarithms of the indicators whose `transform` is log; the others as they are.

    already: indicators that the treatment of outliers took logarithms of: not taken twice.
    Raises CannotBuild for values of zero or below, which have no logarithm.
    """
    codes = logarithmic(framework, already)
    faults = []
    for code in codes:
        wrong = values.index[(values[code] <= 0).to_numpy()]
        if len(wrong):
            found = f"{code} is zero or below for {some(wrong)}, which has no logarithm"
            faults.append(Fault("", None, code, found, "numbers above zero, or nothing"))
    refuse(faults)
    return values.assign(**{code: np.log(values[code]) for code in codes})


def logarithmic(framework: Framework, already: Collection[str] = ()) -> tuple[str, ...]:
    """The indicators whose logarithms `transform` takes."""
    return tuple(
        code
        for code in framework.indicators
        if framework.node[code].transform == "log" and code not in already
    )
