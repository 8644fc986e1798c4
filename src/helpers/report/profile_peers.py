"""Which provinces are most like one, and what of it is covered and what is not."""

from __future__ import annotations

from html import escape

import pandas as pd

from helpers import compare, profile
from helpers.claims.absent import STOP
from helpers.draw.numbers import display_number
from helpers.draw.table import Column, Prose, Table, note
from helpers.draw.words import words_html
from helpers.language import later, numbered, say
from helpers.language.phrases import clauses, enumerated, listed, years_words
from helpers.reference import Indicator
from helpers.report.claiming import directed, worded
from helpers.report.claiming_absent import official_of
from helpers.report.claiming_basis import breaks_told
from helpers.report.claiming_counts import observed, ruled
from helpers.report.indicator_words import NATIONAL_ROWS, lower
from helpers.report.profile_claims import claimed_here, counted_here, missing_here
from helpers.report.profile_page import Profile
from helpers.report.profile_section import Section

ALIKE = 2
RATES = later("counted here: rates on which both have a figure")
DISTANCE = later(
    "computed in this report: the mean difference of places, all of them in the table's CSV"
)
NEAREST = later("computed in this report: the least mean differences of places")
LACKING = later("no figure in the newest year")
APART = later("computed in this report: the difference of places, in the table's CSV")
YEARS = later("counted here: years with a figure of it")


def neighbours(page: Profile) -> Section | Prose:
    """The provinces most like it on the rates, and on which they are alike or differ."""
    if page.is_city:
        return Prose("")
    places = profile.places(page.edition.figures, page.rates, page.years, page.edition.peers)
    found = profile.neighbours(places, page.area) if len(places.columns) else []
    heading = later("Provinces most like it")
    if not found:
        words = say("No other province of this edition shares enough rates with it.")
        return page.section(heading, note(words))
    own = int(places.loc[page.area].notna().sum())
    intro = numbered(
        own,
        "Likeness is reckoned on the {number} rate judged above, newest year each. On each, a "
        "province's place is the percentage of the other provinces below it (last {last}, first "
        "{first}); the distance of two provinces is the mean difference of their places. Nearest "
        "first: {names}. It says who stands alike, not who does the same.",
        "Likeness is reckoned on the {number} rates judged above, newest year each. On each, a "
        "province's place is the percentage of the other provinces below it (last {last}, first "
        "{first}); the distance of two provinces is the mean difference of their places. Nearest "
        "first: {names}. It says who stands alike, not who does the same.",
        number=counted_here(page, own, RATES, "places"),
        last=ruled("last place", "0"),
        first=ruled("first place", "100"),
        names=counted_here(
            page, listed([page.named(item.area) for item in found]), NEAREST, "nearest"
        ),
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
                "distance": counted_here(page, display_number(item.distance, 1), DISTANCE,
                                         "distance", item.area),
                "shared": counted_here(page, len(codes), RATES, "shared", item.area),
                "alike": clauses([names[code] for code in least]),
                "differ": clauses([_side(page, names[code], item, code)
                                   for code in most if code not in least]),
            }
        )  # fmt: skip
        behind += [
            {"ref_area": page.area, "neighbour": item.area, "distance": item.distance,
             "indicator": code, "difference_of_places": apart}
            for code, apart in item.apart.items()
        ]  # fmt: skip
    columns = [
        Column("province", say("Province"), "drawing"),
        Column("distance", say("Distance (points of 100)"), "number"),
        Column("shared", say("Rates shared"), "number"),
        Column("alike", say("Most alike on"), "long"),
        Column("differ", say("Differ most on"), "long"),
    ]
    source = say(
        "In brackets: how many points higher or lower the other province stands than {area}.",
        area=page.name,
    )
    caption = say("{area}: the provinces most like it", area=page.name)
    return Table(page.slug("neighbours"), caption, columns, pd.DataFrame(rows), source=source,
                 behind=pd.DataFrame(behind))  # fmt: skip


def _side(page: Profile, rate: str, other: profile.Neighbour, code: str) -> str:
    apart = other.apart[code]
    number = display_number(abs(apart), 0)
    points = claimed_here(page, number, APART, "apart", other.area, code)
    way, words = ("higher", later("higher")) if apart > 0 else ("lower", later("lower"))
    return say("{rate} ({points} {way})", rate=rate, points=points.words,
               way=directed(say(words), way, points))  # fmt: skip


