"""Which provinces are most like one, and what of it is covered and what is not."""

from __future__ import annotations

from html import escape

import pandas as pd

from helpers import compare, profile
from helpers.draw.numbers import display_number
from helpers.draw.table import Column, Prose, Table, note
from helpers.draw.words import listed, words_html
from helpers.reference import Indicator
from helpers.report.claiming import observed, tallied
from helpers.report.edition import lower, years_words
from helpers.report.profile_page import Profile, Section
from helpers.traces import traced

ALIKE = 2
RATES = "counted here: rates on which both have a figure"
PLACE = "by the rule: an end of the scale of places"
DISTANCE = "computed in this report: the mean difference of places, all of them in the table's CSV"
APART = "computed in this report: the difference of places, in the table's CSV"


def neighbours(page: Profile) -> Section | Prose:
    """The provinces most like it on the rates, and on which they are alike or differ."""
    if page.is_city:
        return Prose("")
    places = profile.places(page.edition.figures, page.rates, page.years, page.edition.peers)
    found = profile.neighbours(places, page.area) if len(places.columns) else []
    heading = "Provinces most like it"
    if not found:
        words = "No other province of this edition shares enough rates with it."
        return page.section(heading, note(words))
    own = int(places.loc[page.area].notna().sum())
    intro = (
        f"Likeness is reckoned on the {tallied(own, 'rate', RATES)} judged above, newest year "
        "each. On each, a province's place is the percentage of the other provinces below it "
        f"(last {traced('0', PLACE)}, first {traced('100', PLACE)}); the distance of two "
        "provinces is the mean difference of their places. Nearest first: "
        f"{listed([page.named(item.area) for item in found])}. It says who stands alike, not who "
        "does the same."
    )
    return page.section(heading, _table(page, found), intro=intro)


def _table(page: Profile, found: list[profile.Neighbour]) -> Table:
    names = {rate.code: lower(rate.name) for rate in page.rates}
    rows, behind = [], []
    for item in found:
        codes = list(item.apart)
        least, most = codes[:ALIKE], codes[: -ALIKE - 1 : -1]
        rows.append(
            {
                "province": f'<a href="{item.area}.html">{escape(page.named(item.area))}</a>',
                "distance": traced(display_number(item.distance, 1), DISTANCE),
                "shared": traced(str(len(codes)), RATES),
                "alike": "; ".join(names[code] for code in least),
                "differ": "; ".join(
                    f"{names[code]} ({_side(item.apart[code])})"
                    for code in most
                    if code not in least
                ),
            }
        )
        behind += [
            {"ref_area": page.area, "neighbour": item.area, "distance": item.distance,
             "indicator": code, "difference_of_places": apart}
            for code, apart in item.apart.items()
        ]  # fmt: skip
    columns = [
        Column("province", "Province", "drawing"),
        Column("distance", "Distance (points of 100)", "number"),
        Column("shared", "Rates shared", "number"),
        Column("alike", "Most alike on", "long"),
        Column("differ", "Differ most on", "long"),
    ]
    source = (
        f"In brackets: how many points higher or lower the other province stands than {page.name}."
    )
    return Table(page.slug("neighbours"), f"{page.name}: the provinces most like it", columns,
                 pd.DataFrame(rows), source=source, behind=pd.DataFrame(behind))  # fmt: skip


def _side(apart: float) -> str:
    points = traced(display_number(abs(apart), 0), APART)
    return f"{points} {'higher' if apart > 0 else 'lower'}"


def coverage(page: Profile) -> Section | Prose:
    """Which years have figures, where there are none, and what to bear in mind."""
    if page.is_city:
        return _city_coverage(page)
    rows = [_covered(page, indicator) for indicator in page.edition.indicators]
    columns = [
        Column("indicator", "Indicator"),
        Column("years", "Years with a figure"),
        Column("lacking", "No figure", "long"),
        Column("breaks", "Breaks in the definition", "long"),
        Column("nation", "National figure"),
    ]
    behind = pd.DataFrame(rows)
    behind.insert(0, "ref_area", page.area)
    span = years_words(page.edition.first_year, page.edition.last_year)
    source = "A missing figure is not zero: it is a gap, and out of ranks."
    caption = f"{page.name}: years with figures, {span}"
    frame = pd.DataFrame(rows)
    table = Table(
        page.slug("coverage"), caption, columns, frame, source=source, behind=behind, tall=True
    )
    items = "".join(f"<li>{words_html(words)}</li>" for words in _caveats(page))
    more = '<p>Definitions, sources and more to bear in mind: <a href="../index.html">comparison</a>; what was repaired or left out: <a href="../data.html">data</a>.</p>'  # noqa: E501
    return page.section("What is covered, and what to bear in mind", table,
                        Prose(f"<ul>{items}</ul>{more}"))  # fmt: skip


