"""The page of promises: how many were kept, the list, and what would decide the rest."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from helpers.claims.claim import PromiseCount
from helpers.draw.table import Block, Column, Prose, Table, note
from helpers.draw.words import listed, words_html
from helpers.report.claiming import ruled
from helpers.report.edition import Edition, counted, open_edition
from helpers.report.promise_words import (
    level_words,
    outcome_words,
    printed_claim,
    verdict_cell,
    what,
)
from helpers.report.words import VERDICTS, publishers, span
from helpers.targets import DECIDED, TOLERANCE

ORDER = {"met": 0, "missed": 0, "open": 1, "undecided": 2}
CAVEATS = (
    "A promise is what a news story prints, read in machine translation. Who made it, and how "
    "binding it was, the stories do not say; met or missed says nothing about causes.",
    "“R&D of the whole society” is taken for the R&D expenditure of the national bulletin, a "
    "turnover of technology contracts for that of the seller's region, as is usual; the stories "
    "say neither.",
    "A growth was promised before the figure that it starts from was out. The level given here is "
    "reckoned from the figure that came out later; where a story prints its own, from that.",
    "Amounts are in current prices: a growth of money is no real growth.",
    "Turnover of technology contracts jumps when registration practice changes: one that ran far "
    "ahead of its aim need not be more trade.",
    "Recognitions of three years indicate the stock of high-tech enterprises and do not count it, "
    "so no promise is judged on them.",
    "A city's promise is never judged on its province's record, nor a zone's on its city's.",
    "Where no figure is at hand, nothing was missed: most promises are undecided because the "
    "record at hand does not count what they promise.",
)


def open_targets(areas: Sequence[str], language: str = "en") -> Edition:
    """The edition whose promises are shown: those of every area, `areas` in their colours.

    Raises FaultsFound as a build does.
    """
    return open_edition(areas, "all", 2010, "newest", "default", language)


def opening(edition: Edition) -> Prose:
    """How many promises there are, how many the record decides, and how."""
    table = edition.promises
    if table.empty:
        return Prose("<p>No story at hand prints a target, a plan or an expected value.</p>")
    names = listed([edition.reference.area_names[area] for area in in_order(edition)])
    years = listed(sorted({day[:4] for day in table["told_on"] if day}))
    number = _number(len(table))
    whose = f"News stories of {years}" if years else "The stories at hand"
    first = (
        f"{whose} print {number} targets, plans and expected values of {names}. "
        f"{_decided_words(table)}"
    )
    return Prose(f"<p>{words_html(first)}</p><p>{words_html(_rest_words(table))}</p>")


def _number(number: int, **where: str) -> str:
    """How many promises are like this, with the claim (`helpers.claims.claim.PromiseCount`)."""
    return PromiseCount(str(number), tuple(where.items())).words


def _decided_words(table: pd.DataFrame) -> str:
    decided = table[table["verdict"].isin(DECIDED)]
    if decided.empty:
        return "The official record at hand decides none of them."
    counts = decided["verdict"].value_counts()
    told = [
        f"{_number(int(counts.get(verdict, 0)), verdict=verdict)} "
        f"{'was' if counts.get(verdict, 0) == 1 else 'were'} {verdict}"
        for verdict in DECIDED
    ]
    number = _number(len(decided), decided="yes")
    words = f"The official record decides {number} of them; {listed(told)}."
    missed = decided[decided["verdict"] == "missed"]
    later = missed[missed["first_reached"].notna()]
    if len(later):
        number = _number(len(later), later="yes")
        which = "What was missed was" if len(later) == len(missed) else (
            f"Of the missed, {number} {'was' if len(later) == 1 else 'were'}"
        )  # fmt: skip
        years = listed(sorted({str(year) for year in later["first_reached"]}))
        words += f" {which} reached later, in {years}."
    return words


def _rest_words(table: pd.DataFrame) -> str:
    still_open = int((table["verdict"] == "open").sum())
    undecided = table[table["verdict"] == "undecided"]
    parts = undecided[undecided["why"] == "no promise"]
    rest = len(undecided) - len(parts)
    opened = "Nothing is still open." if not still_open else (
        f"{_number(still_open, verdict='open')} "
        f"{'is' if still_open == 1 else 'are'} still open: due after the newest year of the record."
    )  # fmt: skip
    words = [opened]
    if rest:
        bare = int((undecided["why"] == "no record").sum())
        most = _number(bare, why="no record")
        words.append(
            f"{_number(rest, verdict='undecided', promise='yes')} cannot be decided, "
            f"{most} of them because no official figure is at hand; each says why, and which "
            "publication would decide it."
        )
    if len(parts):
        number = _number(len(parts), why="no promise")
        words.append(f"{number} more only count the parts of a plan and promise nothing.")
    return " ".join(words)


def verdicts_of(edition: Edition, area: str) -> str:
    """One sentence on the promises of one area: how many there are, and the verdicts on them."""
    own = edition.promises[edition.promises["ref_area"] == area]
    name = edition.reference.area_names[area]
    counts = own["verdict"].value_counts()
    told = [
        f"{_number(int(counts[verdict]), area=area, verdict=verdict)} {words}"
        for verdict, words in VERDICTS.items()
        if verdict in counts
    ]
    noun = (
        "target, plan or expected value" if len(own) == 1 else "targets, plans and expected values"
    )
    number = _number(len(own), area=area)
    return f"{number} {noun} of {name}: {listed(told)}."


def rules() -> Prose:
    """How a verdict comes about."""
    share = ruled("tolerance", f"{TOLERANCE:.0%}")
    told = (
        "“More than” and “less than” are strict. A bare number and “at least” are met by it and by "
        "what lies beyond; a range such as “three to five” by its near end and what lies beyond.",
        f"“About” and “nearly” are met by what falls short by no more than {share} of the number, "
        "or half its last printed digit where that is more.",
        "A growth or an increase is held against that of the official figures; as a level it is "
        "reckoned from the base that is named.",
        "An expected value is judged like a target, against the official figure that came later.",
        "An R&D intensity is judged on the GDP of its day, as the bulletin first published it. "
        "Where revised GDP makes another verdict of it, that stands beside.",
        "Where rounding of either figure could turn a verdict, the verdict says so.",
        "Still open is what is due after the newest year of the record. Not decidable is what has "
        "no record, another definition, another vintage of GDP, another scope (a city, a zone) or "
        "no due date.",
    )
    items = "".join(f"<li>{words_html(words)}</li>" for words in told)
    return Prose(f"<ul>{items}</ul>")


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


def by_area(edition: Edition) -> Table:
    """How many promises each area's stories print, and their verdicts."""
    table = edition.promises
    rows = []
    for area in in_order(edition):
        own = table[table["ref_area"] == area]
        counts = own["verdict"].value_counts()
        name = edition.reference.area_names[area]
        numbers = {
            verdict: _number(int(counts.get(verdict, 0)), area=area, verdict=verdict)
            for verdict in VERDICTS
        }
        rows.append({"area": name, "all": _number(len(own), area=area), **numbers})
    columns = [Column("area", "Area"), Column("all", "Promises", "number")]
    columns += [Column(key, words.capitalize(), "number") for key, words in VERDICTS.items()]
    return Table("targets-by-area", "Promises and verdicts, by area", columns,
                 pd.DataFrame(rows, columns=[column.key for column in columns]),
                 source="Not decidable includes counts of a plan's own parts.",
                 empty="no promise is at hand.")  # fmt: skip


