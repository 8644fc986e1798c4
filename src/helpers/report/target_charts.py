"""Charts of promises: each decided one against what came, and all of them in time."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from helpers import compare
from helpers.claims.described import EXPECTED_FOR, PROMISED_FOR
from helpers.claims.kinds import PromiseCount
from helpers.claims.promised import VERDICTS
from helpers.draw.chart import Chart
from helpers.draw.promise import Promised, promise_chart
from helpers.draw.table import Block, note
from helpers.draw.timeline import COLUMNS, timeline_chart
from helpers.language import numbered, say
from helpers.language.phrases import joined, sentences, strung, years_words
from helpers.report.claiming import directed, levels_shown, worded
from helpers.report.claiming_basis import drawn_breaks
from helpers.report.edition import Edition
from helpers.report.indicator_words import in_units, lower, unit_words
from helpers.report.promise_words import (
    came,
    level_amount,
    level_came,
    level_words,
    margin,
    promised,
    reached_claim,
    undecided_verdict,
    verdict_claim,
    what,
)
from helpers.report.source_words import source_words
from helpers.report.targets import in_order
from helpers.report.words import VERDICTS_COUNTED, growth_said, publishers, stories_of
from helpers.targets import DECIDED

BEFORE = 4  # years of the record drawn before a promise's due year
NAMED = 3  # undecided promises of one year that an area's own timeline still names one by one


def decided(edition: Edition, area: str = "", prefix: str = "") -> Block:
    """A chart for each promise that the record decides; area: of this one only; prefix: put
    before the charts' names."""
    table = edition.promises[edition.promises["verdict"].isin(DECIDED)]
    places = {code: number for number, code in enumerate(in_order(edition))}
    table = table.assign(place=table["ref_area"].map(places)).sort_values("place", kind="stable")
    if area:
        table = table[table["ref_area"] == area]
    if table.empty:
        return Block([note(say("The official record at hand decides no promise."))])
    names: dict[str, int] = {}
    charts = []
    for row in table.itertuples():
        if int(row.due) not in set(_figures(edition, row)["year"]):
            continue  # decided by a published growth: there is no level to draw
        name = f"{prefix}target-{row.ref_area}-{row.indicator}-{row.measure}-{row.due}"
        names[name] = names.get(name, 0) + 1
        charts.append(_chart(edition, row, name if names[name] == 1 else f"{name}-{names[name]}"))
    return Block(charts, box="charts")


def _figures(edition: Edition, row) -> pd.DataFrame:
    """The official levels of the area, as `compare.figures` has them, or a city's own."""
    own = edition.figures
    own = own[(own["indicator"] == row.indicator) & (own["ref_area"] == row.ref_area)]
    if row.official_ids in set(own["obs_ids"]) or row.measure not in ("level", "share"):
        return own
    rows = edition.observations
    alone = rows[rows["obs_id"] == row.official_ids]
    alone = alone.assign(year=alone["time_period"].astype(int), obs_ids=alone["obs_id"],
                         value=alone["obs_value"].astype(float))  # fmt: skip
    return pd.concat([own, alone[list(compare.COLUMNS)]], ignore_index=True)


def _title(edition: Edition, row) -> str:
    """What was promised, and what came of it."""
    indicator = edition.reference.indicator[row.indicator]
    return say(
        "{area}: {verdict}, {aim} {promised}; {result} came",
        area=_area(edition, row),
        verdict=verdict_claim(row).words,
        aim=growth_said(promised(indicator, row), row.measure),
        promised=_due(row),
        result=came(edition, row),
    )


def _area(edition: Edition, row) -> str:
    """The name of a promise's area."""
    return worded(edition.reference.area_names[row.ref_area], "area of", row.obs_id)


def _due(row) -> str:
    """When it was promised, or expected, for."""
    words = EXPECTED_FOR if row.obs_status == "expected" else PROMISED_FOR
    return worded(say(words, year=int(row.due)), "promised for", row.obs_id)


def _subtitle(edition: Edition, row, first: int, last: int) -> str:
    """What is drawn: the indicator's levels, also where a growth was promised."""
    indicator = edition.reference.indicator[row.indicator]
    drawn = indicator.name if row.measure == "growth" else what(indicator, row)
    return say(
        "{area}, {what}: {unit}, {years}",
        area=_area(edition, row),
        what=lower(drawn),
        unit=unit_words(indicator),
        years=years_words(first, last),
    )


