"""Each kind of chart in one to three sentences, computed from what is drawn.

Every function takes the rows its chart draws and a `Display` for numbers, and returns
text: what is charted, the range and who leads, where the marked areas and the nation
stand, and what is missing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from helpers.draw.numbers import Display, claimed, displayer, is_missing
from helpers.draw.words import clean_words, listed
from helpers.language import later, numbered, say
from helpers.language.phrases import (
    bracketed,
    clauses,
    enumerated,
    full_stops,
    joined,
    years_words,
)
from helpers.traces import counted_trace, traced

if TYPE_CHECKING:
    from helpers.draw.layout import Heading
    from helpers.draw.promise import Promised

_ENOUGH = 3
"""How many names a sentence takes before it counts the rest."""


def ranking_words(rows: pd.DataFrame, heading: Heading, *, marked: Sequence[str],
                  national: float | None, display: Display, direction: str,
                  national_name: str, national_claim: str = "",
                  counted: str = "") -> str:  # fmt: skip
    """Words for a ranking chart; rows as `ranking.arrange` hands them out.

    counted, here and below: what the number of areas with a figure claims, if told.
    """
    shown = rows[rows["value"].notna()]
    if shown.empty:
        return say("Dot plot, {what}: no figures.", what=heading.subtitle)
    told = say("Dot plot of {areas}, {what}: {range}", what=heading.subtitle,
               areas=_count(shown, heading, counted), range=_range(shown, display))  # fmt: skip
    sentences = [clauses([told, say("lower is better") if direction == "lower" else ""])]
    stands = []
    for area in marked:
        for row in shown[shown["area"] == area].itertuples(index=False):
            place = claimed(f"{float(row.rank):g}", row, "rank_claim")
            rank = "" if is_missing(row.rank) else bracketed(_rank(place, row, counted))
            stands.append(f"{row.label} {claimed(display(row.value), row)}{rank}")
    if not is_missing(national):
        number = traced(display(national), national_claim)
        stands.append(f"{clean_words(national_name)} {number}")
    lost = _missing(rows["label"][rows["value"].isna()])
    return full_stops([*sentences, clauses(stands), lost])


def _rank(place: str, row, counted: str) -> str:
    if is_missing(row.rank_of):
        return say("rank {rank}", rank=place)
    areas = traced(f"{row.rank_of:g}", counted or counted_how(later("areas with a figure")))
    return say("rank {rank} of {areas}", rank=place, areas=areas)


def trend_words(rows: pd.DataFrame, heading: Heading, *, marked: Sequence[str], display: Display,
                breaks: Sequence[tuple[int, str]] = (), counted: str = "") -> str:  # fmt: skip
    """Words for a trend chart; rows: area, area_name, year, value, role."""
    known = rows[rows["value"].notna()]
    if known.empty:
        return say("Line chart, {what}: no figures.", what=heading.subtitle)
    first, last = int(known["year"].min()), int(known["year"].max())
    final = known[(known["year"] == last) & (known["role"] != "nation")]
    told = all(str(year) in heading.subtitle for year in (first, last))
    what = heading.subtitle if told else joined([heading.subtitle, years_words(first, last)])
    sentences = [say("Line chart, {what}", what=what)]
    if len(final):
        final = final.assign(label=final["area_name"])
        drawn = f"area:value,role!=nation,year={last}"
        sentences = [say("Line chart, {what}: in {year}, {areas} {range}", what=what, year=last,
                         areas=_count(final, heading, counted, drawn),
                         range=_range(final, display))]  # fmt: skip
    courses = []
    for area in [*marked, *rows.loc[rows["role"] == "nation", "area"].unique()]:
        own = rows[rows["area"] == area].sort_values("year")
        if own["value"].notna().any():
            name = clean_words(own["area_name"].iloc[0])
            courses.append(f"{name} {_course(own, display)}")
    sentences.append(clauses(courses))
    lost = [
        clean_words(own["area_name"].iloc[0])
        for _, own in rows[rows["role"] != "other"].groupby("area")
        if own["value"].isna().all()
    ]
    return full_stops([*sentences, _missing(lost), _break_words(breaks, first, last)])


def _break_words(breaks: Sequence[tuple[int, str]], first: int, last: int) -> str:
    """The breaks between `first` and `last`, as the chart draws them."""
    return clauses(
        [say("break from {year}: {words}", year=year, words=words)
         for year, words in breaks if first < year <= last]
    )  # fmt: skip


def _course(rows: pd.DataFrame, display: Display, column: str = "value") -> str:
    claims = rows.get("claim", ())
    return course_words(rows["year"], rows[column], display, claims)


def course_words(years: Sequence[int], values: Sequence[float], display: Display,
                 claims: Sequence[str] = ()) -> str:  # fmt: skip
    """A series from its first to its last figure: "2012 1.30 to 2024 2.41, gaps in 2017".

    A gap is a year inside the series without a figure, listed or absent. "no figure"
    where there is none. claims: what each value claims, if told.
    """
    known = {
        int(year): value for year, value in zip(years, values, strict=True) if not is_missing(value)
    }
    if not known:
        return say("no figure")
    first, last = min(known), max(known)
    claim = dict(zip((int(year) for year in years), claims, strict=True)) if len(claims) else {}
    ends = [traced(display(known[year]), claim.get(year, "")) for year in (first, last)]
    if first == last:
        return say("{year} {value}", year=first, value=ends[0])
    words = say("{first} {before} to {last} {after}", first=first, before=ends[0], last=last,
                after=ends[1])  # fmt: skip
    gaps = [str(year) for year in range(first, last) if year not in known]
    return joined([words, say("gaps in {years}", years=enumerated(gaps))]) if gaps else words


def tiles_words(rows: pd.DataFrame, heading: Heading, *, marked: Sequence[str],
                display: Display, counted: str = "") -> str:  # fmt: skip
    """Words for a tile map; rows: area, area_name, value."""
    rows = rows.assign(label=rows["area_name"].map(clean_words))
    shown = rows[rows["value"].notna()]
    if shown.empty:
        return say("Tile map, {what}: no figures.", what=heading.subtitle)
    stands = [
        f"{row.label} {claimed(display(row.value), row)}"
        for area in marked
        for row in shown[shown["area"] == area].itertuples(index=False)
    ]
    return full_stops(
        [
            say(
                "Tile map of {areas}, {what}: {range}",
                areas=_count(shown, heading, counted),
                what=heading.subtitle,
                range=_range(shown, display),
            ),
            clauses(stands),
            _missing(rows["label"][rows["value"].isna()]),
        ]
    )


def scatter_words(rows: pd.DataFrame, heading: Heading, *, marked: Sequence[str],
                  labels: tuple[str, str, str],
                  displays: tuple[Display, Display, Display],
                  counted: str = "") -> str:  # fmt: skip
    """Words for a scatter chart; rows: area, area_name, x, y, size; labels of x, y and size."""
    rows = rows.assign(label=rows["area_name"].map(clean_words))
    shown = rows[rows["x"].notna() & rows["y"].notna()]
    if shown.empty:
        return say("Scatter chart, {what}: no figures.", what=heading.subtitle)
    claims = {column: rows.get(f"{column}_claim", "") for column in ("x", "y")}
    ranges = [
        f"{label} {_range(shown.assign(value=shown[column], claim=claims[column]), display)}"
        for column, label, display in zip(("x", "y"), labels, displays, strict=False)
    ]
    by_size = say("dot area shows {size}", size=labels[2]) if labels[2] else ""
    stands = [
        say(
            "{area} {x} and {y}",
            area=row.label,
            x=claimed(displays[0](row.x), row, "x_claim"),
            y=claimed(displays[1](row.y), row, "y_claim"),
        )
        for area in marked
        for row in shown[shown["area"] == area].itertuples(index=False)
    ]
    return full_stops(
        [
            say(
                "Scatter chart of {areas}, {what}: {ranges}",
                areas=_count(shown, heading, counted, "area:x,y"),
                what=heading.subtitle,
                ranges=clauses([*ranges, by_size]),
            ),
            clauses(stands),
            _missing(rows["label"][rows["x"].isna() | rows["y"].isna()]),
        ]
    )


def record_words(series: pd.DataFrame, labels: Sequence[str], heading: Heading, *,
                 display: Display, series_name: str,
                 breaks: Sequence[tuple[int, str]] = ()) -> str:  # fmt: skip
    """Words for a record chart; labels: what each point of the stories is called on it."""
    course = _course(series, display)
    series_name = clean_words(series_name)
    sentences = [say("{series}, {what}: {course}", series=series_name, what=heading.subtitle,
                     course=course)]  # fmt: skip
    sentences += [say("Figures from stories: {figures}", figures=clauses(labels))] if labels else []
    years = series.loc[series["value"].notna(), "year"]
    if len(years):
        sentences.append(_break_words(breaks, int(years.min()), int(years.max())))
    return full_stops(sentences)


def promise_words(rows: pd.DataFrame, promised: Promised, heading: Heading,
                  display: Display) -> str:  # fmt: skip
    """Words for a promise chart; rows: year, value and, if told, claim."""
    course = _course(rows, display)
    told = [promised.told, promised.came]
    if promised.reached is not None and promised.reached > promised.due:
        told.append(say("first reached: {figure}", figure=promised.reached_told))
    record = say("Official record, {what}: {course}", what=heading.subtitle, course=course)
    return full_stops([promised.summary, record, clauses(told)])


def timeline_words(rows: pd.DataFrame, heading: Heading, verdicts: dict[str, str]) -> str:
    """Words for a timeline; rows: label, told_on, due, verdict, words."""
    if rows.empty:
        return say("Timeline, {what}: no promises.", what=heading.subtitle)
    told = [
        say("{promise}: told {day}, due {year}, {came}", promise=clean_words(row.label),
            day=row.told_on, year=row.due,
            came=clean_words(row.words) or say(verdicts[row.verdict]))
        for row in rows.itertuples()
    ]  # fmt: skip
    return full_stops([say("Timeline, {what}", what=heading.subtitle), *told])


def levels_words(labels: Sequence[tuple[str, str]], heading: Heading) -> str:
    """Words for a levels chart; labels: each row's name and what is printed at its mark."""
    if not labels:
        return say("Figures side by side, {what}: no figures.", what=heading.subtitle)
    told = clauses([say("{name}: {words}", name=name, words=words) for name, words in labels])
    what = say("Figures of different years side by side, {what}", what=heading.subtitle)
    return full_stops([what, told])


