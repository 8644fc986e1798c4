"""A series in the space of a word: a tiny SVG written by hand."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape
from itertools import pairwise

from helpers.draw.alternatives import course_words
from helpers.draw.numbers import as_floats, displayer, is_missing
from helpers.draw.style import INK
from helpers.draw.svg_looks import themed
from helpers.draw.svg_shapes import path_data, tenth
from helpers.draw.words import clean_words
from helpers.language import chinese
from helpers.traces import spoken_attribute, untraced

HEIGHT, _EDGE = 22, 3


def sparkline(values: Sequence[float | None], years: Sequence[int], *, decimals: int = 1,
              color: str = INK, width: int = 90, label: str = "", breaks: Sequence[int] = (),
              claims: Sequence[str] = ()) -> str:  # fmt: skip
    """`values` over `years` as one inline <svg> without ids.

    values: numbers or missing, in the order of years (whole, strictly rising). Gaps are gaps (a
    lone year between two is a dot), the last figure is a dot. breaks: first years of new
    definitions, before which the line is cut, and its words too. The text alternative is the
    aria-label: "2012 1.30 to 2024 2.41, gaps in 2017", after `label` if given. The heights run
    from the least to the greatest figure, not from zero. With no figure at all the result is an
    empty picture that says "no figure". claims: what each value claims, if told. ValueError for
    unequal lengths or years out of order.
    """
    if len(values) != len(years):
        raise ValueError(f"a sparkline got {len(values)} values for {len(years)} years")
    if any(later <= earlier for earlier, later in pairwise(years)):
        raise ValueError("a sparkline's years must rise")
    numbers = [float(number) for number in as_floats(values)]
    words = course_words(years, numbers, displayer(decimals), claims, breaks)
    colon = "：" if chinese() else ": "
    spoken = f"{clean_words(label)}{colon}{words}" if label else words
    body = _body(_points(numbers, years, width, breaks), themed(color))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="sparkline" role="img" '
        f'aria-label="{escape(untraced(spoken))}"{spoken_attribute(spoken)} '
        f'width="{width}" viewBox="0 0 {width} {HEIGHT}">{body}</svg>'
    )


def _points(numbers: list[float], years: Sequence[int], width: int,
            breaks: Sequence[int]) -> list[list[tuple[float, float]]]:  # fmt: skip
    """Unbroken runs of px; a year that is listed without a figure, or not listed, breaks one."""
    known = [number for number in numbers if not is_missing(number)]
    if not known:
        return []
    least, span = min(known), max(known) - min(known)
    first, stretch = years[0], max(years[-1] - years[0], 1)
    runs: list[list[tuple[float, float]]] = [[]]
    before = None
    for number, year in zip(numbers, years, strict=True):
        broken = year in breaks or (before is not None and year != before + 1)
        if math.isnan(number) or broken:
            runs.append([])
        if not math.isnan(number):
            up = (number - least) / span if span else 0.5
            x = _EDGE + (year - first) / stretch * (width - 2 * _EDGE)
            runs[-1].append((x, HEIGHT - _EDGE - up * (HEIGHT - 2 * _EDGE)))
        before = year
    return [run for run in runs if run]


def _body(runs: list[list[tuple[float, float]]], color: str) -> str:
    if not runs:
        return ""
    lines = [run for run in runs if len(run) > 1]
    steps = [("ML"[at > 0], [*point]) for run in lines for at, point in enumerate(run)]
    path = f'<path d="{path_data(steps)}" fill="none" stroke="{color}" stroke-width="1.5"/>'
    lone = [(*run[0], 1.2) for run in runs[:-1] if len(run) == 1]
    dots = "".join(
        f'<circle cx="{tenth(x)}" cy="{tenth(y)}" r="{r}" fill="{color}"/>'
        for x, y, r in [*lone, (*runs[-1][-1], 2.5)]
    )
    return (path if lines else "") + dots