def _chart(edition: Edition, row, name: str) -> Chart:
    indicator = edition.reference.indicator[row.indicator]
    due = int(row.due)
    base = None if pd.isna(row.base_year) else int(row.base_year)
    reached = None if pd.isna(row.first_reached) else int(row.first_reached)
    first = min(due - BEFORE, due - 1 if base is None else base)
    own = compare.between(_figures(edition, row), first, None)
    series = pd.DataFrame(
        {
            "year": own["year"].astype(int),
            "value": in_units(indicator, own["value"]),
            "claim": levels_shown(
                edition, indicator, zip(own["ref_area"], own["year"], strict=True)
            ),
        }
    )
    story = stories_of(edition, row.told_by)
    level = level_amount(indicator, row)
    verdict = verdict_claim(row, say(VERDICTS[row.verdict]).capitalize())
    last = int(series["year"].max())
    notes = []
    if base is not None:
        drawn_as = level_words(edition, row)
        notes.append(
            say("What was promised as growth is drawn as a level: {level}.", level=drawn_as)
        )
    if not indicator.ranked:
        notes.append(say("Single years of it jump with registration practice."))
    drawn = Promised(
        due=due, level=in_units(indicator, row.level),
        high=in_units(indicator, row.level_high), status=row.obs_status,
        qualifier=row.qualifier, verdict=row.verdict, base_year=base, reached=reached,
        told=say(
            "{name}: {words}",
            name=_due(row),
            words=joined([promised(indicator, row), *([] if base is None else [level])]),
        ),
        came=say("came: {came}", came=joined(
            [came(edition, row), *([] if base is None else [level_came(edition, row, due)])]
        )),
        reached_told=say("{year}: {words}", year=reached, words=level_came(edition, row, reached))
        if reached
        else "",
        reached_way=directed(say("first reached"), "first reached", reached_claim(row))
        if reached
        else "",
        summary=say("{verdict}: {margin}", verdict=verdict.words, margin=margin(edition, row)),
    )  # fmt: skip
    chart = promise_chart(
        series, drawn, name=name,
        title=_title(edition, row),
        subtitle=_subtitle(edition, row, int(series["year"].min()), last),
        source=say("{source}; promised: {stories}", stories=story,
                   source=source_words(edition, own, indicator)),
        area=row.ref_area, marked=edition.marked, decimals=indicator.decimals,
        breaks=drawn_breaks(indicator, first, last), note=sentences(notes),
    )  # fmt: skip
    data = chart.data.assign(ref_area=row.ref_area, indicator=row.indicator)
    promised_here = data["figure"] == "promised"
    data["obs_id"] = [(row.level_ids or row.obs_id) if here else "" for here in promised_here]
    return replace(chart, data=data)


def has_timeline(edition: Edition, area: str) -> bool:
    """Whether an area has a promise that can be drawn in time."""
    own = edition.promises[edition.promises["ref_area"] == area]
    return not _drawn(own).empty


def _drawn(table: pd.DataFrame) -> pd.DataFrame:
    """Promises with a due date, told on a known day; no parts of a plan."""
    return table[table["due"].notna() & (table["told_on"] != "") & (table["why"] != "no promise")]


def timeline(edition: Edition, area: str = "", name: str = "targets-timeline") -> Chart:
    """All promises with a due date in time; the undecided of one area and year in one row.

    area: of this one only; "" for all. A few undecided ones are named one by one on the timeline
    of their own area, and one alone everywhere.
    """
    table = edition.promises
    if area:
        table = table[table["ref_area"] == area]
    drawn = _drawn(table)
    of = {"area": area} if area else {}
    rows = []
    for code in [area] if area else in_order(edition):
        own = drawn[drawn["ref_area"] == code]
        single = own[own["verdict"] != "undecided"]
        rows += [_single(edition, row) for row in single.itertuples()]
        rest = own[own["verdict"] == "undecided"]
        for due, group in rest.groupby("due", sort=True):
            if len(group) <= (NAMED if area else 1):
                rows += [_single(edition, row) for row in group.itertuples()]
            else:
                rows.append(_group(edition, code, group, due, more=len(single) > 0))
    left = len(table) - len(drawn)
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    return timeline_chart(
        frame, name=name, title=_outcomes(edition, drawn, of),
        subtitle=say("Promises in time, from when they were told to when due"),
        source=say("Source: {stories}; verdicts by the official record",
                   stories=publishers(edition, table)),
        marked=edition.marked,
        note=sentences(_timeline_notes(edition, drawn, left, of)),
    )  # fmt: skip


