"""Reading and checking the reference tables: all faults of all tables at once."""

from __future__ import annotations

import re
from pathlib import Path
from reprlib import repr as shown

import pandas as pd

from helpers.csv_cells import NUMBER
from helpers.csv_rows import table_rows
from helpers.faults import Fault, FaultsFound, nearest
from helpers.input_file import bytes_of
from helpers.reference.indicator import NUMBERS
from helpers.reference.tables import Reference
from helpers.reference.vocabulary import KINDS, MEASURES, STATUSES, UNITS, ZONES
from helpers.reference.words import text_faults

TABLES = {
    "areas": (
        "reference/areas.csv",
        "adcode name_en name_zh name_zh_full name_pinyin level zone parent letters iso_3166_2 "
        "tile_row tile_col",
        ("adcode",),
    ),
    "spellings": ("reference/area_spellings.csv", "spelling adcode reason", ("spelling",)),
    "neighbours": (
        "reference/neighbours.csv",
        "adcode neighbour border reason",
        ("adcode", "neighbour"),
    ),
    "indicators": (
        "reference/indicators.csv",
        "code name_en name_zh theme base_unit display_unit display_scale decimals direction "
        "stock_or_flow numerator denominator factor window minimum maximum sum_tolerance_pct "
        "national_row break_years definition publication",
        ("code",),
    ),
    "scoreboard": (
        "reference/scoreboard.csv",
        "code parent weight direction name denominator transform goalpost_low goalpost_high "
        "numerator factor window unit decimals reaches_back reason",
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
    "deciders": (
        "reference/deciders.csv",
        "indicator level nature publication note",
        ("indicator", "level"),
    ),
    "sources": (
        "sources.csv",
        "source_id file kind publisher title date received indicator unit licence compilation "
        "sha256 text_sha256 note",
        ("source_id",),
    ),
    "indicators_zh": (
        "reference/indicators_zh.csv",
        "code theme display_unit display_scale decimals break_years definition publication",
        ("code",),
    ),
    "texts_zh": ("reference/texts_zh.csv", "text text_zh", ("text",)),
}
ONLY_CHINESE = ("indicators_zh", "texts_zh")
"""Tables that an edition in English does without."""


DAY = r"(19|20)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
ALLOWED = {
    ("areas", "level"): ("nation", "province", "city"),
    ("areas", "zone"): ("", *ZONES),
    ("neighbours", "border"): ("land", "sea"),
    ("scoreboard", "reaches_back"): ("yes", "no"),
    ("indicators", "base_unit"): tuple(sorted(UNITS)),
    ("indicators", "direction"): ("higher", "lower", "none"),
    ("indicators", "stock_or_flow"): ("stock", "flow", "ratio"),
    ("indicators", "national_row"): ("yes", "no", "sum of local budgets", "wider than the 31"),
    ("derivations", "method"): ("difference", "sum", "growth"),
    ("derivations", "measure"): MEASURES,
    ("derivations", "obs_status"): STATUSES,
    ("deciders", "level"): ("", "nation", "province", "city"),
    ("deciders", "nature"): ("", "zone", "parts of a plan"),
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
    **{
        (table, "break_years"): (
            re.compile(r"|(?:19|20)[0-9]{2}=[^|]+(\|(?:19|20)[0-9]{2}=[^|]+)*"),
            "nothing, or year=words, several parted by |",
        )
        for table in ("indicators", "indicators_zh")
    },
    ("indicators_zh", "decimals"): (re.compile(r"[0-4]"), "0 to 4"),
    ("indicators_zh", "display_scale"): (re.compile(r"[1-9][0-9]*"), "a whole number"),
    **{
        ("indicators_zh", name): (re.compile(r".+"), "the Chinese words")
        for name in ("theme", "display_unit", "definition", "publication")
    },
    ("texts_zh", "text_zh"): (re.compile(r".+", re.S), "the Chinese words"),
    ("scoreboard", "code"): (re.compile(r"[a-z][a-z0-9_]*"), "small letters, digits and _"),
    ("scoreboard", "factor"): (re.compile(rf"|{NUMBER.pattern}"), "a number, or nothing"),
    ("scoreboard", "window"): (re.compile(r"|[2-9]"), "nothing, or 2 to 9 years"),
    ("scoreboard", "decimals"): (re.compile(r"|[0-4]"), "0 to 4, or nothing"),
    ("corrections", "rows"): (re.compile(r"[1-9][0-9]*"), "the number of rows it must touch"),
    ("sources", "source_id"): (re.compile(r"[a-z][a-z0-9_]*"), "small letters, digits and _"),
    ("sources", "file"): (
        re.compile(r"raw/[^/\\\x00-\x1f]+"),
        "raw/ and the name of a file in it",
    ),
    ("sources", "sha256"): (re.compile(r"[0-9a-fA-F]{64}"), "64 hexadecimal digits"),
    ("sources", "text_sha256"): (
        re.compile(r"|[0-9a-fA-F]{64}"),
        "nothing, or 64 hexadecimal digits",
    ),
    ("sources", "publisher"): (re.compile(r".+", re.S), "who published it"),
    ("sources", "title"): (re.compile(r".+", re.S), "the title, of a story in our own words"),
    ("sources", "licence"): (re.compile(r".+", re.S), "on what terms it may be used, or unknown"),
    ("sources", "date"): (re.compile(rf"|{DAY}"), "nothing, or a day such as 2026-11-22"),
    ("sources", "received"): (re.compile(DAY), "a day such as 2026-11-22"),
    **{
        ("indicators", name): (re.compile(rf"|{NUMBER.pattern}"), "a number, or nothing")
        for name in NUMBERS
    },
}


def load_reference(data_dir: Path) -> Reference:
    """Read and check the reference tables under `data_dir`.

    A cell that is not given is "". Raises FaultsFound with every fault of every table: a missing
    file or column, a doubled key, a word that is not allowed, a name that stands for two areas,
    a code that no table knows, a sign that cannot be seen (see `reference.words`).
    """
    if not any((data_dir / file).exists() for file, _, _ in TABLES.values()):
        found = "this is no data folder: it holds neither sources.csv nor reference/"
        todo = "Name the folder that holds raw/, reference/ and sources.csv"
        raise FaultsFound([Fault(str(data_dir), None, "", found, todo=todo)])
    tables: dict[str, list[tuple[int, dict[str, str]]]] = {}
    faults: list[Fault] = []
    for name, (file, columns, key) in TABLES.items():
        if name in ONLY_CHINESE and not (data_dir / file).exists():
            tables[name] = []
            continue
        try:
            content = bytes_of(data_dir / file, file=file)
            rows, found = table_rows(content, file=file, columns=columns.split())
        except FaultsFound as error:
            faults += error.faults
            continue
        faults += found
        faults += _key_faults(file, key, rows)
        faults += _cell_faults(name, file, rows)
        faults += text_faults(name, file, rows)
        if name == "sources":
            rows = [(line, row | {"sha256": row["sha256"].lower()}) for line, row in rows]
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


def _key_faults(file: str, key: tuple[str, ...], rows: list) -> list[Fault]:
    first: dict[tuple[str, ...], int] = {}
    faults = []
    for line, row in rows:
        value = tuple(row[column] for column in key)
        if value in first:
            found = f"{shown(' / '.join(value))} stands in line {first[value]} already"
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
                    Fault(file, line, column, f"{shown(row[column])} stands there", words, todo)
                )
    for (table, column), (pattern, words) in PATTERNS.items():
        for line, row in rows if table == name else ():
            if not pattern.fullmatch(row[column]):
                faults.append(
                    Fault(file, line, column, f"{shown(row[column])} stands there", words)
                )
    return faults


