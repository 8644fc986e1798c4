"""Titles of charts that say what the figures show: sentences made of claims, judged like others.

What a chart shows, with its unit and years, is its subtitle. Where there is nothing to find (one
figure, no figure), a title is what the chart shows.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from helpers import compare
from helpers.claims.kinds import Reckoned
from helpers.language import later, say
from helpers.language.phrases import clauses, listed, strung
from helpers.reference import RANKING, Indicator
from helpers.report.claiming import among, changed, directed, first, level, rank, worded
from helpers.report.claiming_basis import break_year
from helpers.report.claiming_stories import threshold
from helpers.report.edition import Edition
from helpers.report.few import from_few
from helpers.report.indicator_words import amount, in_units, lower, signed
from helpers.report.words import aim_words, growth_said, official_words

TOP = 10
ZONES = {"East": later("the East"), "Central": later("Central China"), "West": later("the West"),
         "Northeast": later("the Northeast")}  # fmt: skip
ZONE_HOW = later("counted in this report: areas of the zone among those with the ten highest")
CORRELATED = later("computed in this report: rank correlation (Spearman) of both figures over the "
                   "provinces drawn")  # fmt: skip
CORRELATIONS = {
    "closely together": later("go together closely"),
    "together": later("go together"),
    "hardly": later("hardly go together"),
    "opposite": later("go opposite ways"),
}
EXPECTED = later("{area}: {verdict} what was expected of {year}, {aim}; the result was {result}")
AIMED = later("{area}: {verdict} the target for {year}, {aim}; the result was {result}")
SAME = {
    "equal": later("borne out by the record"),
    "not equal": later("contradicted by the record"),
}
RANKED = {
    "equal": later("as in the published ranking"),
    "not equal": later("not as in the published ranking"),
}
# a story that prints no year of its own: the record alone says which one it is
FOUND = later("found in the record of {year}; no year printed, so no test of it")
FOUND_RANKED = later("found in the published ranking of {year}; no year printed, so no test of it")
ALL_FOUND = {
    False: later(
        "{area}: {told}, found in the record of these years; no year printed, so no test of it"
    ),
    True: later(
        "{area}: {told}, found in the published rankings of these years; no year printed, so no "
        "test of it"
    ),
}
CLEAR, SOME = 0.8, 0.4  # from which correlation on a title says how two figures go together


def under(shown: str, details: str) -> str:
    """The subtitle of a chart whose title is a finding: what is shown, and its unit and years."""
    return say("{shown}: {details}", shown=shown, details=details) if details else shown


def leading(
    edition: Edition, indicator: Indicator, year: int, leaders: Sequence[str], best: str
) -> str:
    """Who leads, and with how much. leaders: adcodes of rank 1; best: their figure, in words."""
    names = [first(edition, indicator, area, year) for area in leaders]
    way = directed(say("leads") if len(names) == 1 else say("lead"), "leads", *names)
    return say("{names} {way} with {best}", names=listed([one.words for one in names]), way=way,
               best=best)  # fmt: skip


def ranked(edition: Edition, indicator: Indicator, year: int, ranks: pd.DataFrame) -> str:
    """Who leads, and where the marked stand. ranks: area, value (any unit), rank, rank_of."""
    table = ranks.dropna(subset="value").set_index("area")
    if table.empty:
        return indicator.name
    if not indicator.ranked:
        return _most(edition, indicator, year, table["value"])
    leaders = list(table.index[table["rank"] == 1])
    best = _amount(edition, indicator, leaders[0], year)
    lead = leading(edition, indicator, year, leaders, best)
    marked = table.loc[[area for area in edition.areas if area in table.index]]
    marked = marked[~marked.index.isin(leaders)].sort_values("rank", kind="stable")
    stand = []
    for at, (area, row) in enumerate(marked.iterrows(), start=1):
        of = row["rank_of"] if at == len(marked) else ""
        place = rank(edition, indicator, str(area), year, row["rank"], of)
        words = place.words
        if at == len(marked):
            words = place.of(say("{rank} of {whole}", rank=place.said, whole=place.out_of))
        name = edition.reference.area_names[str(area)]
        how = later("{area} ranks {rank}") if at == 1 else later("{area} {rank}")
        stand.append(say(how, area=name, rank=words))
    return clauses([lead, strung(stand)])


def _amount(edition: Edition, indicator: Indicator, area: str, year: int) -> str:
    """An area's figure with its unit."""
    words = amount(indicator, edition.value_at[indicator.code, area, year])
    return level(edition, indicator, area, year).of(words)


