"""Which publications figures stand on, in words."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from helpers.language import say
from helpers.language.phrases import clauses
from helpers.reference import Indicator, Reference
from helpers.report.edition import Edition


def source_titles(edition: Edition, rows: pd.DataFrame) -> list[str]:
    """The publications that these rows of figures stand on, the most used first.

    rows: of `Edition.figures`.
    """
    sources = Counter(
        obs_id.partition(":")[0] for ids in rows["obs_ids"] for obs_id in ids.split(";")
    )
    reference = edition.reference
    return list(
        dict.fromkeys(reference.source_title(source) for source, _ in sources.most_common())
    )


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
        return say("Source: {titles}; computed in this report", titles=listed_titles)
    return say("Source: {titles}", titles=listed_titles)
