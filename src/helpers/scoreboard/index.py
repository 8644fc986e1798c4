"""The whole way from values to ranks, every step recorded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from os import PathLike

import numpy as np
import pandas as pd

from helpers.faults import Fault
from helpers.scoreboard import normalise as scale
from helpers.scoreboard.aggregate import aggregate as put_together
from helpers.scoreboard.aggregate import ranks
from helpers.scoreboard.denominate import denominate
from helpers.scoreboard.framework import Framework
from helpers.scoreboard.impute import impute as fill
from helpers.scoreboard.options import Options, groups_of, options
from helpers.scoreboard.refusal import CannotBuild, refuse, some
from helpers.scoreboard.screen import coverage
from helpers.scoreboard.screen import screen as kept_by
from helpers.scoreboard.steps import Step, steps_of
from helpers.scoreboard.table import values_table
from helpers.scoreboard.transform import logarithmic, transform
from helpers.scoreboard.treat import logged, logged_by
from helpers.scoreboard.treat import treat as without_outliers


@dataclass(frozen=True, eq=False)
class Index:
    """What `build_index` made. Units are the rows of all tables, in the order given.

    scores, ranks: by every code of every level, in the order of the framework; a unit that was
    screened out has none. normalised: by indicator. treated: by indicator, outliers treated, in
    the indicator's own unit (divided by its denominator). imputed: by indicator, True where a
    value was filled in. weights: effective, by code. coverage: share of indicators that each unit
    has once imputed. screened: units left out. treatment: what was done to outliers, by
    indicator. steps: every step in order. frame: the scale.
    """

    framework: Framework
    options: Options
    scores: pd.DataFrame
    ranks: pd.DataFrame
    normalised: pd.DataFrame
    treated: pd.DataFrame
    imputed: pd.DataFrame
    weights: pd.Series
    coverage: pd.Series
    screened: tuple[object, ...]
    treatment: pd.DataFrame
    steps: tuple[Step, ...]
    frame: scale.Frame

    @property
    def notes(self) -> tuple[str, ...]:
        """Every step in a sentence; those that changed nothing say so."""
        return tuple(f"{step.name}: {step.words}" for step in self.steps)

    @property
    def unchanged(self) -> tuple[str, ...]:
        """Names of the steps that changed nothing, asked for or not."""
        return tuple(step.name for step in self.steps if not step.changed)

    def place(self, values: pd.DataFrame) -> pd.DataFrame:
        """Scores, by every code, of other units on the scale of this index, which they do not move.

        values: as for `build_index`. Nothing is imputed or screened. What the treatment of
        outliers did to these units is done to them: logarithms alike, and where outliers were
        drawn in, nothing counts beyond. Else a score may lie beyond 0 and 100. Raises
        CannotBuild for wrong values, a value too far below the others for such a logarithm, and
        where the top is Copeland's, whose scores are wins among these units.
        """
        table, faults = values_table(values, self.framework)
        if self.options.aggregate.get(1) == "copeland":
            found = "other units have no place in Copeland's scores, which are wins among these"
            faults.append(Fault("", None, "", found))
        refuse(faults)
        with np.errstate(all="ignore"):
            return self.placed(denominate(table, self.framework))

    def placed(self, quotients: pd.DataFrame) -> pd.DataFrame:
        """`place` of figures that are divided by their denominators already, by indicator."""
        columns, faults = {}, []
        for row in self.treatment.itertuples():
            raw = quotients[row.indicator].to_numpy(dtype=float)
            if row.treatment == "log":
                columns[row.indicator] = logged(raw, row.least, row.most)
                lost = np.isnan(columns[row.indicator]) & ~np.isnan(raw)
                if lost.any():
                    found = f"{row.indicator} of {some(quotients.index[lost])} lies too far below"
                    found += " the units of the index for its logarithm"
                    faults.append(Fault("", None, row.indicator, found))
            elif row.treatment != "none":
                columns[row.indicator] = np.clip(raw, row.floor, row.ceiling)
        refuse(faults)
        logs = logged_by(self.treatment)
        ready = transform(quotients.assign(**columns), self.framework, logs)
        return put_together(scale.apply(ready, self.frame), self.framework, self.options.aggregate)


def build_index(
    values: pd.DataFrame,
    framework: Framework | str | PathLike[str] | pd.DataFrame,
    impute: str | None = None,
    screen: float | None = None,
    treat: str | None = None,
    normalise: str = "min_max",
    aggregate: str | Mapping[int, str] = "arithmetic",
    groups: pd.Series | Mapping | str | Sequence | None = None,
) -> Index:
    """The index of these values, step by step in this order; see the module of each verb.

    values      units (index, each once) by codes of indicators and denominators; others are
                passed over. Missing: None, NaN, NA
    framework   see `Framework.read`
    denominate  where the framework names a denominator
    impute      None, "group_mean", "group_median" (of `groups`), "last" (an earlier value of the
                unit; see `impute`)
    screen      None, or the share of indicators that a unit needs, imputed ones counted, such as
                0.9; the others have no score and have no part in what follows
    treat       None, "winsorise_log", "mean_sd": outliers
    transform   where the framework says log
    normalise   "min_max", "z_score", "rank", "goalposts", "distance": more is better
    aggregate   "arithmetic", "geometric", "copeland" (at the top, arithmetic below), or a dict from
                level to one of them, the top being level 1 (levels not named: arithmetic)
    groups      Series or dict from unit to group, or the name of a column of values

    min_max and goalposts give 0 to 100. A missing value stays missing; a score is the mean of
    what is there (see `aggregate`); no score, no rank; ties share the smallest rank. An indicator
    on which all units are alike has no min_max or z_score: it stays missing, and `notes` says so.
    Raises CannotBuild, a ValueError, with everything that is wrong, in sentences.
    """
    framework = Framework.read(framework)
    chosen, faults = options(framework, impute=impute, screen=screen, treat=treat,
                             normalise=normalise, aggregate=aggregate)  # fmt: skip
    table, found = values_table(values, framework)
    faults += found
    by_unit = None
    if isinstance(values, pd.DataFrame) and not values.index.has_duplicates:
        needed = str(chosen.impute).startswith("group")
        by_unit, found = groups_of(groups, values, needed, f"impute {chosen.impute!r}")
        faults += found
    refuse(faults)
    with np.errstate(all="ignore"):  # whatever the caller set: what has no value is missing
        return _built(table, framework, chosen, by_unit)


def _built(
    table: pd.DataFrame, framework: Framework, chosen: Options, by_unit: pd.Series | None
) -> Index:
    divided = denominate(table, framework)
    filled, imputed = fill(divided, chosen.impute, by_unit)
    kept = kept_by(filled, chosen.screen)
    if not len(kept):
        found_none = f"no unit has {chosen.screen:.0%} of the indicators"
        raise CannotBuild([Fault("", None, "", found_none, todo="Lower screen, or impute")])
    treated, treatment = without_outliers(kept, chosen.treat)
    logged = logged_by(treatment)
    _refuse_goalposts(chosen, logged)
    ready = transform(treated, framework, logged)
    frame = scale.frame(ready, framework, chosen.normalise, logarithmic(framework, logged))
    normalised = scale.apply(ready, frame)
    scores = put_together(normalised, framework, chosen.aggregate)

    units = table.index
    screened = tuple(units[~units.isin(kept.index)])
    whole = scores.reindex(units)
    return Index(
        framework=framework,
        options=chosen,
        scores=whole,
        ranks=ranks(whole),
        normalised=normalised.reindex(units),
        treated=treated.reindex(units),
        imputed=imputed,
        weights=framework.weights,
        coverage=coverage(filled),
        screened=screened,
        treatment=treatment,
        steps=steps_of(framework, chosen, filled, imputed, screened, treatment, frame, whole),
        frame=frame,
    )


def _refuse_goalposts(chosen: Options, logged: Sequence[str]) -> None:
    if chosen.normalise == "goalposts" and logged:
        found = f"outliers of {some(logged)} were treated by logarithms, on which goalposts in"
        found += " the indicator's unit mean nothing"
        todo = "Leave treat out, or use another normalise"
        raise CannotBuild([Fault("", None, "", found, todo=todo)])
