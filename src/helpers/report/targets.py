"""The page of promises: how many there are and were kept, in sentences."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from helpers.claims.kinds import PromiseCount
from helpers.draw.table import Prose
from helpers.draw.words import words_html
from helpers.language import later, numbered, say
from helpers.language.phrases import listed, sentences, strung, year_runs
from helpers.report.claiming import directed, worded
from helpers.report.edition import Edition
from helpers.report.opening import open_edition
from helpers.report.promise_words import reached_claim
from helpers.report.words import VERDICTS_COUNTED
from helpers.targets import DECIDED

NONE = later("No story at hand prints a target, a plan or an expected value.")


def open_targets(areas: Sequence[str], language: str = "en") -> Edition:
    """The edition whose promises are shown: those of every area, `areas` in their colours.

    Raises FaultsFound as a build does.
    """
    return open_edition(areas, "all", 2010, "newest", "default", language)


def opening(edition: Edition) -> Prose:
    """How many promises there are, how many the record decides, and how."""
    table = edition.promises
    if table.empty:
        return Prose(f"<p>{say(NONE)}</p>")
    areas = in_order(edition)
    names = listed([edition.reference.area_names[area] for area in areas])
    names = worded(names, "areas of promises", *areas)
    years = listed_years({int(day[:4]) for day in table["told_on"] if day})
    years = worded(years, "years of promises") if years else ""
    number = promises_number(len(table))
    words = later(
        "The stories at hand print {number} targets, plans and expected values of {names}."
    )
    if years:
        words = later(
            "News stories of {years} print {number} targets, plans and expected values of {names}."
        )
    first = say(words, years=years, number=number, names=names)
    first = sentences([first, *_decided_words(table)])
    rest = sentences(_rest_words(table))
    return Prose(f"<p>{words_html(first)}</p><p>{words_html(rest)}</p>")


def listed_years(years: set[int]) -> str:
    """ "2022 and 2023"."""
    return listed(year_runs(years))


def promises_number(number: int, **where: str) -> str:
    """How many promises are like this, with the claim (`helpers.claims.kinds.PromiseCount`)."""
    return PromiseCount(str(number), tuple(where.items())).words


def _decided_words(table: pd.DataFrame) -> list[str]:
    decided = table[table["verdict"].isin(DECIDED)]
    if decided.empty:
        none = PromiseCount("0", (("decided", "yes"),))
        return [say("The official record at hand decides {way}.",
                    way=directed(say("none of them"), "none decided", none))]  # fmt: skip
    counts = decided["verdict"].value_counts()
    met, missed = (int(counts.get(verdict, 0)) for verdict in DECIDED)
    decides = say(
        "The official record decides {number} of them; {met} and {missed}.",
        number=promises_number(len(decided), decided="yes"),
        met=numbered(met, "{number} was met", "{number} were met",
                     number=promises_number(met, verdict="met")),
        missed=numbered(missed, "{number} was missed", "{number} were missed",
                        number=promises_number(missed, verdict="missed")),
    )  # fmt: skip
    words = [decides, *_hindsight_words(decided[decided["verdict"] == "met"])]
    lost = decided[decided["verdict"] == "missed"]
    after = lost[lost["first_reached"].notna()]
    if after.empty:
        return words
    first = after.sort_values("first_reached", kind="stable").drop_duplicates("first_reached")
    years = listed([say("{year}", year=reached_claim(row).words) for row in first.itertuples()])
    if len(after) == len(lost):
        both = [PromiseCount(str(len(lost)), (pair,))
                for pair in (("verdict", "missed"), ("later", "yes"))]  # fmt: skip
        way = directed(say("was reached later"), "reached later", *both)
        words_later = say("The level that each missed one implied {way}, in {years}.",
                          way=way, years=years)  # fmt: skip
        return [*words, words_later]
    reached = numbered(
        len(after),
        "The level that {number} of the missed implied was reached later, in {years}.",
        "The levels that {number} of the missed implied were reached later, in {years}.",
        number=promises_number(len(after), later="yes"),
        years=years,
    )
    return [*words, reached]


def _hindsight_words(met: pd.DataFrame) -> list[str]:
    """How many of the met were no aims: expected of a year that was over when they were told."""
    over = met["told_on"].str[:4] > met["due"].astype(int).astype(str)
    number = int((over & (met["obs_status"] == "expected")).sum())
    if not number:
        return []
    return [
        numbered(
            number,
            "{number} of those met was expected of a year already over, and no target.",
            "{number} of those met were expected of a year already over, and no targets.",
            number=promises_number(number, verdict="met", hindsight="yes"),
        )
    ]


def _rest_words(table: pd.DataFrame) -> list[str]:
    still_open = int((table["verdict"] == "open").sum())
    undecided = table[table["verdict"] == "undecided"]
    parts = undecided[undecided["why"] == "no promise"]
    rest = len(undecided) - len(parts)
    none = PromiseCount("0", (("verdict", "open"),))
    words = [say("{way} is still open.", way=directed(say("Nothing"), "nothing open", none))]
    if still_open:
        words = [
            numbered(
                still_open,
                "{number} is still open: due after the newest year of the record.",
                "{number} are still open: due after the newest year of the record.",
                number=promises_number(still_open, verdict="open"),
            )
        ]
    if rest:
        bare = int((undecided["why"] == "no record").sum())
        words.append(
            say(
                "{number} cannot be decided, {most} of them because no official figure is at hand; "
                "each says why, and which publication would decide it, where one is known.",
                number=promises_number(rest, verdict="undecided", promise="yes"),
                most=promises_number(bare, why="no record"),
            )
        )
    if len(parts):
        number = promises_number(len(parts), why="no promise")
        words.append(
            say("{number} more only count the parts of a plan and promise nothing.", number=number)
        )
    return words


def verdicts_of(edition: Edition, area: str) -> str:
    """One sentence on the promises of one area: how many there are, and the verdicts on them."""
    own = edition.promises[edition.promises["ref_area"] == area]
    counts = own["verdict"].value_counts()
    told = [
        say(words, number=promises_number(int(counts[verdict]), area=area, verdict=verdict))
        for verdict, words in VERDICTS_COUNTED.items()
        if verdict in counts
    ]
    return numbered(
        len(own),
        "{number} target, plan or expected value of {name}: {verdicts}.",
        "{number} targets, plans and expected values of {name}: {verdicts}.",
        number=promises_number(len(own), area=area),
        name=edition.reference.area_names[area],
        verdicts=strung(told),
    )


def in_order(edition: Edition) -> list[str]:
    """Areas with promises: the marked provinces first, each followed by its cities."""
    have = set(edition.promises["ref_area"])
    areas = edition.reference.areas
    order = [*edition.areas, *(area for area in areas["adcode"] if area not in edition.areas)]
    found: list[str] = []
    for area in order:
        cities = (areas["parent"] == area) & (areas["level"] == "city")
        found += [area, *areas.loc[cities, "adcode"]]
    return [area for area in dict.fromkeys(found) if area in have]
