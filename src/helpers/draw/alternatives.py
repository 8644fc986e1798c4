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
from helpers.traces import traced

if TYPE_CHECKING:
    from helpers.draw.layout import Heading
    from helpers.draw.promise import Promised

_ENOUGH = 3
"""How many names a sentence takes before it counts the rest."""


def ranking_words(rows: pd.DataFrame, heading: Heading, *, marked: Sequence[str],
                  national: float | None, display: Display, direction: str,
                  national_name: str = "China", national_claim: str = "") -> str:  # fmt: skip
    """Words for a ranking chart; rows as `ranking.arrange` hands them out."""
    shown = rows[rows["value"].notna()]
    if shown.empty:
        return f"Dot plot, {heading.subtitle}: no figures."
    sentences = [
        f"Dot plot of {_count(shown)}, {heading.subtitle}: {_range(shown, display)}"
        f"{'; lower is better' if direction == 'lower' else ''}"
    ]
    stands = []
    for area in marked:
        for row in shown[shown["area"] == area].itertuples(index=False):
            place = claimed(f"{float(row.rank):g}", row, "rank_claim")
            rank = "" if is_missing(row.rank) else f" (rank {place}{_among(row)})"
            stands.append(f"{row.label} {claimed(display(row.value), row)}{rank}")
    if not is_missing(national):
        number = traced(display(national), national_claim)
        stands.append(f"{clean_words(national_name)} {number}")
    return _join([*sentences, "; ".join(stands), _missing(rows["label"][rows["value"].isna()])])


def _among(row) -> str:
    if is_missing(row.rank_of):
        return ""
    return f" of {counted_here(int(row.rank_of), 'areas with a figure')}"


def trend_words(rows: pd.DataFrame, heading: Heading, *, marked: Sequence[str], display: Display,
                breaks: Sequence[tuple[int, str]] = ()) -> str:  # fmt: skip
    """Words for a trend chart; rows: area, area_name, year, value, role."""
    known = rows[rows["value"].notna()]
    if known.empty:
        return f"Line chart, {heading.subtitle}: no figures."
    first, last = int(known["year"].min()), int(known["year"].max())
    final = known[(known["year"] == last) & (known["role"] != "nation")]
    span = str(first) if first == last else f"{first} to {last}"
    told = all(str(year) in heading.subtitle for year in (first, last))
    sentences = [f"Line chart, {heading.subtitle}{'' if told else f', {span}'}"]
    if len(final):
        final = final.assign(label=final["area_name"])
        sentences[0] += f": in {last}, {_count(final)} {_range(final, display)}"
    courses = []
    for area in [*marked, *rows.loc[rows["role"] == "nation", "area"].unique()]:
        own = rows[rows["area"] == area].sort_values("year")
        if own["value"].notna().any():
            name = clean_words(own["area_name"].iloc[0])
            courses.append(f"{name} {_course(own, display)}")
    sentences.append("; ".join(courses))
    lost = [
        clean_words(own["area_name"].iloc[0])
        for _, own in rows[rows["role"] != "other"].groupby("area")
        if own["value"].isna().all()
    ]
    return _join([*sentences, _missing(lost), _break_words(breaks, first, last)])


def _break_words(breaks: Sequence[tuple[int, str]], first: int, last: int) -> str:
    """The breaks between `first` and `last`, as the chart draws them."""
    return "; ".join(
        f"break from {year}: {words}" for year, words in breaks if first < year <= last
    )


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
        return "no figure"
    first, last = min(known), max(known)
    claim = dict(zip((int(year) for year in years), claims, strict=True)) if len(claims) else {}
    ends = [traced(display(known[year]), claim.get(year, "")) for year in (first, last)]
    if first == last:
        return f"{first} {ends[0]}"
    words = f"{first} {ends[0]} to {last} {ends[1]}"
    gaps = [str(year) for year in range(first, last) if year not in known]
    return f"{words}, gaps in {', '.join(gaps)}" if gaps else words


def tiles_words(rows: pd.DataFrame, heading: Heading, *, marked: Sequence[str],
                display: Display) -> str:  # fmt: skip
    """Words for a tile map; rows: area, area_name, value."""
    rows = rows.assign(label=rows["area_name"].map(clean_words))
    shown = rows[rows["value"].notna()]
    if shown.empty:
        return f"Tile map, {heading.subtitle}: no figures."
    stands = [
        f"{row.label} {claimed(display(row.value), row)}"
        for area in marked
        for row in shown[shown["area"] == area].itertuples(index=False)
    ]
    return _join(
        [
            f"Tile map of {_count(shown)}, {heading.subtitle}: {_range(shown, display)}",
            "; ".join(stands),
            _missing(rows["label"][rows["value"].isna()]),
        ]
    )


