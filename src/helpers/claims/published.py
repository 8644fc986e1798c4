"""The publications under a chart or a table, collected anew from the figures that it shows.

Each function gives the whole line. areas: adcodes parted by blanks, "all" for the provinces, ""
for whoever has a figure. shown: "code years", the years parted by blanks, "2012-2024" for all of
these.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from itertools import product
from typing import TYPE_CHECKING

from helpers.language import later, say
from helpers.language.phrases import clauses

if TYPE_CHECKING:
    from helpers.claims.judge import Judge
    from helpers.claims.rows import Rows

SOURCE = later("Source: {titles}")
COMPUTED = later("Source: {titles}; computed in this report")
OF_RATES = later("Source: {titles} (tables under “This page”); rates computed in this report")
OF_SCORES = later(
    "Source: {works} (tables named under “How it is made”); scores computed in this report"
)
BRACKET = re.compile(r"[)）](?=[,，])")  # ends a publication's name before its table's
COLON = re.compile("：|: ")
NAME = re.compile(r"[^,:，：]+")


def _used(judge: Judge, areas: str, shown: tuple[str, ...]) -> list[str]:
    """The titles of the sources of these figures, the most used first, each once."""
    key = ("published", areas, *shown)
    if key not in judge.made:
        judge.made[key] = _in_order(judge.rows, areas, shown)
    return list(dict.fromkeys(_title(judge, source) for source in judge.made[key]))


def _in_order(rows: Rows, areas: str, shown: tuple[str, ...]) -> list[str]:
    """The sources, the most used first; of two alike one that figures begin with, then by code."""
    named = {area for word in areas.split() for area in rows.among(word)} or set(rows.areas)
    used: Counter[str] = Counter()
    above: set[str] = set()
    for one in shown:
        code, *years = one.split()
        for span in years:
            first, _, last = span.partition("-")
            for area, year in product(named, range(int(first), int(last or first) + 1)):
                if found := rows.figure(code, area, year):
                    used.update(_source_of(rows, obs_id) for obs_id in found.obs_ids)
                    above.add(_begins(rows, code, area, year))
    return sorted(used, key=lambda source: (-used[source], source not in above, source))


def _begins(rows: Rows, code: str, area: str, year: int) -> str:
    """The source of a figure's numerator; of a sum of years that of the first."""
    about = rows.indicators[code]
    if about["numerator"]:
        return _begins(rows, about["numerator"], area, year - int(about["window"] or 1) + 1)
    (obs_id,) = rows.figure(code, area, year).obs_ids
    return _source_of(rows, obs_id)


def _source_of(rows: Rows, obs_id: str) -> str:
    return rows.observations[obs_id]["source_id"]


def _title(judge: Judge, source: str) -> str:
    row = judge.rows.sources[source]
    if row["kind"] != "story":
        return judge.rows.text(row["title"])
    teller = judge.rows.text(row["publisher"])
    return say("{publisher}, {date}", publisher=teller, date=row["date"])


def _short(title: str) -> str:
    """A publication's name with its publishers, without its table's."""
    if bracket := BRACKET.search(title):
        return title[: bracket.end()]
    return COLON.split(title)[0]


def _source(judge: Judge, areas: str, *shown: str) -> list[str]:
    computed = any(judge.rows.indicators[one.split()[0]]["numerator"] for one in shown)
    titles = _used(judge, areas, shown)
    return [say(COMPUTED if computed else SOURCE, titles=clauses(titles)) if titles else ""]


def _in_short(judge: Judge, areas: str, *shown: str) -> list[str]:
    short = dict.fromkeys(map(_short, _used(judge, areas, shown)))
    return [say(COMPUTED, titles=clauses(list(short)))]


def _of_rates(judge: Judge, areas: str, *shown: str) -> list[str]:
    short = sorted(set(map(_short, _used(judge, areas, shown))))
    return [say(OF_RATES, titles=clauses(short)) if short else ""]


def _of_scores(judge: Judge, *shown: str) -> list[str]:
    works = dict.fromkeys(NAME.match(title)[0].strip() for title in _used(judge, "", shown))
    return [say(OF_SCORES, works=clauses(list(works)))]


PUBLISHED: dict[str, Callable[..., list[str]]] = {
    "source": _source,
    "source in short": _in_short,
    "source of rates": _of_rates,
    "source of scores": _of_scores,
}
"""What is said of where figures were published -> the words for it; "" for none."""
