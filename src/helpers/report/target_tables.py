"""The page of promises: the list, by area, and what would decide the rest."""

from __future__ import annotations

import pandas as pd

from helpers.claims.described import CITY_OF
from helpers.claims.promised import VERDICTS
from helpers.draw.table import Block, Column, Prose, Table, note
from helpers.draw.words import words_html
from helpers.language import later, numbered, say
from helpers.language.phrases import clauses, listed
from helpers.report.claiming import worded
from helpers.report.edition import Edition
from helpers.report.promise_outcome import outcome_words, publication_claim
from helpers.report.promise_words import level_words, printed_claim, verdict_cell
from helpers.report.targets import NONE, in_order, promises_number
from helpers.report.words import (
    corrected_words,
    measured,
    measured_told,
    publishers,
    span,
    status_told,
)
from helpers.targets import DECIDED

ORDER = {"met": 0, "missed": 0, "open": 1, "undecided": 2}


def by_area(edition: Edition) -> Table:
    """How many promises each area's stories print, and their verdicts."""
    table = edition.promises
    rows = []
    for area in in_order(edition):
        own = table[table["ref_area"] == area]
        counts = own["verdict"].value_counts()
        name = edition.reference.area_names[area]
        numbers = {
            verdict: promises_number(int(counts.get(verdict, 0)), area=area, verdict=verdict)
            for verdict in VERDICTS
        }
        rows.append({"area": name, "all": promises_number(len(own), area=area), **numbers})
    columns = [Column("area", say("Area")), Column("all", say("Promises"), "number")]
    columns += [Column(key, say(words).capitalize(), "number") for key, words in VERDICTS.items()]
    return Table("targets-by-area", say("Promises and verdicts, by area"), columns,
                 pd.DataFrame(rows, columns=[column.key for column in columns]),
                 source=say("Not decidable includes counts of a plan's own parts."),
                 empty=say("no promise is at hand."), stacked=True)  # fmt: skip


def promises(edition: Edition) -> Block:
    """The list, a table an area: the decided first, then the open, then the rest."""
    areas = in_order(edition)
    if not areas:
        return Block([note(say(NONE))])
    pieces: list[Prose | Table] = []
    for area in areas:
        own = edition.promises[edition.promises["ref_area"] == area]
        heading = worded(_heading(edition, area), "place of", own.iloc[0]["obs_id"])
        pieces += [Prose(f'<h3 id="targets-of-{area}">{words_html(heading)}</h3>'),
                   promise_table(edition, area, f"targets-{area}")]  # fmt: skip
    return Block(pieces)


def _heading(edition: Edition, area: str) -> str:
    areas = edition.reference.areas.set_index("adcode")
    name = edition.reference.area_names[area]
    if areas.at[area, "level"] != "city":
        return name
    province = edition.reference.area_names[areas.at[area, "parent"]]
    return say(CITY_OF, name=name, province=province)


def promise_table(edition: Edition, area: str, name: str) -> Table:
    """The promises of one area; name: of the table and its CSV."""
    own = edition.promises[edition.promises["ref_area"] == area]
    parts = own["why"] == "no promise"
    own = own.assign(place=own["verdict"].map(ORDER), known=own["publication"] == "", parts=parts)
    own = own.sort_values(["place", "parts", "known"], kind="stable")
    own = own.drop(columns=["place", "known", "parts"])
    rows = [_promise_row(edition, row) for row in own.itertuples()]
    columns = [
        Column("what", say("Promise, as printed, and for when"), "drawing"),
        Column("verdict", say("Verdict")),
        Column("outcome", say("What came of it"), "long"),
        Column("level", say("As a level"), mixed=True),
        Column("told", say("Told by")),
    ]
    several = own["told_by"].str.contains(";").any() or len({row["told"] for row in rows}) > 1
    decided = list(own["verdict"].isin(DECIDED))
    words = later("Source: {stories}. Shaded: decided by the official record.")
    if not any(decided):
        words = later("Source: {stories}.")
    source = say(words, stories=publishers(edition, own))
    if not several:
        columns = columns[:-1]
    place = edition.reference.area_names[area]
    if len(own):
        place = worded(place, "area of", own.iloc[0]["obs_id"])
    caption = say("{area}: what was promised, and what came of it", area=place)
    return Table(name, caption, columns,
                 pd.DataFrame(rows, columns=[column.key for column in columns]), source=source,
                 behind=own, marked=decided)  # fmt: skip