def standing_words(rows: pd.DataFrame, heading: Heading, *, told: dict[str, str]) -> str:
    """Words for a standing chart; rows: indicator, label, area_name, value, shown, role."""
    sentences = [say("One line an indicator, {what}", what=heading.subtitle)]
    for code, own in rows.groupby("indicator", sort=False):
        known = own[own["value"].notna()]
        name = clean_words(own["label"].iloc[0])
        words = [say("{name}: {words}", name=name, words=told[str(code)])]
        fixed = {row.role: row.shown for row in known.itertuples() if row.role in _FIXED}
        words += [f"{say(name)} {fixed[role]}" for role, name in _FIXED.items() if role in fixed]
        field = known[known["role"].isin(["own", "other"])]
        if len(field):
            ends = [field.loc[at] for at in (field["value"].idxmin(), field["value"].idxmax())]
            told_ends = [f"{clean_words(end['area_name'])} {end['shown']}" for end in ends]
            words.append(say("from {least} to {most}", least=told_ends[0], most=told_ends[1]))
        sentences.append(clauses(words))
    return full_stops(sentences)


_FIXED = {"median": later("median"), "nation": later("China")}


def multiples_words(panels: Sequence, heading: Heading, names: dict[str, str]) -> str:
    """Words for a multiples chart; each panel's lines: year, value, role."""
    sentences = [joined([_panels(len(panels), heading.name), heading.subtitle])]
    for panel in panels:
        courses = []
        for role in ("own", "nation", "peers", "zone"):
            line = panel.lines[panel.lines["role"] == role].sort_values("year")
            if line["value"].notna().any():
                words = _course(line, displayer(panel.decimals))
                courses.append(f"{clean_words(names[role])} {words}")
        told = clauses([*(courses or [say("no figure")]), *_breaks(panel)])
        sentences.append(say("{name}: {words}", name=clean_words(panel.label), words=told))
    return full_stops(sentences)