def scatter_words(rows: pd.DataFrame, heading: Heading, *, marked: Sequence[str],
                  labels: tuple[str, str, str],
                  displays: tuple[Display, Display, Display]) -> str:  # fmt: skip
    """Words for a scatter chart; rows: area, area_name, x, y, size; labels of x, y and size."""
    rows = rows.assign(label=rows["area_name"].map(clean_words))
    shown = rows[rows["x"].notna() & rows["y"].notna()]
    if shown.empty:
        return f"Scatter chart, {heading.subtitle}: no figures."
    claims = {column: rows.get(f"{column}_claim", "") for column in ("x", "y")}
    ranges = [
        f"{label} {_range(shown.assign(value=shown[column], claim=claims[column]), display)}"
        for column, label, display in zip(("x", "y"), labels, displays, strict=False)
    ]
    by_size = f"; dot area shows {labels[2]}" if labels[2] else ""
    stands = [
        f"{row.label} {claimed(displays[0](row.x), row, 'x_claim')} and "
        f"{claimed(displays[1](row.y), row, 'y_claim')}"
        for area in marked
        for row in shown[shown["area"] == area].itertuples(index=False)
    ]
    return _join(
        [
            f"Scatter chart of {_count(shown)}, {heading.subtitle}: {'; '.join(ranges)}{by_size}",
            "; ".join(stands),
            _missing(rows["label"][rows["x"].isna() | rows["y"].isna()]),
        ]
    )


def record_words(series: pd.DataFrame, labels: Sequence[str], heading: Heading, *,
                 display: Display, series_name: str,
                 breaks: Sequence[tuple[int, str]] = ()) -> str:  # fmt: skip
    """Words for a record chart; labels: what each point of the stories is called on it."""
    course = _course(series, display)
    sentences = [f"{clean_words(series_name)}, {heading.subtitle}: {course}"]
    sentences.append(f"Figures from stories: {'; '.join(labels)}" if labels else "")
    years = series.loc[series["value"].notna(), "year"]
    if len(years):
        sentences.append(_break_words(breaks, int(years.min()), int(years.max())))
    return _join(sentences)


def promise_words(rows: pd.DataFrame, promised: Promised, heading: Heading,
                  display: Display) -> str:  # fmt: skip
    """Words for a promise chart; rows: year, value and, if told, claim."""
    course = _course(rows, display)
    told = f"{promised.told}; {promised.came}"
    later = promised.reached is not None and promised.reached > promised.due
    reached = f"; first reached: {promised.reached_told}" if later else ""
    return _join([promised.summary, f"Official record, {heading.subtitle}: {course}",
                  told + reached])  # fmt: skip


def timeline_words(rows: pd.DataFrame, heading: Heading, verdicts: dict[str, str]) -> str:
    """Words for a timeline; rows: label, told_on, due, verdict, words."""
    if rows.empty:
        return f"Timeline, {heading.subtitle}: no promises."
    told = [
        f"{clean_words(row.label)}: told {row.told_on}, due {row.due}, "
        f"{clean_words(row.words) or verdicts[row.verdict]}"
        for row in rows.itertuples()
    ]
    return _join([f"Timeline, {heading.subtitle}", *told])


def levels_words(labels: Sequence[tuple[str, str]], heading: Heading) -> str:
    """Words for a levels chart; labels: each row's name and what is printed at its mark."""
    if not labels:
        return f"Figures side by side, {heading.subtitle}: no figures."
    told = "; ".join(f"{name}: {words}" for name, words in labels)
    return _join([f"Figures of different years side by side, {heading.subtitle}", told])


def standing_words(rows: pd.DataFrame, heading: Heading, *, told: dict[str, str]) -> str:
    """Words for a standing chart; rows: indicator, label, area_name, value, shown, role."""
    sentences = [f"One line an indicator, {heading.subtitle}"]
    for code, own in rows.groupby("indicator", sort=False):
        known = own[own["value"].notna()]
        words = f"{clean_words(own['label'].iloc[0])}: {told[str(code)]}"
        fixed = {row.role: row.shown for row in known.itertuples() if row.role in _FIXED}
        words += "".join(
            f"; {name} {fixed[role]}" for role, name in _FIXED.items() if role in fixed
        )
        field = known[known["role"].isin(["own", "other"])]
        if len(field):
            ends = [field.loc[at] for at in (field["value"].idxmin(), field["value"].idxmax())]
            told_ends = [f"{clean_words(end['area_name'])} {end['shown']}" for end in ends]
            words += f"; from {told_ends[0]} to {told_ends[1]}"
        sentences.append(words)
    return _join(sentences)


_FIXED = {"median": "median", "nation": "China"}


