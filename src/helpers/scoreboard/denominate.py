"""Size taken out: an indicator divided by its denominator. Handbook, step 5, scale."""

from __future__ import annotations

import pandas as pd

from helpers.faults import Fault
from helpers.scoreboard.framework import Framework
from helpers.scoreboard.refusal import refuse, some


def denominate(values: pd.DataFrame, framework: Framework) -> pd.DataFrame:
    """Units by indicators: value / denominator where the framework names one, else as it is.

    values: columns of all indicators and denominators, floats. Missing where either is missing.
    Raises CannotBuild for denominators that are zero or below.
    """
    faults = []
    for name in framework.denominators:
        wrong = values.index[(values[name] <= 0).to_numpy()]
        if len(wrong):
            found = f"the denominator {name} is zero or below for {some(wrong)}"
            faults.append(Fault("", None, name, found, "numbers above zero, or nothing"))
    refuse(faults)
    below = {code: framework.node[code].denominator for code in framework.indicators}
    return pd.DataFrame(
        {
            code: values[code] / values[below[code]] if below[code] else values[code]
            for code in framework.indicators
        },
        index=values.index,
    )
