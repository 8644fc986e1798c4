"""The first sentences of one area's page, and its last: what it is, and what it was made with."""

from __future__ import annotations

from html import escape

from helpers import compare, profile
from helpers.claims.absent import NO_FIGURE, NONE_OFFICIAL
from helpers.draw.table import Column, Prose, Table
from helpers.draw.words import words_html
from helpers.language import chinese, later, numbered, say
from helpers.language.phrases import bracketed, enumerated, listed, sentences, years_words
from helpers.report.claiming import directed, level, rank, worded
from helpers.report.claiming_absent import official_of
from helpers.report.claiming_counts import observed, reckoned
from helpers.report.indicator_words import amount, lower
from helpers.report.profile_claims import counted_claim, counted_here, told_here
from helpers.report.profile_page import Profile, is_missing, told_once
from helpers.report.profile_section import Section, anchor_of
from helpers.report.settings import (
    coded_names,
    language_words,
    peers_words,
    settings_table,
    which_indicators,
)

KINDS = {
    "市": later("{name} is a municipality in China's {zone}"),
    "自治区": later("{name} is an autonomous region in China's {zone}"),
    "省": later("{name} is a province in China's {zone}"),
}
ZONES = {
    "East": later("East"),
    "Central": later("centre"),
    "West": later("West"),
    "Northeast": later("Northeast"),
}
ONLY_OFFICIAL = later(
    "Its figures come from official statistical tables; it has no rank, and it is never set beside "
    "provinces."
)
TOLD = later("counted here: figures of it that stories print, repeats once")
TELLING = later("counted here: stories that tell of it")
RANKED = later("counted here: rates on which it has a rank")
UNNAMED = later("counted here: rates beyond those named")
ENDS = later("counted here: rates on which it has its best rank, or its worst")
SHOWN = later("counted here: indicators shown")
HAD = later("counted here: indicators shown, with a figure of it")


def opening(page: Profile) -> Section:
    """The page's title and its first sentences."""
    lead = _city_lead(page) if page.is_city else _province_lead(page)
    if page.is_city:
        parent = page.place["parent"]
        link = f'<a href="{parent}.html">{escape(page.named(parent))}</a>'
        back = say("Its province: {link}.", link=link)
    else:
        link = f'<a href="../index.html">{say("comparison")}</a>'
        back = say("Its figures beside those of other provinces: {link}.", link=link)
    told = f"<p>{words_html(sentences(lead))}</p><p>{back}</p>"
    return Section([Prose(_title(page) + told)])


def _title(page: Profile) -> str:
    """The area's name, in English with the Chinese one."""
    own = page.place["name_zh"]
    title = escape(page.name)
    if not chinese():
        title += f' <span lang="zh-Hans">{escape(own)}</span>'
    anchor = anchor_of(f"{page.place['name_en']} {own}")
    return f'<h1 data-area="{page.area}" id="{anchor}">{title}</h1>'


def _city_lead(page: Profile) -> list[str]:
    told = told_once(page)
    parent = page.named(page.place["parent"])
    lead = say("{name} is a city in {parent}.", name=page.name, parent=parent)
    official = official_of(page.edition, [page.area])
    if told.empty:
        none = worded(say(NO_FIGURE), "no figure", page.area)
        return [lead, say(ONLY_OFFICIAL) if official else none]
    figures = numbered(len(told), "{number} figure", "{number} figures",
                       number=told_here(page, len(told), TOLD))  # fmt: skip
    count = told["source_id"].nunique()
    stories = numbered(count, "{number} news story", "{number} news stories",
                       number=told_here(page, count, TELLING, "stories"))  # fmt: skip
    if official:
        where = say(
            "{figures} of it come from {stories}, others from official statistical tables; it has "
            "no rank, and it is never set beside provinces.",
            figures=figures,
            stories=stories,
        )
        return [lead, where]
    where = say(
        "{figures} of it come from {stories}; {none}, so it has no rank, and it is never set "
        "beside provinces.",
        figures=figures,
        stories=stories,
        none=worded(say(NONE_OFFICIAL), "no official table", page.area),
    )
    return [lead, where]


def _province_lead(page: Profile) -> list[str]:
    return [_what_it_is(page), *_best_and_worst(page), _covered(page)]


def _what_it_is(page: Profile) -> str:
    kind = next(words for end, words in KINDS.items() if page.place["name_zh_full"].endswith(end))
    place = say(kind, name=page.name, zone=say(ZONES[page.place["zone"]]))
    people, year = _fact(page, "population_yearend")
    gdp, of = _fact(page, "gdp_per_head")
    if people and gdp:
        return say(
            "{place}, with {people} at the end of {year}; its GDP per head, computed here on "
            "year-end residents, was {gdp} in {of} (current prices).",
            place=place, people=people, year=year, gdp=gdp, of=of,
        )  # fmt: skip
    if people:
        return say("{place}, with {people} at the end of {year}.",
                   place=place, people=people, year=year)  # fmt: skip
    if gdp:
        return say("{place}; its GDP per head, computed here on year-end residents, was {gdp} in "
                   "{of} (current prices).",
                   place=place, gdp=gdp, of=of)  # fmt: skip
    return say("{place}.", place=place)


def _fact(page: Profile, code: str) -> tuple[str, int | None]:
    """Its newest figure with its unit, and the year; "" for none."""
    indicator = page.edition.reference.indicator[code]
    year = page.edition.newest(code)
    value = compare.value_of(page.edition.figures, code, page.area, year) if year else float("nan")
    if is_missing(value):
        return "", year
    return level(page.edition, indicator, page.area, year).of(amount(indicator, value)), year