def _breaks(panel) -> list[str]:
    return [say("break from {year}", year=year) for year in panel.breaks]


def _panels(number: int, picture: str) -> str:
    if number == 1:
        return say("One line chart")
    panels = counted_here(number, later("panels"), picture, "indicator")
    return say("{number} small line charts", number=panels)


def intervals_words(rows: pd.DataFrame, heading: Heading, display: Display) -> str:
    """Words for an intervals chart; rows: label, value, low, high."""
    if rows["value"].isna().all():
        return say("Estimates with intervals, {what}: no figures.", what=heading.subtitle)
    told = []
    for row in rows[rows["value"].notna()].itertuples():
        words = display(row.value)
        if not is_missing(row.low):
            words += bracketed(say("{low} to {high}", low=display(row.low), high=display(row.high)))
        told.append(f"{clean_words(row.label)} {claimed(words, row)}")
    lost = [clean_words(label) for label in rows.loc[rows["value"].isna(), "label"]]
    what = say("Estimates with intervals, {what}", what=heading.subtitle)
    return full_stops([what, clauses(told), _missing(lost)])


def parts_words(panels: Sequence, heading: Heading, names: tuple[str, str],
                display: Display) -> str:  # fmt: skip
    """Words for a parts chart; each panel's values: year, lower, upper."""
    sentences = [say("Stacked bars, one a year, {what}", what=heading.subtitle)]
    for panel in panels:
        years = panel.values["year"]
        claims = {part: next(iter(panel.values.get(f"{part}_claim", ())), "")
                  for part in ("lower", "upper")}  # fmt: skip
        courses = [
            f"{clean_words(name)} "
            + traced(course_words(years, panel.values[part], display), claims[part])
            for name, part in zip(names, ("lower", "upper"), strict=True)
        ]
        told = clauses([*courses, *_breaks(panel)])
        sentences.append(say("{name}: {words}", name=clean_words(panel.label), words=told))
    return full_stops(sentences)