def promises(edition: Edition) -> Block:
    """The list, a table an area: the decided first, then the open, then the rest."""
    areas = in_order(edition)
    if not areas:
        return Block([note("No story at hand prints a target, a plan or an expected value.")])
    pieces: list[Prose | Table] = []
    for area in areas:
        heading = _heading(edition, area)
        pieces += [Prose(f'<h3 id="targets-of-{area}">{words_html(heading)}</h3>'),
                   promise_table(edition, area, f"targets-{area}")]  # fmt: skip
    return Block(pieces)


def _heading(edition: Edition, area: str) -> str:
    areas = edition.reference.areas.set_index("adcode")
    name = edition.reference.area_names[area]
    if areas.at[area, "level"] != "city":
        return name
    return f"{name}, a city of {edition.reference.area_names[areas.at[area, 'parent']]}"


def promise_table(edition: Edition, area: str, name: str) -> Table:
    """The promises of one area; name: of the table and its CSV."""
    own = edition.promises[edition.promises["ref_area"] == area]
    parts = own["why"] == "no promise"
    own = own.assign(place=own["verdict"].map(ORDER), known=own["publication"] == "", parts=parts)
    own = own.sort_values(["place", "parts", "known"], kind="stable")
    own = own.drop(columns=["place", "known", "parts"])
    rows = [_promise_row(edition, row) for row in own.itertuples()]
    columns = [
        Column("what", "Promise, as printed, and for when", "drawing"),
        Column("verdict", "Verdict"),
        Column("outcome", "What came of it", "long"),
        Column("level", "As a level"),
        Column("told", "Told by"),
    ]
    several = own["told_by"].str.contains(";").any() or len({row["told"] for row in rows}) > 1
    source = f"Source: {publishers(edition, own)}. Shaded: decided by the official record."
    if not several:
        columns = columns[:-1]
    place = edition.reference.area_names[area]
    return Table(name, f"{place}: what was promised, and what came of it", columns,
                 pd.DataFrame(rows, columns=[column.key for column in columns]), source=source,
                 behind=own, marked=list(own["verdict"].isin(DECIDED)))  # fmt: skip