def _best_and_worst(page: Profile) -> list[str]:
    """The rates on which it has its best and its worst rank."""
    ranked = []
    for rate in page.rates:
        found = profile.standing(
            page.edition.figures, rate, page.years[rate.code], page.area, page.edition.peers
        )
        if found.rank == found.rank:
            claim = rank(page.edition, rate, page.area, found.year, found.rank, found.rank_of)
            place = claim.of(say("{rank} of {of}", rank=int(found.rank), of=found.rank_of))
            words = say("{rate} ({place}, {year})", rate=lower(rate.name), place=place,
                        year=found.year)  # fmt: skip
            ranked.append((found.rank / found.rank_of, rate.code, words))
    if len(ranked) < 2:
        return []
    best, worst = min(ranked)[0], max(ranked)[0]
    rates = counted_here(page, len(ranked), RANKED, "ranked")

    def way(words: str, name: str, end: float) -> str:
        codes = " ".join(code for part, code, _ in ranked if part == end)
        return directed(say(words), name, counted_claim(page, "", ENDS, "ends", codes))

    if best == worst:
        return [say("It has {way} {rates} rates compared here.", rates=rates,
                    way=way(later("one rank on all"), "one rank", best))]  # fmt: skip
    told = say(
        "Of {rates} rates compared here (figures that do not grow with size; GDP per head, as "
        "context, is not among them) it {way} on {highest}, and {other_way} on {lowest}.",
        rates=rates,
        way=way(later("ranks highest"), "ranks best", best),
        highest=_few(page, [words for part, _, words in ranked if part == best], "best"),
        other_way=way(later("lowest"), "ranks worst", worst),
        lowest=_few(page, [words for part, _, words in ranked if part == worst], "worst"),
    )
    return [told]


NAMED = 3  # of the indicators with the best rank, or the worst


def _few(page: Profile, words: list[str], end: str) -> str:
    """A list that counts what is beyond the first NAMED; end: "best" or "worst" ranks."""
    if len(words) <= NAMED:
        return listed(words)
    more = counted_here(page, len(words) - NAMED, UNNAMED, "unnamed", end)
    return say("{named} and {more} more", named=enumerated(words[:NAMED]), more=more)


def _covered(page: Profile) -> str:
    shown = [item for item in page.tabled if item.code in page.years]
    figures = page.edition.figures
    have = sum(
        not is_missing(compare.value_of(figures, item.code, page.area, page.years[item.code]))
        for item in shown
    )
    count = len(page.tabled)
    codes = " ".join(item.code for item in page.tabled)
    number = reckoned(count, say(SHOWN), "field", "indicators", codes)
    had = counted_claim(page, have, HAD, "with a figure", codes)
    if not have:
        return numbered(
            count,
            "It has a figure in the newest year {way} of the {number} indicator shown.",
            "It has a figure in the newest year {way} of the {number} indicators shown.",
            number=number,
            way=directed(say("for none"), "has none", had),
        )
    if have == count:
        return say("It has a figure in the newest year {way} shown ({shown}).", shown=had.words,
                   way=directed(say("of every indicator"), "has all", had))  # fmt: skip
    return numbered(
        count,
        "It has a figure in the newest year for {shown} of the {number} indicator shown.",
        "It has a figure in the newest year for {shown} of the {number} indicators shown.",
        number=number,
        shown=had.words,
    )


def this_page(page: Profile) -> Section:
    """The parameters that the page was made with, and where its figures come from."""
    edition = page.edition
    years = years_words(edition.first_year, edition.last_year)
    if edition.parameters.last_year == "newest":
        years = say("{years} (newest)", years=years)
    rows = [
        ("area", coded_names(edition, [page.area])),
        ("peers", peers_words(edition)),
        ("years", years),
        ("indicators", which_indicators(edition)),
        ("language", language_words(edition.parameters.language)),
    ]
    if page.is_city:
        rows = [row for row in rows if row[0] not in ("peers", "indicators")]
    caption = say("{area}: parameters of this page", area=page.name)
    table = settings_table(edition, page.slug("parameters"), caption, rows)
    return page.section(later("This page"), _sources(page), table)


def _sources(page: Profile) -> Table:
    """The sources of the area's own figures."""
    rows = page.edition.observations
    counts = rows.loc[rows["ref_area"] == page.area, "source_id"].value_counts()
    text = page.edition.reference.text
    table = page.edition.reference.sources
    table = table[table["source_id"].isin(counts.index)]
    table = table.assign(
        title=table["title"].map(text),
        publisher=table["publisher"].map(text),
        rows=[
            observed(int(counts[source]), source_id=source, ref_area=page.area)
            for source in table["source_id"]
        ],
        licence=[
            f"{name}{bracketed(text(licence))}" if name else text(licence)
            for name, licence in zip(table["compilation"], table["licence"], strict=True)
        ],
    )
    columns = [
        Column("title", say("Publication"), "long"),
        Column("rows", say("Figures of {area}", area=page.name), "number"),
        Column("licence", say("Compiled by, licence")),
    ]
    caption = say("{area}: the sources of its figures", area=page.name)
    note = say(
        "Repeats of a figure are counted. Hashes of the files and notes on each source stand on "
        "the comparison page."
    )
    return Table(page.slug("sources"), caption, columns, table, source=note, tall=True,
                 behind=table[["source_id", "title", "publisher", "date", "rows"]])  # fmt: skip