def coverage(page: Profile) -> Section | Prose:
    """Which years have figures, where there are none, and what to bear in mind."""
    if page.is_city:
        return _city_coverage(page)
    rows = [_covered(page, indicator) for indicator in page.tabled]
    columns = [
        Column("indicator", say("Indicator")),
        Column("years", say("Years with a figure")),
        Column("lacking", say("No figure"), "long"),
        Column("breaks", say("Breaks in comparability"), "long"),
        Column("nation", say("National figure")),
    ]
    frame = pd.DataFrame(rows)
    behind = frame.copy()
    behind.insert(0, "ref_area", page.area)
    years = years_words(page.edition.first_year, page.edition.last_year)
    table = Table(
        page.slug("coverage"),
        say("{area}: years with figures, {years}", area=page.name, years=years),
        columns,
        frame,
        source=say("A missing figure is not zero: it is a gap, and out of ranks."),
        behind=behind,
        tall=True,
    )
    items = "".join(f"<li>{words_html(words)}</li>" for words in _caveats(page))
    more = say(
        "Definitions, sources and more to bear in mind: {comparison}; what was repaired or left "
        "out: {data}.",
        comparison=f'<a href="../index.html">{say("comparison")}</a>',
        data=f'<a href="../data.html">{say("data")}</a>',
    )
    heading = later("What is covered, and what to bear in mind")
    return page.section(heading, table, Prose(f"<ul>{items}</ul><p>{more}</p>"))


def _covered(page: Profile, indicator: Indicator) -> dict[str, str]:
    first, last = page.edition.first_year, page.edition.last_year
    held = compare.by_year(page.edition.shown, indicator.code)
    years = sorted(year for year in held if page.area in held[year])
    cells = {"indicator": indicator.name, "years": "", "lacking": "",
             "breaks": breaks_told(indicator, first, last),
             "nation": say(NATIONAL_ROWS[indicator.national_row])}  # fmt: skip
    if not years:
        words = say("any year, {years}", years=years_words(first, last))
        return cells | {"lacking": missing_here(page, words, "lacking", indicator.code)}
    holes = compare.gaps(page.edition.shown, indicator.code, page.area, first, years[-1])
    lacking = _spans(list(holes))
    if years[0] > first:
        lacking.insert(0, say("before {year}", year=years[0]))
    if years[-1] < last:
        lacking.append(say("after {year}", year=years[-1]))
    told = missing_here(page, enumerated(lacking), "lacking", indicator.code) if lacking else ""
    had = say("{years} ({number})", years=years_words(years[0], years[-1]),
              number=counted_here(page, len(years), YEARS, "years", indicator.code))  # fmt: skip
    return cells | {"years": had, "lacking": told}


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
    words = [say("All amounts of money are in current prices; their growth is not real growth.")]
    shown = {indicator.code for indicator in page.tabled}
    if shown & {"rd_intensity_as_published", "rd_intensity_revised_gdp"}:
        words.append(
            say(
                "R&D intensity as first published rests on the GDP of its day, the computed one on "
                "revised GDP: two indicators, never one series."
            )
        )
    if shown & {"tech_market_sold", "tech_market_absorbed", "tech_market_sold_three_years"}:
        words.append(
            say(
                "Technology contracts jump with registration practice; they are ranked on sums of "
                "three years only."
            )
        )
    behind = [
        say("{rate} ({year})", rate=lower(indicator.name), year=page.years[indicator.code])
        for indicator in page.tabled
        if indicator.code in page.years
        and not _has(page, indicator.code, page.years[indicator.code])
    ]
    if behind:
        asked = " ".join(indicator.code for indicator in page.edition.indicators)
        names = counted_here(page, listed(behind), LACKING, "without a figure", asked)
        words.append(say("It has no figure in the newest year of {names}.", names=names))
    own = page.edition.observations
    own = own[(own["ref_area"] == page.area) & (own["comparable"] == "no") & (own["repeats"] == "")]
    if len(own):
        alone = observed(len(own), ref_area=page.area, comparable="no", repeats="")
        words.append(
            say(
                "Of its figures {number} may not stand beside those of other areas; none of these "
                "is in a rank or among the rates.",
                number=alone,
            )
        )
    return words


def _has(page: Profile, code: str, year: int) -> bool:
    value = compare.value_of(page.edition.figures, code, page.area, year)
    return value == value


def _city_coverage(page: Profile) -> Section:
    parent = page.place["parent"]
    told = page.edition.told
    hoped = (told.loc[told["ref_area"] == page.area, "obs_status"] != "actual").any()
    words = later(
        "{stop}, so {name} has no official series, rank, trend, composition of R&D or neighbours "
        "here. Its figures come from news stories alone. A city is a part of its province: its "
        "figures are never set beside those of provinces."
    )
    if hoped:
        words = later(
            "{stop}, so {name} has no official series, rank, trend, composition of R&D or "
            "neighbours here. Its figures come from news stories alone, and some tell of what was "
            "hoped for. A city is a part of its province: its figures are never set beside those "
            "of provinces."
        )
    areas = page.edition.reference.areas
    cities = list(areas.loc[areas["level"] == "city", "adcode"])
    if official_of(page.edition, cities):
        words = later(
            "Official tables at hand hold single figures of cities at most, so {name} has no rank, "
            "trend, composition of R&D or neighbours here. A city is a part of its province: its "
            "figures are never set beside those of provinces."
        )
    stop = worded(say(STOP), "no table of cities")
    link = f'<a href="{parent}.html">{escape(page.named(parent))}</a>'
    more = say("The official figures of its province: {link}.", link=link)
    told_words = f"<p>{words_html(say(words, name=page.name, stop=stop))}</p><p>{more}</p>"
    return page.section(later("What is missing"), Prose(told_words))
