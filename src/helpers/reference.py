"""Areas, indicators and sources: the tables that say what a figure means.

They are data (`data/reference/`, `data/sources.csv`), so that a new indicator or
a new area is a row and not code. Loaded once, checked whole, handed on read-only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from helpers.csv_rows import table_rows
from helpers.faults import Fault, FaultsFound, nearest

NATION = "100000"
UNITS = {"CNY", "USD", "NUM", "PCT", "PP", "RANK", "M2", "FTE", "PERS", "SCORE"}
MEASURES = ("level", "net_increase", "growth", "share", "rank", "difference")
STATUSES = ("actual", "expected", "target", "plan")
KINDS = ("story", "panel", "bureau export", "ranking")

TABLES = {
    "areas": (
        "reference/areas.csv",
        "adcode name_en name_zh name_zh_full name_pinyin level zone parent letters iso_3166_2 "
        "tile_row tile_col",
        ("adcode",),
    ),
    "spellings": ("reference/area_spellings.csv", "spelling adcode reason", ("spelling",)),
    "indicators": (
        "reference/indicators.csv",
        "code name_en name_zh theme base_unit display_unit display_scale decimals direction "
        "stock_or_flow numerator denominator factor window minimum maximum sum_tolerance_pct "
        "national_row break_years definition publication",
        ("code",),
    ),
    "corrections": (
        "reference/corrections.csv",
        "source_id locator column as_received corrected rows reason",
        ("source_id", "locator", "column", "as_received"),
    ),
    "conflicts": ("reference/conflicts.csv", "obs_ids used reason", ("obs_ids",)),
    "derivations": (
        "reference/derivations.csv",
        "ref_area indicator time_period measure obs_status method parents note",
        ("ref_area", "indicator", "time_period", "measure", "obs_status"),
    ),
    "sources": (
        "sources.csv",
        "source_id file kind publisher title date received indicator unit licence compilation "
        "sha256 text_sha256 note",
        ("source_id",),
    ),
}


@dataclass(frozen=True, eq=False)
class Reference:
    """The reference tables, every cell text, one row per key, in the order of their files.

    areas: one row per area; `level` is nation, province or city; `parent` an adcode.
    spellings: further names of areas, each with its reason.
    indicators: one row per indicator; see data/README.md for the columns.
    corrections: hand corrections, each with the number of rows it must touch.
    conflicts: recorded disagreements of figures and which one is used.
    derivations: rows to be computed from others.
    sources: one row per publication and file.
    """

    areas: pd.DataFrame
    spellings: pd.DataFrame
    indicators: pd.DataFrame
    corrections: pd.DataFrame
    conflicts: pd.DataFrame
    derivations: pd.DataFrame
    sources: pd.DataFrame

    @cached_property
    def area_codes(self) -> dict[str, str]:
        """Every known spelling of an area (adcode, names; case ignored) to its adcode."""
        codes: dict[str, str] = {}
        for row in self.areas.itertuples():
            for name in (row.name_pinyin, row.name_zh, row.name_zh_full, row.name_en, row.adcode):
                codes[name.casefold()] = row.adcode
        for row in self.spellings.itertuples():
            codes[row.spelling.casefold()] = row.adcode
        # Shanxi and Shaanxi share their pinyin in some tables: no name may stand for two areas,
        # so the loader refuses a spelling that another area bears (see _spelling_faults).
        return codes

    def area_code(self, name: str) -> str | None:
        """The adcode of a name as printed; None for an unknown one (never a guess)."""
        return self.area_codes.get(" ".join(name.split()).casefold())

    def nearest_areas(self, name: str) -> str:
        """ "Did you mean ...?" with the nearest known names; "" if none is near."""
        return nearest(name.casefold(), self.area_codes)

    @cached_property
    def area_names(self) -> dict[str, str]:
        """adcode to English name."""
        return dict(zip(self.areas["adcode"], self.areas["name_en"], strict=True))

    def names_of(self, level: str) -> dict[str, str]:
        """adcode to English name of the areas of one level: nation, province or city."""
        rows = self.areas[self.areas["level"] == level]
        return dict(zip(rows["adcode"], rows["name_en"], strict=True))

    @cached_property
    def provinces(self) -> tuple[str, ...]:
        """adcodes of the provinces, in the order of the file."""
        return tuple(self.areas.loc[self.areas["level"] == "province", "adcode"])

    @cached_property
    def cities(self) -> tuple[str, ...]:
        """adcodes of the cities, in the order of the file."""
        return tuple(self.areas.loc[self.areas["level"] == "city", "adcode"])

    def source_title(self, source_id: str) -> str:
        """Publisher and date of a story, the publication of a table."""
        row = self.sources.set_index("source_id").loc[source_id]
        return f"{row['publisher']}, {row['date']}" if row["kind"] == "story" else str(row["title"])

    @cached_property
    def indicator(self) -> dict[str, Indicator]:
        """code to indicator."""
        return {row["code"]: Indicator.from_row(row) for _, row in self.indicators.iterrows()}


@dataclass(frozen=True)
class Indicator:
    """One row of indicators.csv, numbers read.

    scale: what a value in base units is divided by for display (1e9 for billion yuan).
    numerator, denominator, factor, window: how a computed indicator is made of others
    (numerator / denominator * factor, or the sum of `window` years); "" and None if it is printed.
    minimum, maximum: plausible range of a province's level, base units; None for none.
    breaks: (first year of the new definition, words) pairs.
    """

    code: str
    name: str
    name_zh: str
    theme: str
    base_unit: str
    display_unit: str
    scale: float
    decimals: int
    direction: str
    stock_or_flow: str
    numerator: str
    denominator: str
    factor: float | None
    window: int | None
    minimum: float | None
    maximum: float | None
    sum_tolerance_pct: float | None
    national_row: str
    breaks: tuple[tuple[int, str], ...]
    definition: str
    publication: str

    @property
    def computed(self) -> bool:
        """Whether the indicator is computed here from others."""
        return bool(self.numerator)

    @property
    def money(self) -> bool:
        """Whether a chart of it must say "current prices"."""
        return self.base_unit in ("CNY", "USD")

    @property
    def ranked(self) -> bool:
        """Whether a rank of areas says something: it has a better end."""
        return self.direction in ("higher", "lower")

    @classmethod
    def from_row(cls, row: pd.Series) -> Indicator:
        """An indicator out of its (checked) row of text."""
        number = {name: _number(row[name]) for name in NUMBERS}
        return cls(
            code=row["code"],
            name=row["name_en"],
            name_zh=row["name_zh"],
            theme=row["theme"],
            base_unit=row["base_unit"],
            display_unit=row["display_unit"],
            scale=number["display_scale"] or 1.0,
            decimals=int(row["decimals"]),
            direction=row["direction"],
            stock_or_flow=row["stock_or_flow"],
            numerator=row["numerator"],
            denominator=row["denominator"],
            factor=number["factor"],
            window=int(row["window"]) if row["window"] else None,
            minimum=number["minimum"],
            maximum=number["maximum"],
            sum_tolerance_pct=number["sum_tolerance_pct"],
            national_row=row["national_row"],
            breaks=breaks(row["break_years"]),
            definition=row["definition"],
            publication=row["publication"],
        )


NUMBERS = ("display_scale", "factor", "minimum", "maximum", "sum_tolerance_pct")
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
BREAK = re.compile(r"((?:19|20)[0-9]{2})=(.+)")
ALLOWED = {
    ("areas", "level"): ("nation", "province", "city"),
    ("areas", "zone"): ("", "East", "Central", "West", "Northeast"),
    ("indicators", "base_unit"): tuple(sorted(UNITS)),
    ("indicators", "direction"): ("higher", "lower", "none"),
    ("indicators", "stock_or_flow"): ("stock", "flow", "ratio"),
    ("indicators", "national_row"): ("yes", "no", "sum of local budgets", "wider than the 31"),
    ("derivations", "method"): ("difference", "sum", "growth"),
    ("derivations", "measure"): MEASURES,
    ("derivations", "obs_status"): STATUSES,
    ("sources", "kind"): KINDS,
}
PATTERNS = {
    ("areas", "adcode"): (re.compile(r"[0-9]{6}"), "six digits, such as 430000"),
    # a blank name would stand for the area wherever a name is missing
    **{
        ("areas", f"name_{kind}"): (re.compile(r".+"), "a name")
        for kind in ("en", "zh", "zh_full", "pinyin")
    },
    ("spellings", "spelling"): (re.compile(r".+"), "a name"),
    ("indicators", "code"): (re.compile(r"[a-z][a-z0-9_]*"), "small letters, digits and _"),
    ("indicators", "decimals"): (re.compile(r"[0-4]"), "0 to 4"),
    ("indicators", "window"): (re.compile(r"|[2-9]"), "nothing, or 2 to 9 years"),
    ("indicators", "break_years"): (
        re.compile(r"|(?:19|20)[0-9]{2}=[^|]+(\|(?:19|20)[0-9]{2}=[^|]+)*"),
        "nothing, or year=words, several parted by |",
    ),
    ("corrections", "rows"): (re.compile(r"[1-9][0-9]*"), "the number of rows it must touch"),
    ("sources", "source_id"): (re.compile(r"[a-z][a-z0-9_]*"), "small letters, digits and _"),
    ("sources", "file"): (
        re.compile(r"raw/[^/\\\x00-\x1f]+"),
        "raw/ and the name of a file in it",
    ),
    ("sources", "sha256"): (re.compile(r"[0-9a-f]{64}"), "64 hexadecimal digits"),
    **{
        ("indicators", name): (re.compile(rf"|{NUMBER.pattern}"), "a number, or nothing")
        for name in NUMBERS
    },
}


def load_reference(data_dir: Path) -> Reference:
    """Read and check the reference tables under `data_dir`.

    A cell that is not given is "". Raises FaultsFound with every fault of every table: a missing
    file or column, a doubled key, a word that is not allowed, a name that stands for two areas,
    a code that no table knows.
    """
    tables: dict[str, list[tuple[int, dict[str, str]]]] = {}
    faults: list[Fault] = []
    for name, (file, columns, key) in TABLES.items():
        try:
            content = (data_dir / file).read_bytes()
        except OSError as error:
            faults.append(Fault(file, None, "", f"the file cannot be read ({error.strerror})"))
            continue
        try:
            rows, found = table_rows(content, file=file, columns=columns.split())
        except FaultsFound as error:
            faults += error.faults
            continue
        faults += found
        faults += _key_faults(file, key, rows)
        faults += _cell_faults(name, file, rows)
        tables[name] = rows
    if not faults:
        faults = _link_faults(tables)
    if faults:
        raise FaultsFound(faults)
    return Reference(
        **{
            name: pd.DataFrame([row for _, row in rows], columns=TABLES[name][1].split(), dtype=str)
            for name, rows in tables.items()
        }
    )


def breaks(text: str) -> tuple[tuple[int, str], ...]:
    """ "2018=item changed|2021=policy" as ((2018, "item changed"), (2021, "policy"))."""
    found = (BREAK.fullmatch(part) for part in text.split("|") if part)
    return tuple((int(match[1]), match[2]) for match in found if match)


def _number(text: str) -> float | None:
    return float(text) if text else None


def _key_faults(file: str, key: tuple[str, ...], rows: list) -> list[Fault]:
    first: dict[tuple[str, ...], int] = {}
    faults = []
    for line, row in rows:
        value = tuple(row[column] for column in key)
        if value in first:
            found = f"{' / '.join(value)!r} stands in line {first[value]} already"
            faults.append(Fault(file, line, key[0], found, "each key once"))
        first.setdefault(value, line)
    return faults


def _cell_faults(name: str, file: str, rows: list) -> list[Fault]:
    faults = []
    for (table, column), allowed in ALLOWED.items():
        for line, row in rows if table == name else ():
            if row[column] not in allowed:
                todo = nearest(row[column], allowed)
                words = ", ".join(word or "nothing" for word in allowed)
                faults.append(
                    Fault(file, line, column, f"{row[column]!r} stands there", words, todo)
                )
    for (table, column), (pattern, words) in PATTERNS.items():
        for line, row in rows if table == name else ():
            if not pattern.fullmatch(row[column]):
                faults.append(Fault(file, line, column, f"{row[column]!r} stands there", words))
    return faults


def _link_faults(tables: dict[str, list]) -> list[Fault]:
    """Codes that lead nowhere, and names that lead to two areas."""
    areas = {row["adcode"] for _, row in tables["areas"]}
    codes = {row["code"] for _, row in tables["indicators"]}
    links = (
        ("areas", "parent", areas),
        ("spellings", "adcode", areas),
        ("derivations", "ref_area", areas),
        ("derivations", "indicator", codes),
        ("indicators", "numerator", codes),
        ("indicators", "denominator", codes),
        ("sources", "indicator", codes),
    )
    faults = [
        Fault(
            TABLES[table][0],
            line,
            column,
            f"{row[column]!r} is not known",
            todo=nearest(row[column], known),
        )
        for table, column, known in links
        for line, row in tables[table]
        if row[column] and row[column] not in known
    ]
    return faults + _spelling_faults(tables)


def _spelling_faults(tables: dict[str, list]) -> list[Fault]:
    bearer: dict[str, str] = {}
    faults = []
    names = [
        (TABLES["areas"][0], line, column, row[column], row["adcode"])
        for line, row in tables["areas"]
        for column in ("adcode", "name_en", "name_zh", "name_zh_full", "name_pinyin")
    ] + [
        (TABLES["spellings"][0], line, "spelling", row["spelling"], row["adcode"])
        for line, row in tables["spellings"]
    ]
    for file, line, column, name, adcode in names:
        other = bearer.setdefault(name.casefold(), adcode)
        if other != adcode:
            found = f"{name!r} already stands for {other}"
            faults.append(Fault(file, line, column, found, "one area for each name"))
    return faults