def _outcomes(edition: Edition, drawn: pd.DataFrame, of: dict[str, str]) -> str:
    """The title of the timeline: how many promises were met, missed, are open, or undecidable.

    of: the area, if they are of one alone.
    """
    counts = drawn["verdict"].value_counts()
    told = [
        say(
            words,
            number=PromiseCount(
                str(counts[verdict]), tuple((of | {"drawn": "yes", "verdict": verdict}).items())
            ).words,
        )
        for verdict, words in VERDICTS_COUNTED.items()
        if counts.get(verdict, 0)
    ]
    if not told:
        return say("Promises in time")
    if not of:
        return say("Of the promises drawn, {verdicts}", verdicts=strung(told))
    return say("{area}: of the promises drawn, {verdicts}", verdicts=strung(told),
               area=edition.reference.area_names[of["area"]])  # fmt: skip


def _timeline_notes(edition: Edition, drawn: pd.DataFrame, left: int,
                    of: dict[str, str]) -> list[str]:  # fmt: skip
    notes = []
    decided = drawn.loc[drawn["verdict"] != "undecided", "indicator"]
    if any(edition.reference.indicator[code].money for code in decided):
        notes.append(say("Amounts of money are in current prices."))
    if (drawn["told_on"].str[:4].astype(int) > drawn["due"]).any():
        notes.append(say("What was expected of a year already past runs back to its end."))
    if left:
        number = PromiseCount(str(left), tuple((of | {"drawn": "no"}).items())).words
        notes.append(say("Not drawn: {number} without a due date, or counting the parts of a plan.",
                         number=number))  # fmt: skip
    return notes


def _single(edition: Edition, row) -> dict[str, object]:
    indicator = edition.reference.indicator[row.indicator]
    reached = None if pd.isna(row.first_reached) else int(row.first_reached)
    words = verdict_claim(row).words if row.verdict in DECIDED else undecided_verdict(row)
    after = reached is not None and reached > int(row.due)
    if after:
        words = say("{verdict}; level reached in {year}", verdict=words,
                    year=reached_claim(row).words)  # fmt: skip
    return {
        "label": say("{area}: {what}, {promised}", area=_area(edition, row),
                     what=worded(lower(what(indicator, row)), "measured", row.obs_id),
                     promised=promised(indicator, row)),
        "area": row.ref_area,
        "told_on": row.told_on,
        "told_to": row.told_on,
        "due": int(row.due),
        "verdict": row.verdict,
        "reached": reached if after else None,
        "words": words,
        "told_by": row.told_by,
    }  # fmt: skip


def _group(edition: Edition, area: str, group: pd.DataFrame, due: int, *,
           more: bool) -> dict[str, object]:  # fmt: skip
    """A row for several promises, from the day on which the first of them was told."""
    name, number = _area(edition, next(group.itertuples())), len(group)
    where = {"area": area, "due": str(due), "verdict": "undecided", "drawn": "yes"}
    told = PromiseCount(str(number), tuple(where.items())).words
    if more:
        label = numbered(number, "{area}: {number} more promise", "{area}: {number} more promises",
                         area=name, number=told)  # fmt: skip
    else:
        label = numbered(number, "{area}: {number} promise", "{area}: {number} promises",
                         area=name, number=told)  # fmt: skip
    return {
        "label": label,
        "area": area,
        "told_on": group["told_on"].min(),
        "told_to": group["told_on"].max(),
        "due": int(due),
        "verdict": "undecided",
        "reached": None,
        "words": worded(say(VERDICTS["undecided"]), "promise", *group["obs_id"]),
        "told_by": ";".join(group["told_by"]),
    }
