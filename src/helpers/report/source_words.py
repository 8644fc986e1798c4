"""Which publications figures stand on, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pandas as pd

from helpers.language import say
from helpers.language.phrases import clauses
from helpers.reference import Indicator, Reference
from helpers.report.claiming import worded
from helpers.report.edition import Edition


def source_titles(edition: Edition, rows: pd.DataFrame) -> list[str]:
    """The publications that these rows of figures stand on, the most used first.

    rows: of `Edition.figures`. Of two that are used alike one with numerators is first.
    """
    cells = [[one.partition(":")[0] for one in ids.split(";")] for ids in rows["obs_ids"]]
    sources = Counter(source for cell in cells for source in cell)
    above = {cell[0] for cell in cells}
    order = sorted(sources, key=lambda source: (-sources[source], source not in above, source))
    return list(dict.fromkeys(map(edition.reference.source_title, order)))


def shown_in(codes: Iterable[str], years: Iterable[int]) -> list[str]:
    """Which indicators of which years are shown, as claims of their sources name them."""
    runs: list[list[int]] = []
    for year in sorted(set(map(int, years))):
        if runs and runs[-1][-1] == year - 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    spans = [f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs]
    return [" ".join([code, *spans]) for code in codes]


def areas_in(edition: Edition, areas: Iterable[str]) -> str:
    """Whose figures are shown, as claims of their sources name them."""
    provinces = edition.reference.provinces
    own, whole = sorted(set(areas)), set(provinces) <= set(areas)
    return " ".join(["all"] * whole + [one for one in own if not (whole and one in provinces)])


def said_of(line: str, edition: Edition, rows: pd.DataFrame, how: str = "source") -> str:
    """A line about the sources of these rows as a claim. how: a key of `claims.published`."""
    shown = shown_in(sorted(rows["indicator"].unique()), rows["year"])
    return worded(line, how, areas_in(edition, rows["ref_area"].unique()), *shown)


def place_words(reference: Reference, *obs_ids: str) -> str:
    """Where figures stand, for a column of kind "source": titles with dates, below them the codes.

    obs_ids: `source:locator` each. A source that sources.csv does not have has no title.
    """
    sources = dict.fromkeys(obs_id.partition(":")[0] for obs_id in obs_ids)
    known = set(reference.sources["source_id"])
    titles = [reference.source_title(source) for source in sources if source in known]
    return f"{clauses(titles)}\n{'; '.join(obs_ids)}"


def source_words(edition: Edition, rows: pd.DataFrame, *indicators: Indicator) -> str:
    """Where these rows of figures come from, and that they were computed here if they were.

    rows: of `Edition.figures`. Names the publications that the figures really stand on: a series
    whose newest year is only in the bureau's portal names both.
    """
    titles = source_titles(edition, rows)
    if not titles:
        return say("Source: no figure of these years")
    listed_titles = clauses(titles)
    if any(indicator.computed for indicator in indicators):
        line = say("Source: {titles}; computed in this report", titles=listed_titles)
    else:
        line = say("Source: {titles}", titles=listed_titles)
    return said_of(line, edition, rows)