def composition_words(rows: pd.DataFrame, heading: Heading, parts: Sequence[tuple[str, str]],
                      display: Display) -> str:  # fmt: skip
    """Words for a composition chart; rows: year, part, share."""
    if rows.empty:
        return say("Stacked bars, {what}: no figures.", what=heading.subtitle)
    courses = []
    for part, name in parts:
        own = rows[rows["part"] == part].sort_values("year")
        if len(own):
            courses.append(f"{clean_words(name)} {_course(own, display, 'share')}")
    what = say("Stacked bars, one a year, {what}", what=heading.subtitle)
    return full_stops([what, clauses(courses)])


def _count(shown: pd.DataFrame, heading: Heading, counted: str, drawn: str = "area:value") -> str:
    """How many areas a picture shows; drawn: what counts them in its table, where none is told."""
    number = counted_here(len(shown), later("areas drawn"), heading.name, drawn)
    if counted:
        number = traced(str(len(shown)), counted)
    return numbered(len(shown), "{number} area", "{number} areas", number=number)


def counted_here(number: int, what: str, picture: str, counted: str) -> str:
    """A count of what the picture shows, with how it was come by; what: of the catalogue.

    picture: its name. counted: what counts it again in the picture's table, as
    `helpers.claims.picture` has it: "area:value" is the areas with a value.
    """
    return traced(str(number), counted_trace(counted_how(what), "picture", picture, counted))


def counted_how(what: str) -> str:
    """How a count of what a picture shows was come by; what: of the catalogue."""
    return say("counted in this picture: {what}", what=say(what))


def _range(shown: pd.DataFrame, display: Display) -> str:
    """Like "from 0.29 (Tibet) to 6.73 (Beijing)", naming all who share an end, up to three."""
    least, most = shown["value"].min(), shown["value"].max()
    ends = [
        claimed(display(end), next(shown[shown["value"] == end].itertuples(index=False)))
        for end in (least, most)
    ]
    if len(shown) == 1:
        return say("at {value} ({who})", value=ends[0], who=_who(shown, least))
    if least == most:
        return say("all at {value}", value=ends[0])
    return say("from {least} ({who}) to {most} ({others})", least=ends[0], who=_who(shown, least),
               most=ends[1], others=_who(shown, most))  # fmt: skip


def _who(shown: pd.DataFrame, value: float) -> str:
    names = [
        clean_words(name).replace(" (", ", ").rstrip(")")
        for name in shown.loc[shown["value"] == value, "label"]
    ]
    if len(names) > _ENOUGH:
        return say("{number} areas", number=len(names))
    return listed(names)


def _missing(names: Sequence[str]) -> str:
    return say("No figure: {areas}", areas=listed(list(names))) if len(names) else ""
