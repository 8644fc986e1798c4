"""What every step of an index did, in words; one that changed nothing says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from helpers.scoreboard.framework import Framework
from helpers.scoreboard.normalise import Frame
from helpers.scoreboard.options import Options
from helpers.scoreboard.refusal import some
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
        f"without one: {_counted(int(root.isna().sum()), 'unit')}" if root.isna().any() else "",
        f"scored on a part of the indicators: {_counted(part, 'unit')}" if part else "",
        _zero_words(framework, chosen, scores),
    ]
    left = f"; still missing: {_counted(gaps, 'value')}" if gaps else ""
    return (
        Step("denominate", "denominator", len(divided),
             f"divided {some(divided)}" if divided
             else "changed nothing: no indicator has a denominator"),
        Step("impute", chosen.impute or "none", cells,
             _asked(chosen.impute, cells, f"filled {_counted(cells, 'value')}",
                    "no gap that it can fill") + left),
        Step("screen", _share(chosen.screen), len(screened),
             _asked(chosen.screen, len(screened), f"left out {some(screened)}",
                    "every unit has enough")),
        Step("treat", chosen.treat or "none", int(touched["points"].sum()),
             _asked(chosen.treat, len(touched),
                    "; ".join(_touched(row) for row in touched.itertuples()),
                    "no indicator has outliers")
             + (f"; skewness and kurtosis still beyond the bounds: {some(failing)}"
                if chosen.treat and failing else "")),
        Step("transform", "log", len(logs),
             f"logarithms of {some(logs)}" if logs
             else "changed nothing: no logarithm is to be taken"),
        Step("normalise", chosen.normalise, len(framework.indicators) - len(flat),
             f"{chosen.normalise}"
             + (f"; no scale, as all are alike or missing: {some(flat)}" if flat else "")
             + (f"; goalposts taken as logarithms: {some(frame.logs)}" if frame.logs else "")),
        Step("aggregate", ", ".join(f"{level} {how}" for level, how in chosen.aggregate.items()),
             len(framework.scores),
             "; ".join([_counted(len(framework.scores), "score"), *filter(None, remarks)])),
    )  # fmt: skip


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _touched(row) -> str:
    """What was done to one indicator's outliers."""
    if row.treatment == "log":
        return f"{row.indicator}: logarithms"
    return f"{row.indicator}: {row.treatment}, {_counted(row.points, 'value')}"


def _zero_words(framework: Framework, chosen: Options, scores: pd.DataFrame) -> str:
    """Which geometric means are 0 because one of their parts is."""
    geometric = [
        code
        for code in framework.scores
        if chosen.aggregate[framework.level[code]] == "geometric" and (scores[code] == 0).any()
    ]
    told = [f"{code} of {some(scores.index[scores[code] == 0])}" for code in geometric]
    return f"a part of 0 makes the geometric mean 0: {'; '.join(told)}" if told else ""


def _asked(option: object, changed: int, words: str, nothing: str) -> str:
    if option is None:
        return "not asked for, changed nothing"
    return words if changed else f"changed nothing: {nothing}"


def _share(screen: float | None) -> str:
    return "none" if screen is None else f"{screen:g}"