def _most(edition: Edition, indicator: Indicator, year: int, values: pd.Series) -> str:
    """Who has the most, and what the marked have, of what is not ranked."""
    top = str(values.idxmax())
    name = first(edition, indicator, top, year, "most")
    lead = say("{area} is {way} with {value}", area=name.words,
               way=directed(say("highest"), "most", name),
               value=_amount(edition, indicator, top, year))  # fmt: skip
    own = [
        say("{area} {value}", area=edition.reference.area_names[area],
            value=level(edition, indicator, area, year).words)
        for area in edition.areas
        if area in values.index and area != top
    ]  # fmt: skip
    return clauses([lead, strung(own)])


def course(edition: Edition, indicator: Indicator) -> str:
    """How the marked changed over the longest newest run of years on one basis."""
    last = edition.newest(indicator.code)
    breaks = [year for year, _ in indicator.breaks if last is not None and year <= last]
    for end in [last, *(year - 1 for year in sorted(breaks, reverse=True))]:
        if end is None:
            continue
        found = {
            area: compare.change(edition.shown, indicator, area, edition.first_year, end)
            for area in edition.areas
        }
        there = {area: change for area, change in found.items() if change}
        spans = {(change.first, change.last) for change in there.values()}
        if len(spans) == 1:
            broken = end + 1 if end != last else None
            return _changes(edition, indicator, there, spans.pop(), broken)
    return say("{indicator} over the years", indicator=indicator.name)


def _changes(
    edition: Edition, indicator: Indicator, found: dict[str, compare.Change],
    span: tuple[int, int], broken: int | None,
) -> str:  # fmt: skip
    """The change of each, the greatest first. broken: the year of the break that the span ends
    before."""
    sizes = {area: change.percent or change.difference for area, change in found.items()}
    order = sorted(found, key=lambda area: -sizes[area])
    told = []
    for area in order:
        change = found[area]
        if change.percent is not None:
            words = f"{signed(change.percent, 0)}%"
        else:
            words = signed(in_units(indicator, change.difference), max(indicator.decimals, 1))
            if indicator.base_unit == "PCT":
                words = say("{number} p.p.", number=words)
        few = from_few(edition, indicator, area, span)
        claim = few or changed(edition, indicator, area, span, words)
        told.append(say("{area} {value}", area=edition.reference.area_names[area], value=claim))
    message = later("From {start} to {end}: {moves}")
    if broken:
        message = later("From {start} to {end}, before the break of {broken}: {moves}")
    cut = break_year(indicator, broken) if broken else ""
    return say(message, start=span[0], end=span[1], broken=cut, moves=strung(told))


def spread_over_zones(edition: Edition, indicator: Indicator, year: int, values: pd.Series) -> str:
    """Which zone has most of the highest figures, and who has the lowest. values: by adcode."""
    known = values.dropna()
    if known.nunique() < 2:
        return say("{indicator} on the map", indicator=indicator.name)
    return clauses([_highest(edition, indicator, year, known),
                    _end(edition, indicator, year, known, "least")])  # fmt: skip


def _highest(edition: Edition, indicator: Indicator, year: int, known: pd.Series) -> str:
    """The zone with most of the highest figures; of few areas, the highest of all."""
    top = known.sort_values(ascending=False, kind="stable")
    if len(top) < 2 * TOP or top.iloc[TOP - 1] == top.iloc[TOP]:
        return _end(edition, indicator, year, known, "most")
    zones = edition.reference.areas.set_index("adcode")["zone"]
    counts = zones.loc[top.index[:TOP]].value_counts()
    first_of = sorted(counts.index[counts == counts.max()])
    claim = Reckoned(
        str(int(counts.max())), say(ZONE_HOW),
        ("field", "highest", indicator.code, str(year), among(edition), str(TOP),
         " ".join(first_of)),
    )  # fmt: skip
    where = listed([say(ZONES[zone]) for zone in first_of])
    message = later("{count} {way} lie in {zones}")
    if len(first_of) > 1:
        message = later("{count} each {way} lie in {zones}")
    return say(message, count=claim.words, zones=where,
               way=directed(say("of the ten highest"), "ten highest", claim))  # fmt: skip