def multiples_words(panels: Sequence, heading: Heading, names: dict[str, str]) -> str:
    """Words for a multiples chart; each panel's lines: year, value, role."""
    sentences = [f"{_panels(len(panels))}, {heading.subtitle}"]
    for panel in panels:
        courses = []
        for role in ("own", "nation", "peers", "zone"):
            line = panel.lines[panel.lines["role"] == role].sort_values("year")
            if line["value"].notna().any():
                words = _course(line, displayer(panel.decimals))
                courses.append(f"{clean_words(names[role])} {words}")
        breaks = "".join(f"; break from {year}" for year in panel.breaks)
        sentences.append(f"{clean_words(panel.label)}: {'; '.join(courses) or 'no figure'}{breaks}")
    return _join(sentences)


def _panels(number: int) -> str:
    if number == 1:
        return "One line chart"
    return f"{counted_here(number, 'panels')} small line charts"


def intervals_words(rows: pd.DataFrame, heading: Heading, display: Display) -> str:
    """Words for an intervals chart; rows: label, value, low, high."""
    if rows["value"].isna().all():
        return f"Estimates with intervals, {heading.subtitle}: no figures."
    told = []
    for row in rows[rows["value"].notna()].itertuples():
        ends = "" if is_missing(row.low) else f" ({display(row.low)} to {display(row.high)})"
        told.append(f"{clean_words(row.label)} {claimed(display(row.value) + ends, row)}")
    lost = [clean_words(label) for label in rows.loc[rows["value"].isna(), "label"]]
    return _join([f"Estimates with intervals, {heading.subtitle}", "; ".join(told), _missing(lost)])


def parts_words(panels: Sequence, heading: Heading, names: tuple[str, str],
                display: Display) -> str:  # fmt: skip
    """Words for a parts chart; each panel's values: year, lower, upper."""
    sentences = [f"Stacked bars, one a year, {heading.subtitle}"]
    for panel in panels:
        years = panel.values["year"]
        claim = next(iter(panel.values["claim"]), "") if "claim" in panel.values else ""
        courses = [
            f"{clean_words(name)} "
            + traced(course_words(years, panel.values[part], display), claim)
            for name, part in zip(names, ("lower", "upper"), strict=True)
        ]
        breaks = "".join(f"; break from {year}" for year in panel.breaks)
        sentences.append(f"{clean_words(panel.label)}: {'; '.join(courses)}{breaks}")
    return _join(sentences)


def composition_words(rows: pd.DataFrame, heading: Heading, parts: Sequence[tuple[str, str]],
                      display: Display) -> str:  # fmt: skip
    """Words for a composition chart; rows: year, part, share."""
    if rows.empty:
        return f"Stacked bars, {heading.subtitle}: no figures."
    courses = []
    for part, name in parts:
        own = rows[rows["part"] == part].sort_values("year")
        if len(own):
            courses.append(f"{clean_words(name)} {_course(own, display, 'share')}")
    return _join([f"Stacked bars, one a year, {heading.subtitle}", "; ".join(courses)])


def _count(shown: pd.DataFrame) -> str:
    number = counted_here(len(shown), "areas drawn")
    return f"{number} area" if len(shown) == 1 else f"{number} areas"


def counted_here(number: int, what: str) -> str:
    """A count of what the picture shows, with how it was come by."""
    return traced(str(number), f"counted in this picture: {what}")


def _range(shown: pd.DataFrame, display: Display) -> str:
    """Like "from 0.29 (Tibet) to 6.73 (Beijing)", naming all who share an end, up to three."""
    least, most = shown["value"].min(), shown["value"].max()
    ends = [
        claimed(display(end), next(shown[shown["value"] == end].itertuples(index=False)))
        for end in (least, most)
    ]
    if len(shown) == 1:
        return f"at {ends[0]} ({_who(shown, least)})"
    if least == most:
        return f"all at {ends[0]}"
    return f"from {ends[0]} ({_who(shown, least)}) to {ends[1]} ({_who(shown, most)})"


def _who(shown: pd.DataFrame, value: float) -> str:
    names = [
        clean_words(name).replace(" (", ", ").rstrip(")")
        for name in shown.loc[shown["value"] == value, "label"]
    ]
    if len(names) > _ENOUGH:
        return f"{len(names)} areas"
    return listed(names)


def _missing(names: Sequence[str]) -> str:
    return f"No figure: {listed(list(names))}" if len(names) else ""


def _join(sentences: Sequence[str]) -> str:
    """Sentences with a capital and a full stop each; empty ones left out."""
    kept = [sentence.strip().rstrip(".") for sentence in sentences if sentence.strip()]
    return " ".join(f"{sentence[0].upper()}{sentence[1:]}." for sentence in kept)
