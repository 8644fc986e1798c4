"""What an area's own stories print of it: results, expectations and targets kept apart."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pandas as pd

from helpers.draw.table import Block, Column, Prose, Table, note
from helpers.draw.words import words_html
from helpers.language import later, numbered, say
from helpers.language.phrases import listed, sentences
from helpers.reference import STATUSES
from helpers.report import target_charts, target_tables, targets
from helpers.report.at_hand import record_at_hand
from helpers.report.beside_record import record_charts
from helpers.report.claiming import worded
from helpers.report.claiming_counts import reckoned
from helpers.report.notes import own_note
from helpers.report.profile_claims import told_here
from helpers.report.profile_page import Profile, told_once
from helpers.report.profile_section import Section, heading_html
from helpers.report.stories import told_in_units
from helpers.report.words import (
    how_told,
    measured_told,
    outcome_words,
    printed_words,
    publishers,
    record_words,
    span,
    status_told,
)
from helpers.report.words import told as told_of
from helpers.targets import DECIDED

ROWS = later("counted here: rows of the table below")


def stories(page: Profile) -> Section:
    """Every figure that stories print of the area, beside the record where there is one."""
    heading = later("What its stories say")
    told = told_once(page)
    if told.empty:
        words = say("No news story at hand prints a figure of {name}.", name=page.name)
        return page.section(heading, note(words))
    intro = sentences([_printed_and_computed(page, told), _statuses(page, told)])
    against = _against(page)
    charts = [] if page.is_city else record_charts(page.edition, told_of(page.edition),
                                                   page.slug(""))  # fmt: skip
    pieces = [Block(charts, box="charts")] if charts else []
    promised = _promised(page, told) if (told["obs_status"] != "actual").any() else []
    pieces += [_table(page, told, against), note(how_told())]
    return page.section(heading, *pieces, *promised, intro=intro)


def _printed_and_computed(page: Profile, told: pd.DataFrame) -> str:
    """How many figures stories print, and how many are computed from those."""
    computed = int((told["derived_from"] != "").sum())
    printed = len(told) - computed
    words = numbered(
        printed,
        "{number} figure of {name} as news stories print it",
        "{number} figures of {name} as news stories print them",
        number=told_here(page, printed, ROWS, "", "printed"),
        name=page.name,
    )
    if not computed:
        return say("{words}.", words=words)
    more = numbered(
        computed,
        "and {number} computed from such a figure and another, marked “computed”",
        "and {number} computed from such figures, each marked “computed”",
        number=told_here(page, computed, ROWS, "", "computed"),
    )
    return say("{printed}, {computed}.", printed=words, computed=more)


def _statuses(page: Profile, told: pd.DataFrame) -> str:
    """How many are results and how many are not."""
    return say(
        "Together they are {kinds}. Expected values, targets and plans are no results. A figure "
        "that several sentences print alike is counted once.",
        kinds=listed(_kinds(page, told)),
    )


def _kinds(page: Profile, told: pd.DataFrame) -> list[str]:
    """How many results, expected values, targets and plans there are."""
    counts = Counter(told["obs_status"])
    said = {
        status: told_here(page, counts[status], ROWS, status)
        for status in STATUSES
        if counts[status]
    }
    words = {
        "actual": numbered(counts["actual"], "{number} result", "{number} results",
                           number=said.get("actual", "")),
        "expected": numbered(counts["expected"], "{number} expected value",
                             "{number} expected values", number=said.get("expected", "")),
        "target": numbered(counts["target"], "{number} target", "{number} targets",
                           number=said.get("target", "")),
        "plan": numbered(counts["plan"], "{number} plan", "{number} plans",
                         number=said.get("plan", "")),
    }  # fmt: skip
    return [words[status] for status in said]


def _promised(page: Profile, told: pd.DataFrame) -> list[Prose | Table | Block]:
    """What they promise of the area, what came of it, a chart of each decided promise, and all of
    them in time."""
    edition, area = page.edition, page.area
    link = f'<a href="../targets.html">{say("promised and achieved")}</a>'
    words = sentences(
        [
            words_html(targets.verdicts_of(edition, area)),
            *map(words_html, _fewer(page, told)),
            say("How a verdict comes about: {link}.", link=link),
        ]
    )
    heading = heading_html(3, later("Targets in the stories, and what came of them"))
    decided = edition.promises["verdict"].isin(DECIDED) & (edition.promises["ref_area"] == area)
    pieces: list[Prose | Table | Block] = [
        Prose(f"{heading}<p>{words}</p>"),
        target_tables.promise_table(edition, area, page.slug("promises")),
    ]
    if decided.any():
        pieces.append(target_charts.decided(edition, area, page.slug("")))
    if target_charts.has_timeline(edition, area):
        pieces.append(Block([target_charts.timeline(edition, area, page.slug("timeline"))]))
    return pieces


def _fewer(page: Profile, told: pd.DataFrame) -> list[str]:
    """Why the table above has more targets, plans and expected values than there are promises."""
    aims = told[told["obs_status"] != "actual"]
    own = page.edition.promises[page.edition.promises["ref_area"] == page.area]
    computed = int((aims["derived_from"] != "").sum())
    otherwise = len(aims) - computed - len(own)
    why = []
    if computed:
        number = told_here(page, computed, ROWS, "promised", "computed")
        why.append(
            numbered(computed, "{number} level computed from them",
                     "{number} levels computed from them", number=number)
        )  # fmt: skip
    if otherwise:
        number = reckoned(otherwise, say(ROWS), "received", "told otherwise", page.area)
        why.append(
            say("{number} that another sentence prints in conflicting words", number=number)
        )  # fmt: skip
    if not why:
        return []
    all_ = told_here(page, len(aims), ROWS, "promised")
    return [
        say(
            "The table above has {number} such rows: besides these, {why}.",
            number=all_,
            why=listed(why),
        )
    ]


def _against(page: Profile) -> dict[str, object]:
    """obs_id -> its row of `record.against_record`; none for a city."""
    if page.is_city:
        return {}
    edition = page.edition
    table = record_at_hand(edition.observations, edition.figures, edition.reference)
    table = table[table["ref_area"] == page.area]
    return {obs_id: row for row in table.itertuples() for obs_id in row.told_by.split(";")}


def _table(page: Profile, told: pd.DataFrame, against: dict) -> Table:
    place = {status: number for number, status in enumerate(STATUSES)}
    told = told.assign(order=told["obs_status"].map(place))
    told = told.sort_values(["order", "indicator", "time_period", "obs_id"], kind="stable")
    rows, behind = [], []
    for row in told.itertuples():
        indicator = page.edition.reference.indicator[row.indicator]
        found = against.get(row.obs_id)
        official = record_words(page.edition.reference, found) if found else ""
        outcome = outcome_words(found) if found else ""
        rows.append(
            {
                "indicator": measured_told(indicator, row, row.reference_group),
                "status": status_told(row),
                "printed": printed_words(row),
                "value": told_in_units(indicator, row),
                "period": worded(_period(row), "period", row.obs_id),
                "record": say("{official}: {outcome}", official=official, outcome=outcome)
                if official
                else outcome,
                "note": own_note(page.edition.reference, row.note),
                "story": page.edition.reference.source_title(row.source_id),
            }
        )
        behind.append(
            {"ref_area": row.ref_area, "indicator": row.indicator, "measure": row.measure,
             "obs_status": row.obs_status, "time_period": row.time_period,
             "as_printed": row.as_printed, "obs_value": Decimal(row.obs_value),
             "obs_value_high": Decimal(row.obs_value_high) if row.obs_value_high else None,
             "unit_measure": row.unit_measure,
             "qualifier": row.qualifier, "official": found.official if found else None,
             "outcome": found.outcome if found else "", "obs_id": row.obs_id}
        )  # fmt: skip
    columns = [
        Column("indicator", say("Indicator")),
        Column("status", say("Status")),
        Column("printed", say("As printed"), mixed=True),
        Column("value", say("Read as"), mixed=True),
        Column("period", say("Period")),
        Column("record", say("Figure of the record, and what came of it"), "long"),
        Column("note", say("Note"), "long"),
        Column("story", say("Story")),
    ]
    columns = [column for column in columns if any(row[column.key] for row in rows)]
    if told["source_id"].nunique() == 1:  # named under the table
        columns = columns[:-1]
    source = say(
        "Source: {stories}. Results first, then expected values, targets and plans.",
        stories=publishers(page.edition, told),
    )
    caption = say("{area}: what its stories print", area=page.name)
    return Table(page.slug("stories"), caption, columns, pd.DataFrame(rows), source=source,
                 behind=pd.DataFrame(behind), tall=True)  # fmt: skip


def _period(row) -> str:
    if row.time_period:
        return span(row.time_period)
    if not row.matched_period:
        return say("not printed")
    return say("not printed; {period} by the record", period=span(row.matched_period))