def _end(
    edition: Edition, indicator: Indicator, year: int, known: pd.Series, end: str
) -> str:  # fmt: skip
    """Who has the least or the most, and how much; "" where several have it."""
    value = known.min() if end == "least" else known.max()
    areas = [str(area) for area in known.index[known == value]]
    if len(areas) > 1:
        return ""
    name = first(edition, indicator, areas[0], year, end)
    words = {"least": later("lowest"), "most": later("highest")}
    return say("{way} in {area}, {value}", way=directed(say(words[end]), end, name),
               area=name.words, value=_amount(edition, indicator, areas[0], year))  # fmt: skip


def together(
    edition: Edition, x: Indicator, y: Indicator, year: int, frame: pd.DataFrame
) -> str:  # fmt: skip
    """How two figures go together over the provinces, by rank correlation. frame: x, y."""
    known = frame.dropna(subset=["x", "y"])
    both = {"x": x.name, "y": lower(y.name)}
    if len(known) < 3:
        return say("{x} and {y}", **both)
    value = float(known["x"].corr(known["y"], method="spearman"))
    claim = Reckoned(
        f"{value:.2f}".replace("-", "−"), say(CORRELATED),
        ("field", "correlation", x.code, y.code, str(year), among(edition)),
    )  # fmt: skip
    if abs(value) < SOME:
        way = "hardly"
    elif value > 0:
        way = "closely together" if value >= CLEAR else "together"
    else:
        way = "opposite"
    return say("{x} and {y} {way}: rank correlation {number}", **both, number=claim.words,
               way=directed(say(CORRELATIONS[way]), way, claim))  # fmt: skip


def beside_record(edition: Edition, area: str, indicator: Indicator, rows: pd.DataFrame) -> str:
    """What came of the figures that stories print and the record decides.

    rows: of `record.against_record`, growths among them, of this area and indicator.
    """
    name = edition.reference.area_names[area]
    plain = rows[~rows["obs_id"].str.contains(":derived/")]
    decided = list(plain[plain["outcome"].isin(("met", "missed"))].itertuples())
    if len(decided) == 1:
        row = decided[0]
        hoped = EXPECTED if row.obs_status == "expected" else AIMED
        return say(
            hoped,
            area=name,
            verdict=threshold(row).words,
            year=row.period,
            aim=growth_said(aim_words(indicator, row), row.measure),
            result=official_words(edition.reference, row),
        )
    if decided:
        verdicts = [
            say("{verdict} in {year} ({aim})", verdict=threshold(row).words, year=row.period,
                aim=growth_said(aim_words(indicator, row), row.measure))
            for row in decided
        ]  # fmt: skip
        return say("{area}: {verdicts}", area=name, verdicts=clauses(verdicts))
    compared = plain[plain["outcome"].isin(SAME)].sort_values("period", kind="stable")
    compared = compared.drop_duplicates(["period", "value"])
    if len(compared) > 1 and not compared["printed_year"].any():
        found = [
            say("{printed} ({year})", printed=aim_words(indicator, row),
                year=worded(row.period, "found in", row.obs_id))
            for row in compared.itertuples()
        ]  # fmt: skip
        return say(ALL_FOUND[indicator.code == RANKING], area=name, told=listed(found))
    if len(compared):
        row = next(compared.iloc[[-1]].itertuples())
        same, found = (RANKED, FOUND_RANKED) if indicator.code == RANKING else (SAME, FOUND)
        printed = aim_words(indicator, row)
        if not row.printed_year:
            outcome = worded(say(found, year=row.period), "outcome", row.obs_id)
            return say("{area}: {printed}, {outcome}", area=name, printed=printed, outcome=outcome)
        outcome = worded(say(same[row.outcome]), "outcome", row.obs_id)
        return say("{area}: {printed} of {year}, {outcome}", area=name, printed=printed,
                   year=row.period, outcome=outcome)  # fmt: skip
    return say("{area}: the official record cannot decide what stories say of its "
               "{indicator}", area=name,
               indicator=lower(indicator.name))  # fmt: skip
