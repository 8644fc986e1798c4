"""How many provinces have a figure of each indicator in each year."""

from __future__ import annotations

import pandas as pd

from helpers import compare
from helpers.claims.claim import written
from helpers.claims.kinds import Counted, Reckoned, Ruled
from helpers.clean.stage import Cleaned
from helpers.draw.coverage import coverage_chart
from helpers.draw.table import Block, Prose
from helpers.language import say
from helpers.language.phrases import years_words
from helpers.report.claiming import directed
from helpers.report.claiming_counts import reckoned, ruled
from helpers.traces import counted_trace


def with_observations(cleaned: Cleaned) -> Block:
    """The coverage, and the observations that it counts."""
    words = say("All observations (CSV)")
    link = f'<p><a class="download" href="data/observations.csv">{words}</a></p>'
    return Block([coverage(cleaned), Prose(link)])


def _whole(cleaned: Cleaned) -> str:
    return ruled("provinces", str(len(cleaned.reference.provinces)))


def coverage(cleaned: Cleaned):
    """How many of the provinces have a figure, indicator by year."""
    table = compare.figures(cleaned.observations, cleaned.reference)
    official = [row for row in cleaned.reference.indicator.values() if row.theme != "Stories"]
    have = set(table["indicator"])
    shown = [row for row in official if row.code in have]
    counts = compare.coverage(table, [row.code for row in shown], cleaned.reference.provinces)
    counts = counts.loc[:, counts.columns >= 2010]
    counts = counts[counts.sum(axis=1) > 0]
    names = {row.code: row.name for row in shown}
    return coverage_chart(
        counts.rename(index=names),
        name="coverage",
        title=_covered(counts, len(cleaned.reference.provinces)),
        subtitle=say("Indicator by year: count of {provinces} provinces with a figure, {years}",
                     provinces=_whole(cleaned),
                     years=years_words(int(counts.columns.min()), int(counts.columns.max()))),
        source=say(
            "Source: all observations of this report (below, CSV); computed indicators where all "
            "parts exist"
        ),
        whole=len(cleaned.reference.provinces),
        counted=_counted(counts, names),
    )  # fmt: skip


COVERED = {
    "rows": "covered rows",
    "columns": "covered years",
    "fields": "covered fields",
    "full": "full fields",
    "empty": "empty fields",
    "longest": "longest row",
}


def _counted(counts: pd.DataFrame, names: dict[str, str]) -> dict:
    """What the counts of the coverage claim. counts: codes down. names: code -> name."""
    how = say("counted in this picture: {what}", what=say("fields by how many areas they hold"))
    fields = {
        (names[str(code)], year): written(Counted("", str(code), "all", int(year)))
        for code in counts.index
        for year in counts.columns
    }
    told = {what: counted_trace(how, "field", again) for what, again in COVERED.items()}
    lengths = (counts > 0).sum(axis=1)
    least = str(counts.index[int(lengths.to_numpy().argmin())])  # the row that the words name
    told["shortest"] = counted_trace(how, "field", "shortest row", least)
    return {**fields, **told, "whole": written(Ruled("", "provinces"))}


def _covered(counts: pd.DataFrame, whole: int) -> str:
    """The title of the coverage: how many indicators have every province in their newest year.

    counts: provinces with a figure, indicators down, years across.
    """
    newest = [int(row[row > 0].iloc[-1]) for _, row in counts.iterrows()]
    full = sum(count == whole for count in newest)
    how = say("counted in this picture: indicators with every province in their newest year")
    some = Reckoned(str(full), how, ("field", "complete rows"))
    way = directed(say("every province in their newest year"), "complete rows", some)
    return say("{some} of {all} indicators have {way}", some=some.words, way=way,
               all=reckoned(len(newest), how, "field", "covered rows"))  # fmt: skip