def _promise_row(edition: Edition, row) -> dict[str, str]:
    indicator = edition.reference.indicator[row.indicator]
    when = f"for {span(row.period)}" if row.period else "no due date printed"
    printed = f"{printed_claim(row).words}, {when} ({row.obs_status})"
    return {
        "what": f"{words_html(what(indicator, row))}<small>{words_html(printed)}</small>",
        "level": level_words(edition, row),
        "verdict": verdict_cell(edition, row),
        "outcome": outcome_words(edition, row),
        "told": _tellers(edition, row.told_by),
    }


def _tellers(edition: Edition, obs_ids: str) -> str:
    """Publishers alone: the line below the table has the dates."""
    names = edition.reference.sources.set_index("source_id")["publisher"]
    told = [names[obs_id.partition(":")[0]] for obs_id in obs_ids.split(";")]
    return "; ".join(dict.fromkeys(told))


def deciders(edition: Edition) -> Table:
    """What would decide the undecided: a row a publication."""
    table = edition.promises
    rest = table[(table["verdict"] == "undecided") & ~table["why"].isin(["no promise"])]
    rows = []
    places = {area: number for number, area in enumerate(in_order(edition))}
    rest = rest.assign(place=rest["ref_area"].map(places)).sort_values("place", kind="stable")
    for (publication, mind), own in rest.groupby(["publication", "decider_note"], sort=True):
        promised = listed(list(dict.fromkeys(
            f"{edition.reference.area_names[row.ref_area]}: "
            f"{edition.reference.indicator[row.indicator].name}"
            for row in own.itertuples()
        )))  # fmt: skip
        rows.append(
            {
                "publication": str(publication) or "no publication is known",
                "number": _number(
                    len(own),
                    verdict="undecided",
                    promise="yes",
                    publication=str(publication),
                    note=str(mind),
                ),
                "promised": promised,
                "note": mind,
                "last": not publication,
            }
        )
    rows.sort(key=lambda row: row["last"])
    columns = [
        Column("publication", "Publication", "long"),
        Column("number", "Promises", "number"),
        Column("promised", "Of", "long"),
        Column("note", "Mind", "long"),
    ]
    source = (
        "These publications are not at hand: what they say is not known here. A table of theirs, "
        "added with its source, decides the promise in the next edition."
    )
    return Table("targets-deciders", "What would decide the rest", columns,
                 pd.DataFrame(rows, columns=[column.key for column in columns]), source=source,
                 behind=rest[["obs_id", "ref_area", "indicator", "period", "why", "publication",
                              "decider_note"]], empty="nothing is left to decide.")  # fmt: skip


def caveats() -> Prose:
    """What to bear in mind, as a list."""
    return Prose(f"<ul>{''.join(f'<li>{words_html(words)}</li>' for words in CAVEATS)}</ul>")


def sources(edition: Edition) -> Table:
    """The stories that promise, and the publications that decide, or only indicate."""
    roles = _roles(edition)
    rows = edition.reference.sources
    rows = rows[rows["source_id"].isin(roles)]
    rows = rows.assign(
        role=rows["source_id"].map(roles),
        date=[date or f"not recorded (received {received})"
              for date, received in zip(rows["date"], rows["received"], strict=True)],
    )  # fmt: skip
    shown = [
        Column("title", "Publication", "long"),
        Column("publisher", "Publisher"),
        Column("date", "Date"),
        Column("role", "What it does here"),
        Column("licence", "Terms"),
        Column("source_id", "Code", "code"),
    ]
    count = counted(len(rows), "source")
    return Table("targets-sources", f"Where promises and outcomes stand ({count})", shown, rows,
                 behind=rows)  # fmt: skip


def _roles(edition: Edition) -> dict[str, str]:
    """source_id -> what it does; the last that is said of a source stands."""
    table, figures = edition.promises, edition.figures
    decided = table[table["verdict"].isin(DECIDED)]
    drawn = figures.merge(decided[["indicator", "ref_area"]].drop_duplicates())
    roles: dict[str, str] = {}
    for role, cells in (
        ("indicates", table["proxy_ids"]),
        ("goes on with the record", drawn.loc[drawn["year"] >= table["due"].min(), "obs_ids"]),
        ("decides", [*table["base_ids"], *table["official_ids"]]),
        ("promises", table["told_by"]),
    ):
        ids = {one.partition(":")[0] for cell in cells for one in cell.split(";") if one}
        roles |= dict.fromkeys(sorted(ids), role)
    return roles
