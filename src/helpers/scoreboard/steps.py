"""What every step of an index did, in words; one that changed nothing says so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from helpers.language import numbered, say
from helpers.language.phrases import clauses, enumerated
from helpers.scoreboard.framework import Framework
from helpers.scoreboard.normalise import Frame
from helpers.scoreboard.options import Options
from helpers.scoreboard.refusal import SOME
from helpers.scoreboard.transform import logarithmic
from helpers.scoreboard.treat import logged_by


@dataclass(frozen=True)
class Step:
    """One step: its name, the option taken (none: not asked for), how much it changed, in words.

    changed counts cells (impute, treat), indicators (denominate, transform, normalise), units
    (screen) or scores (aggregate).
    """

    name: str
    method: str
    changed: int
    words: str


def steps_of(
    framework: Framework, chosen: Options, filled: pd.DataFrame, imputed: pd.DataFrame,
    screened: Sequence[object], treatment: pd.DataFrame, frame: Frame, scores: pd.DataFrame,
) -> tuple[Step, ...]:  # fmt: skip
    """What every step did, in the order in which they were taken."""
    divided = [node.code for node in framework.nodes if node.denominator]
    gaps = int(filled.isna().sum().sum())
    cells = int(imputed.to_numpy().sum())
    touched = treatment[treatment["treatment"] != "none"]
    failing = list(treatment.loc[~treatment["passes"], "indicator"])
    logs = logarithmic(framework, logged_by(treatment))
    flat = frame.flat
    root = scores[framework.root]
    part = int((scores[list(framework.indicators)].isna().any(axis=1) & root.notna()).sum())
    remarks = [
        say("without one: {units}", units=_units(int(root.isna().sum())))
        if root.isna().any() else "",
        say("where a figure is missing, the mean of the rest: {units}", units=_units(part))
        if part else "",
        _zero_words(framework, chosen, scores),
    ]  # fmt: skip
    left = say("missing, and left so: {values}", values=_values(gaps)) if gaps else ""
    beyond = "" if not (chosen.treat and failing) else say(
        "skewness and kurtosis still beyond the bounds: {indicators}", indicators=_some(failing)
    )  # fmt: skip
    return (
        Step("denominate", "denominator", len(divided),
             say("each divided by what the framework names: {indicators}",
                 indicators=_some(divided)) if divided
             else say("changed nothing: no indicator has a denominator")),
        Step("impute", chosen.impute or "none", cells,
             clauses([_asked(chosen.impute, cells, say("filled {values}", values=_values(cells)),
                             say("changed nothing: no gap that it can fill")), left])),
        Step("screen", _share(chosen.screen), len(screened),
             _asked(chosen.screen, len(screened), say("left out {units}", units=_some(screened)),
                    say("changed nothing: every unit has enough"))),
        Step("treat", chosen.treat or "none", int(touched["points"].sum()),
             clauses([_asked(chosen.treat, len(touched),
                             clauses([_touched(row) for row in touched.itertuples()]),
                             say("changed nothing: no indicator has outliers")), beyond])),
        Step("transform", "log", len(logs),
             say("logarithms of {indicators}", indicators=_some(logs)) if logs
             else say("changed nothing: the framework asks for no logarithms")),
        Step("normalise", chosen.normalise, len(framework.indicators) - len(flat),
             clauses([
                 chosen.normalise,
                 say("no scale, as all are alike or missing: {indicators}", indicators=_some(flat))
                 if flat else "",
                 say("goalposts taken as logarithms: {indicators}", indicators=_some(frame.logs))
                 if frame.logs else "",
             ])),
        Step("aggregate", ", ".join(f"{level} {how}" for level, how in chosen.aggregate.items()),
             len(framework.scores),
             clauses([numbered(len(framework.scores), "{number} score a case, a mean",
                               "{number} scores a case, each a mean"),
                      *remarks])),
    )  # fmt: skip


def _units(number: int) -> str:
    return numbered(number, "{number} case", "{number} cases")


def _values(number: int) -> str:
    return numbered(number, "{number} value", "{number} values")


def _some(names: Iterable[object]) -> str:
    """ "A, B, C", at most SOME of them, and how many more there are."""
    words = [str(name) for name in names]
    listed = enumerated(words[:SOME])
    more = len(words) - SOME
    return say("{names} and {more} more", names=listed, more=f"{more:,}") if more > 0 else listed


def _touched(row) -> str:
    """What was done to one indicator's outliers."""
    if row.treatment == "log":
        return say("{indicator}: logarithms of all values", indicator=row.indicator)
    if row.treatment == "winsorised":
        return say("{indicator}: {values} drawn in to the next", indicator=row.indicator,
                   values=_values(row.points))  # fmt: skip
    return say("{indicator}: within mean ± SD, {values}", indicator=row.indicator,
               values=_values(row.points))  # fmt: skip


def _zero_words(framework: Framework, chosen: Options, scores: pd.DataFrame) -> str:
    """Which geometric means are 0 because one of their parts is."""
    geometric = [
        code
        for code in framework.scores
        if chosen.aggregate[framework.level[code]] == "geometric" and (scores[code] == 0).any()
    ]
    told = [
        say("{score} of {units}", score=code, units=_some(scores.index[scores[code] == 0]))
        for code in geometric
    ]
    if not told:
        return ""
    return say("a part of 0 makes the geometric mean 0: {scores}", scores=clauses(told))


def _asked(option: object, changed: int, words: str, nothing: str) -> str:
    if option is None:
        return say("not used here")
    return words if changed else nothing


def _share(screen: float | None) -> str:
    return "none" if screen is None else f"{screen:g}"
