"""Which reader takes which kind of input: one line for each kind, one file for each reader."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from difflib import get_close_matches

import pandas as pd

from helpers.faults import Fault, FaultsFound
from helpers.read.bureau import Export, read_bureau_export
from helpers.read.long_table import read_long_table
from helpers.read.panel import read_panel
from helpers.read.ranking import read_ranking
from helpers.read.stories import read_story
from helpers.read.wide_table import read_wide_table
from helpers.reference import Reference

REVISED = "（修订后）"

# content, file (for messages), its rows of sources.csv, reference -> arrivals, and what stood
# around a bureau's table. FaultsFound of single cells has the other arrivals as its `rest`.
Reader = Callable[[bytes, str, pd.DataFrame, Reference], tuple[pd.DataFrame, Export | None]]


def _story(content: bytes, file: str, rows: pd.DataFrame, reference: Reference):
    return read_story(content, source_id=rows["source_id"].iloc[0], file=file), None


def _ranking(content: bytes, file: str, rows: pd.DataFrame, reference: Reference):
    return read_ranking(content, source_id=rows["source_id"].iloc[0], file=file), None


def _panel(content: bytes, file: str, rows: pd.DataFrame, reference: Reference):
    publications = dict(zip(rows["title"], rows["source_id"], strict=True))
    return read_panel(content, file=file, sources=publications), None


def _export(content: bytes, file: str, rows: pd.DataFrame, reference: Reference):
    indicator = rows["indicator"].iloc[0]
    try:
        export = read_bureau_export(content, file=file, **_register(rows))
    except FaultsFound as found:
        if found.rest is None:
            raise
        faults = list(found.faults)
        try:
            rest = _named(found.rest, file, indicator, reference)
        except FaultsFound as more:
            faults, rest = faults + list(more.faults), None
        raise FaultsFound(faults, rest) from None
    return _named(export, file, indicator, reference), export


def _long(content: bytes, file: str, rows: pd.DataFrame, reference: Reference):
    with _rest_coded(reference):
        return _coded(read_long_table(content, file=file, **_register(rows)), reference), None


def _wide(content: bytes, file: str, rows: pd.DataFrame, reference: Reference):
    with _rest_coded(reference):
        return _coded(read_wide_table(content, file=file, **_register(rows)), reference), None


READERS: dict[str, Reader] = {
    "story": _story,
    "panel": _panel,
    "bureau export": _export,
    "ranking": _ranking,
    "long table": _long,
    "wide table": _wide,
}


@contextmanager
def _rest_coded(reference: Reference) -> Iterator[None]:
    try:
        yield
    except FaultsFound as found:
        if found.rest is not None:
            found.rest = _coded(found.rest, reference)
        raise


def _register(rows: pd.DataFrame) -> dict[str, str]:
    return {name: rows[name].iloc[0] for name in ("source_id", "indicator", "unit")}


def _names(row) -> tuple[str, ...]:
    """What a table may call an indicator. The bureau's tables say of no series that it is revised:
    theirs of GDP, 地区生产总值, is that after the newest census."""
    return (row.name_zh, row.name_en, row.code, row.name_zh.removesuffix(REVISED))


def names_of_indicators(reference: Reference) -> dict[str, str]:
    """Every name that a table may give an indicator (case ignored) to its code."""
    codes: dict[str, str] = {}
    for row in reference.indicators.itertuples():
        for name in _names(row):
            codes.setdefault(name.casefold(), row.code)
    return codes


def _coded(arrivals: pd.DataFrame, reference: Reference) -> pd.DataFrame:
    """Arrivals with the codes of indicators that are given by a name; unknown ones stay."""
    codes = names_of_indicators(reference)
    given = arrivals["indicator"]
    return arrivals.assign(indicator=[codes.get(name.casefold(), name) for name in given])


def _named(export: Export, file: str, indicator: str, reference: Reference) -> pd.DataFrame:
    """The table's arrivals with the codes of the indicators that its own lines name.

    A code given in sources.csv stands where the file names none, or one that no table knows; it
    never overrules a line that names another known indicator.
    """
    names: dict[str, str] = {}
    for row in reference.indicators.itertuples():
        for name in _names(row):
            names.setdefault(_key(name), row.code)
    if indicator:
        own = names.get(_key(export.indicator_line), indicator)
        if own != indicator:
            found = f"the file's own line names {export.indicator_line!r} ({own}), not {indicator}"
            todo = "Look at the file, then mend column indicator of data/sources.csv"
            raise FaultsFound([Fault(file, None, "", found, todo=todo)])
        return export.arrivals
    several = not export.indicator_line
    given = export.arrivals["indicator"]
    if not several:
        given = given.map(lambda _: export.indicator_line)
    unknown = [name for name in dict.fromkeys(given) if _key(name) not in names]
    faults = []
    for name in unknown:
        line = int(export.arrivals.loc[given == name, "line"].iloc[0]) if several else None
        found = f"the indicator {name!r} is in no row of indicators.csv"
        other = (
            "Take it out of the table, or add it to data/reference/indicators.csv"
            if several
            else "Name the code of the same thing in column indicator of data/sources.csv "
            "(--indicator), or add the indicator to data/reference/indicators.csv"
        )
        near = _near(name, reference)
        todo = f"{near} {other}" if near and not several else near or other
        faults.append(Fault(file, line, "", found, todo=todo))
    if faults:
        raise FaultsFound(faults)
    return export.arrivals.assign(indicator=[names[_key(name)] for name in given])


def _near(name: str, reference: Reference) -> str:
    """ "Did you mean 地区生产总值 (gdp_revised)?": the nearest names, each with its code."""
    codes: dict[str, str] = {}
    for row in reference.indicators.itertuples():
        for one in (row.name_zh, row.name_en):
            codes.setdefault(one, row.code)
    near = get_close_matches(name, codes, n=3, cutoff=0.6)
    near += [one for one in codes if one.startswith(name) and one not in near][: 3 - len(near)]
    return f"Did you mean {', '.join(f'{one} ({codes[one]})' for one in near)}?" if near else ""


def _key(name: str) -> str:
    """A name as it is compared: neither case nor blanks, and brackets of either width."""
    return "".join(name.split()).casefold().replace("（", "(").replace("）", ")")
