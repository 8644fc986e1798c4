"""Which axis a set of figures needs, where its ticks go, and what must be said of it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from helpers.draw.numbers import display_number
from helpers.language import chinese, say

LOG_FROM = 100
"""Values that span more than this many times need a log axis."""


@dataclass(frozen=True)
class Scale:
    """kind: "linear" or "log". low, high: ends of the axis. words: what the reader must know.
    flipped: the low end stands at the top (ranks)."""

    kind: str
    low: float
    high: float
    ticks: tuple[float, ...]
    words: str = ""
    flipped: bool = False

    @property
    def log(self) -> bool:
        return self.kind == "log"

    @property
    def from_zero(self) -> bool:
        return not self.log and self.low <= 0 <= self.high


def choose_scale(values: Iterable[float], *, ticks: int = 5, log: bool = True,
                 zero: bool = True) -> Scale:  # fmt: skip
    """The scale for `values` (NaN ignored).

    log: whether the axis may be a log one, which it is when all values are above zero and span
    more than two orders of magnitude.
    zero: start linear axes at 0, unless the values crowd far from it (then said).
    """
    known = np.asarray([value for value in values if not math.isnan(value)], dtype=float)
    if known.size == 0:
        return Scale("linear", 0.0, 1.0, ())
    least, most = float(known.min()), float(known.max())
    if log and least > 0 and most / least > LOG_FROM:
        return _log_scale(least, most, ticks)
    return _linear_scale(least, most, ticks, zero)


def rank_scale(whole: int) -> Scale:
    """An axis of the places 1 to `whole`, the first at the top (or at the right): there is no place
    0, and half a place is left free at either end."""
    ticks = [1, *(place for place in range(10, whole, 10) if whole - place > 1), whole]
    return Scale("linear", 0.5, whole + 0.5, tuple(map(float, dict.fromkeys(ticks))), flipped=True)


def _log_scale(least: float, most: float, ticks: int) -> Scale:
    pad = max((most / least) ** 0.02, 1.05)
    low, high = least / pad, most * pad
    powers = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    for steps in ((1, 2, 5), (1, 3), (1,)):
        marks = [step * 10.0**power for power in powers for step in steps]
        marks = [mark for mark in marks if low <= mark <= high]
        if len(marks) <= ticks:
            break
    while len(marks) > ticks:
        marks = marks[::2]
    return Scale("log", low, high, tuple(marks), say("log scale"))


def _linear_scale(least: float, most: float, ticks: int, zero: bool) -> Scale:
    crowded = (least > 0 and least > 0.6 * most) or (most < 0 and most < 0.6 * least)
    words = ""
    if zero and not crowded:
        least, most = min(least, 0.0), max(most, 0.0)
    if least == most:
        least, most = (0.0, 1.0) if least == 0 else sorted((0.0, least * 1.1))
    marks = MaxNLocator(nbins=ticks, steps=[1, 2, 2.5, 5, 10]).tick_values(least, most)
    low = least if least == 0 else min(least, marks[0])
    high = most if most == 0 else most + (most - least) * 0.02
    if low > 0 or high < 0:
        words = say("axis does not start at 0")
    marks = tuple(float(mark) for mark in marks if low <= mark <= high + 1e-12)
    return Scale("linear", float(low), float(high), marks, words)


def tick_words(scale: Scale) -> list[str]:
    """The ticks as text, all with the decimals that the finest of them needs.

    Large ones are counted by the million; in Chinese by 万, all of them, where one has six digits.
    """
    most = max((abs(tick) for tick in scale.ticks), default=0)
    large = (1e4 if most >= 1e5 else math.inf) if chinese() else 1e6
    places = max((_places(tick) for tick in scale.ticks), default=0)
    return [_tick(tick, _places(tick) if scale.log else places, large) for tick in scale.ticks]


def _tick(value: float, places: int, large: float) -> str:
    """One tick, its minus sign that of all other numbers of a page; large: from where in words."""
    return _sized(value, places, large).replace("-", "−")


def _sized(value: float, places: int, large: float) -> str:
    sizes = ((1e8, "亿"), (1e4, "万")) if chinese() else ((1e9, "billion"), (1e6, "million"))
    for size, words in sizes if abs(value) >= large else ():
        if abs(value) >= size:
            return display_number(value / size, _places(value / size), words)
    return display_number(value, places)


def _places(value: float) -> int:
    """Decimals needed to write a tick; ticks have few digits, so six decide."""
    text = f"{abs(value):.6g}" if abs(value) < 1e6 else ""
    if "e" in text:
        return -int(text.split("e")[1]) + max(0, len(text.split("e")[0]) - 2)
    if not text:
        text = f"{abs(value):.15g}"
    return len(text.partition(".")[2])


def apply_scale(ax: Axes, which: str, scale: Scale) -> None:
    """Set one axis ("x" or "y") of `ax` to `scale`."""
    if which == "x":
        ax.set_xscale(scale.kind)
        ax.set_xlim(*((scale.high, scale.low) if scale.flipped else (scale.low, scale.high)))
    else:
        ax.set_yscale(scale.kind)
        ax.set_ylim(*((scale.high, scale.low) if scale.flipped else (scale.low, scale.high)))