NATION_WORDS = {
    "yes": "yes",
    "no": "none at hand",
    "sum of local budgets": "the sum of local budgets",
    "wider than the 31": "with areas beyond the 31",
}


def _covered(page: Profile, indicator: Indicator) -> dict[str, str]:
    first, last = page.edition.first_year, page.edition.last_year
    rows = compare.of(page.edition.shown, indicator.code)
    rows = rows[rows["ref_area"] == page.area]
    years = sorted(int(year) for year in rows["year"])
    newest = page.years.get(indicator.code)
    cells = {"indicator": indicator.name, "years": "", "lacking": "",
             "breaks": "; ".join(f"{year}: {words}" for year, words in indicator.breaks
                                 if first < year <= last),
             "nation": NATION_WORDS[indicator.national_row]}  # fmt: skip
    if not years:
        return cells | {"lacking": f"any year, {years_words(first, last)}"}
    holes = compare.gaps(page.edition.shown, indicator.code, page.area, first, last)
    lacking = _spans([year for year in holes if newest is None or year <= newest])
    if years[0] > first:
        lacking.insert(0, f"before {years[0]}")
    if newest is not None and years[-1] < last:
        lacking.append(f"after {years[-1]}")
    span = f"{years[0]} to {years[-1]}" if len(years) > 1 else f"{years[0]}"
    number = traced(str(len(years)), "counted here: years with a figure of it")
    return cells | {"years": f"{span} ({number})", "lacking": ", ".join(lacking)}


def _spans(years: list[int]) -> list[str]:
    """Years in order as runs: 2014, 2017, 2018 and 2019 as "2014", "2017 to 2019"."""
    runs: list[list[int]] = []
    for year in years:
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return [years_words(run[0], run[-1]) for run in runs]


def _caveats(page: Profile) -> list[str]:
    """What to bear in mind of this province's figures; the general ones stand elsewhere."""
    words = ["All amounts of money are in current prices; their growth is not real growth."]
    shown = {indicator.code for indicator in page.edition.indicators}
    if shown & {"rd_intensity_as_published", "rd_intensity_revised_gdp"}:
        words.append(
            "R&D intensity as first published rests on the GDP of its day, the computed one on "
            "revised GDP: two indicators, never one series."
        )
    if shown & {"tech_market_sold", "tech_market_absorbed", "tech_market_sold_three_years"}:
        words.append(
            "Technology contracts jump with registration practice; they are ranked on sums of "
            "three years only."
        )
    behind = [
        f"{lower(indicator.name)} ({page.years[indicator.code]})"
        for indicator in page.edition.indicators
        if indicator.code in page.years
        and not _has(page, indicator.code, page.years[indicator.code])
    ]
    if behind:
        words.append(f"It has no figure in the newest year of {listed(behind)}.")
    own = page.edition.observations
    own = own[(own["ref_area"] == page.area) & (own["comparable"] == "no") & (own["repeats"] == "")]
    if len(own):
        alone = observed(len(own), ref_area=page.area, comparable="no", repeats="")
        words.append(
            f"Of its figures {alone} may not stand beside those of other areas; none of these "
            "is in a rank or among the rates."
        )
    return words


def _has(page: Profile, code: str, year: int) -> bool:
    value = compare.value_of(page.edition.figures, code, page.area, year)
    return value == value


def _city_coverage(page: Profile) -> Section:
    parent = page.place["parent"]
    told = page.edition.told
    hoped = (told.loc[told["ref_area"] == page.area, "obs_status"] != "actual").any()
    words = (
        f"Official tables at hand stop at provinces, so {page.name} has no official series, rank, "
        "trend, composition of R&D or neighbours here. Its figures come from news stories alone"
        f"{', and some tell of what was hoped for' if hoped else ''}. A city is a part of its "
        "province: its figures are never set beside those of provinces."
    )
    link = f'<p>The official figures of its province: <a href="{parent}.html">{escape(page.named(parent))}</a>.</p>'  # noqa: E501
    return page.section("What is missing", Prose(f"<p>{escape(words)}</p>{link}"))