def _promise_row(edition: Edition, row) -> dict[str, str]:
    indicator = edition.reference.indicator[row.indicator]
    words = later("{printed}, for {period} ({status})")
    if not row.period:
        words = later("{printed}, no due date printed ({status})")
    printed = printed_claim(row).words + corrected_words(edition.reference, row)
    period = worded(span(row.period), "period", row.obs_id) if row.period else ""
    printed = say(words, printed=printed, period=period, status=status_told(row))
    return {
        "what": f"{words_html(measured_told(indicator, row))}<small>{words_html(printed)}</small>",
        "level": level_words(edition, row),
        "verdict": verdict_cell(row),
        "outcome": outcome_words(edition, row),
        "told": _tellers(edition, row.told_by),
    }


def _tellers(edition: Edition, obs_ids: str) -> str:
    """Publishers alone: the line below the table has the dates."""
    names = edition.reference.sources.set_index("source_id")["publisher"]
    told = [names[obs_id.partition(":")[0]] for obs_id in obs_ids.split(";")]
    words = clauses([edition.reference.text(one) for one in dict.fromkeys(told)])
    return worded(words, "told by", *obs_ids.split(";"))


def deciders(edition: Edition) -> Table:
    """What would decide the undecided: a row a publication."""
    table = edition.promises
    rest = table[(table["verdict"] == "undecided") & ~table["why"].isin(["no promise"])]
    rows = []
    places = {area: number for number, area in enumerate(in_order(edition))}
    rest = rest.assign(place=rest["ref_area"].map(places)).sort_values("place", kind="stable")
    for (publication, mind), own in rest.groupby(["publication", "decider_note"], sort=True):
        of: dict[str, list[str]] = {}
        for row in own.itertuples():
            name = measured(edition.reference.indicator[row.indicator], "", note=row.note)
            of.setdefault(row.ref_area, []).append(name)
        promised = clauses([
            say("{area}: {what}", area=edition.reference.area_names[area],
                what=listed(list(dict.fromkeys(names))))
            for area, names in of.items()
        ])  # fmt: skip
        known = publication_claim(edition, next(own.itertuples())) if publication else ""
        rows.append(
            {
                "publication": known or say("no publication is known"),
                "number": promises_number(
                    len(own),
                    verdict="undecided",
                    promise="yes",
                    publication=str(publication),
                    note=str(mind),
                ),
                "promised": promised,
                "note": edition.reference.text(str(mind)),
                "last": not publication,
            }
        )
    rows.sort(key=lambda row: row["last"])
    columns = [
        Column("publication", say("Publication"), "long"),
        Column("number", say("Promises"), "number"),
        Column("promised", say("Which promises"), "long"),
        Column("note", say("Note"), "long"),
    ]
    source = say(
        "These publications are not at hand: what they say is not known here. A table of theirs, "
        "added with its source, decides the promise in the next edition."
    )
    return Table("targets-deciders", say("What would decide the rest"), columns,
                 pd.DataFrame(rows, columns=[column.key for column in columns]), source=source,
                 behind=rest[["obs_id", "ref_area", "indicator", "period", "why", "publication",
                              "decider_note"]],
                 empty=say("nothing is left to decide."))  # fmt: skip


def sources(edition: Edition) -> Table:
    """The stories that promise, and the publications that decide, or only indicate."""
    roles = _roles(edition)
    rows = edition.reference.sources
    rows = rows[rows["source_id"].isin(roles)]
    text = edition.reference.text
    rows = rows.assign(
        role=[say(roles[source]) for source in rows["source_id"]],
        date=[date or say("not recorded (received {day})", day=received)
              for date, received in zip(rows["date"], rows["received"], strict=True)],
        **{name: rows[name].map(text) for name in ("title", "publisher", "licence")},
    )  # fmt: skip
    shown = [
        Column("title", say("Publication"), "long"),
        Column("publisher", say("Publisher")),
        Column("date", say("Date")),
        Column("role", say("What it does here")),
        Column("licence", say("Terms")),
        Column("source_id", say("Code"), "code"),
    ]
    caption = numbered(len(rows), "Where promises and outcomes stand ({number} source)",
                       "Where promises and outcomes stand ({number} sources)")  # fmt: skip
    return Table("targets-sources", caption, shown, rows, behind=rows)


def _roles(edition: Edition) -> dict[str, str]:
    """source_id -> what it does; the last that is said of a source stands."""
    table, figures = edition.promises, edition.figures
    decided = table[table["verdict"].isin(DECIDED)]
    drawn = figures.merge(decided[["indicator", "ref_area"]].drop_duplicates())
    goes_on = drawn.loc[drawn["year"] >= table["due"].min(), "obs_ids"]
    roles: dict[str, str] = {}
    for role, cells in (
        (later("indicates"), table["proxy_ids"]),
        (later("continues the record"), goes_on),
        (later("decides"), [*table["base_ids"], *table["official_ids"]]),
        (later("promises"), table["told_by"]),
    ):
        ids = {one.partition(":")[0] for cell in cells for one in cell.split(";") if one}
        roles |= dict.fromkeys(sorted(ids), role)
    return roles