def _link_faults(tables: dict[str, list]) -> list[Fault]:
    """Codes that lead nowhere, and names that lead to two areas."""
    areas = {row["adcode"] for _, row in tables["areas"]}
    codes = {row["code"] for _, row in tables["indicators"]}
    links = (
        ("areas", "parent", "areas", areas),
        ("spellings", "adcode", "areas", areas),
        ("neighbours", "adcode", "areas", areas),
        ("neighbours", "neighbour", "areas", areas),
        ("derivations", "ref_area", "areas", areas),
        ("derivations", "indicator", "indicators", codes),
        ("deciders", "indicator", "indicators", codes),
        ("scoreboard", "numerator", "indicators", codes),
        ("indicators", "numerator", "indicators", codes),
        ("indicators", "denominator", "indicators", codes),
        ("indicators_zh", "code", "indicators", codes),
        ("sources", "indicator", "indicators", codes),
    )
    faults = [
        Fault(
            TABLES[table][0],
            line,
            column,
            f"{shown(row[column])} is in no row of {TABLES[where][0]}",
            todo=nearest(row[column], known),
        )
        for table, column, where, known in links
        for line, row in tables[table]
        if row[column] and row[column] not in known
    ]
    return faults + _spelling_faults(tables) + _pair_faults(tables["neighbours"])


def _pair_faults(rows: list[tuple[int, dict[str, str]]]) -> list[Fault]:
    """Pairs that do not stand lower code first: written so, none can stand twice or with itself."""
    todo = "Write the lower adcode first: a border runs both ways"
    return [
        Fault(TABLES["neighbours"][0], line, "neighbour",
              f"{row['neighbour']} stands beside {row['adcode']}", "a higher adcode", todo)
        for line, row in rows
        if row["neighbour"] <= row["adcode"]
    ]  # fmt: skip


def _spelling_faults(tables: dict[str, list]) -> list[Fault]:
    bearer: dict[str, str] = {}
    faults = []
    names = [
        (TABLES["areas"][0], line, column, row[column], row["adcode"])
        for line, row in tables["areas"]
        for column in ("adcode", "iso_3166_2", "name_en", "name_zh", "name_zh_full", "name_pinyin")
        if row[column]
    ] + [
        (TABLES["spellings"][0], line, "spelling", row["spelling"], row["adcode"])
        for line, row in tables["spellings"]
    ]
    for file, line, column, name, adcode in names:
        other = bearer.setdefault(name.casefold(), adcode)
        if other != adcode:
            found = f"{shown(name)} already stands for {other}"
            faults.append(Fault(file, line, column, found, "one area for each name"))
    return faults
