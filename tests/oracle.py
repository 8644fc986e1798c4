"""What a table file holds, read by another route than the project's: (area, period, value).

Deliberately plain: every cell of a known place is taken, numbers by Decimal, units by the factors
below. Nothing of helpers is used. Where a cell with digits is none that may be read, `Odd` is
raised: a reader that accepts such a file has passed over it in silence, or made something of it.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections import Counter
from decimal import Context, Decimal, InvalidOperation, localcontext
from pathlib import Path

from openpyxl import load_workbook

FACTORS = {
    "100m yuan": 10**8, "亿元": 10**8, "10k yuan": 10**4, "万元": 10**4, "million USD": 1,
    "10k persons": 10**4, "万人": 10**4,
}  # fmt: skip
SIZES = {"trillion": 12, "billion": 9, "million": 6, "万亿": 12, "亿": 8, "万": 4}
POINT = re.compile("-?[0-9]+[.][0-9]+")
THOUSANDS = re.compile("-?[0-9]{1,3}(,[0-9]{3})+([.][0-9]+)?")
PLAIN = re.compile("-?[0-9]+(?:[.][0-9]+)?")
BLANK = " \t\r\n\u3000\ufeff\u00a0\u2002\u2003\u2007\u2009\u2028\u2029\x0b\x0c\x1c\x1d\x1e\x1f\x85"
QUALIFIED = {"over", "at_least", "under", "about", "range"}
Held = Counter  # of (adcode, period, value)


class Odd(Exception):
    """The file holds something that no reader may accept."""


class Oracle:
    """data: the folder whose areas.csv and area_spellings.csv name the areas."""

    def __init__(self, data: Path):
        self.codes: dict[str, str] = {}
        for row in _dicts((data / "reference/areas.csv").read_bytes()):
            for name in ("adcode", "name_en", "name_zh", "name_zh_full", "name_pinyin"):
                self.codes.setdefault(row[name].casefold(), row["adcode"])
        for row in _dicts((data / "reference/area_spellings.csv").read_bytes()):
            self.codes[row["spelling"].casefold()] = row["adcode"]

    def held(self, kind: str, content: bytes, delimiter: str, unit: str) -> Held:
        """Every figure of a file of this kind, in base units. Raises Odd."""
        with localcontext(Context(prec=2000)):  # products are exact
            return self._held(kind, content, delimiter, unit)

    def _held(self, kind: str, content: bytes, delimiter: str, unit: str) -> Held:
        if kind == "bureau export":
            return self._bureau(text_of(content), unit)
        if kind in ("long table", "wide table"):
            rows = _sheet(content) if content[:2] == b"PK" else _rows(content, delimiter)
            rows = [row for row in rows if any(row)]
            return self._long(rows, unit) if kind == "long table" else self._wide(rows, unit)
        rows = _dicts(content)
        return {"panel": self._panel, "ranking": self._ranking, "story": self._story}[kind](rows)

    def area(self, name: str) -> str:
        """The adcode; Odd for a name that no table knows."""
        code = self.codes.get(" ".join(name.split()).casefold())
        if code is None:
            raise Odd(f"the area {name!r} is not known")
        return code

    def _bureau(self, text: str, unit: str) -> Held:
        lines = [line.split(",") for line in re.split("\r\n|\n|\r", text)]
        lines = [[cell.strip(BLANK) for cell in line] for line in lines]
        printed = re.search("指标.*[(（]([^()（）]*)[)）]", text)
        factor = FACTORS.get(unit or (printed[1] if printed else ""), 1)
        heads = [place for place, cells in enumerate(lines) if cells[0] == "地区"]
        if len(heads) != 1:
            raise Odd(f"{len(heads)} lines begin with 地区")
        years = [cell.rstrip("年").strip(BLANK) for cell in lines[heads[0]][1:]]
        held: Held = Counter()
        for cells in lines[heads[0] + 1 :]:
            if re.match('[,\t "]*(注|数据来源)[ \u3000\t]*[：:]', cells[0]):
                break
            for year, cell in zip(years, cells[1:], strict=False):
                if cell:
                    held[self.area(cells[0]), _year(year), _number(cell) * factor] += 1
            if any(cells[len(years) + 1 :]):
                raise Odd(f"cells behind the last year in {cells[:2]}")
        return held

    def _panel(self, rows: list[dict[str, str]]) -> Held:
        return Counter(
            (
                self.area(row["adcode"]),
                _year(row["year"]),
                _number(row["value"])
                * FACTORS.get(row["unit"], 10**6 if "USD" in row["unit"] else 1),
            )
            for row in rows
        )

    def _ranking(self, rows: list[dict[str, str]]) -> Held:
        held: Held = Counter()
        for row in rows:
            place = (self.area(row["province"]), _year(row["report_year"]))
            held[*place, _number(row["rank"])] += 1
            if row["score_as_printed"] and not row["remark"].startswith("SUSPECT"):
                held[*place, _number(row["score_as_printed"])] += 1
        return held

    def _story(self, rows: list[dict[str, str]]) -> Held:
        held: Held = Counter()
        for row in rows:
            if not row["exclusion"]:
                for value in values_in(row["as_printed"]):
                    held[self.area(row["area"]), row["time_period"], value] += 1
        return held

    def _long(self, rows: list[list[str]], unit: str) -> Held:
        header = [name.casefold() for name in rows[0]]
        held: Held = Counter()

        def cell(row: list[str], *names: str) -> str:
            return next((row[header.index(name)] for name in names if name in header), "")

        for row in rows[1:]:
            value = cell(row, "obs_value", "value", "数值")
            status = cell(row, "obs_status", "status")
            if cell(row, "note", "comment_obs", "备注").startswith("EXAMPLE:"):
                continue
            if status in ("M", "L", "O") and not value:
                continue
            if cell(row, "derived_from") or cell(row, "repeats"):
                continue
            used = cell(row, "unit_measure", "unit", "单位") or unit
            rank = cell(row, "measure") == "rank"
            multiplied = cell(row, "unit_mult")
            factor = 1 if rank else FACTORS.get(used, 10**6 if used == "million USD" else 1)
            if multiplied:
                factor *= 10 ** int(multiplied)
            area = self.area(cell(row, "ref_area", "area", "adcode", "province", "region", "地区"))
            period = cell(row, "time_period", "period", "year", "年份")
            for one in (value, cell(row, "obs_value_high")):
                if one:
                    held[area, period, _number(one) * factor] += 1
        return held

    def _wide(self, rows: list[list[str]], unit: str) -> Held:
        told = ""
        while not (len([c for c in rows[0] if c]) > 1 and not re.search("[:：]", rows[0][0])):
            told = re.search("(19|20)[0-9]{2}", " ".join(rows[0]))[0]
            rows = rows[1:]
        header = rows[0]
        times = [n for n, name in enumerate(header) if name.casefold() in TIMES]
        areas = [n for n, name in enumerate(header) if name.casefold() in NAMED]
        # beside numbers with a point a comma can only part thousands
        points = any(POINT.fullmatch(value) for row in rows[1:] for value in row)
        held: Held = Counter()
        for row in rows[1:]:
            for n, value in enumerate(row):
                if n in times or n in areas or not value:
                    continue
                if n >= len(header) or not header[n]:
                    raise Odd(f"{value!r} stands below no column")
                area = self.area(row[areas[0]] if areas else header[n])
                year = re.fullmatch("((?:19|20)[0-9]{2})\\s*年?", header[n])
                period = year[1] if year else row[times[0]].rstrip("年") if times else told
                bracket = re.search("[(（]([^()（）]*)[)）]$", header[n])
                used = (bracket[1].strip() if bracket else "") or unit
                if points and THOUSANDS.fullmatch(value):
                    value = value.replace(",", "")
                held[area, _year(period), _number(value) * FACTORS.get(used, 1)] += 1
        return held


TIMES = {"time_period", "period", "year", "年份", "time", "年", "时间"}
NAMED = {"ref_area", "area", "adcode", "province", "region", "地区", "name", "省份", "省市"}


def text_of(content: bytes) -> str:
    """UTF-8, else GB18030; Odd where it is neither."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding).removeprefix("\ufeff")
        except UnicodeDecodeError:
            continue
    raise Odd("the bytes are no text")


def _rows(content: bytes, delimiter: str) -> list[list[str]]:
    text = text_of(content)
    return [
        [cell.strip(BLANK) for cell in row]
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    ]


def _dicts(content: bytes) -> list[dict[str, str]]:
    header, *rows = [row for row in _rows(content, ",") if any(row)]
    if any(len(row) != len(header) for row in rows):
        raise Odd("a row has another number of cells than the header")
    return [dict(zip(header, row, strict=True)) for row in rows]


def _sheet(content: bytes) -> list[list[str]]:
    """The first worksheet, whole (not streamed, as the project reads it)."""
    try:
        sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    except (zipfile.BadZipFile, KeyError, ValueError, IndexError, TypeError) as error:
        raise Odd(f"no workbook for the oracle: {error!r}") from error
    rows = []
    for record in sheet.iter_rows(values_only=True):
        cells = []
        for value in record:
            if isinstance(value, bool):
                raise Odd("a truth value")
            if isinstance(value, int | float):
                value = format(Decimal(repr(value)).normalize(Context(prec=15)), "f")
            cells.append("" if value is None else str(value).strip(BLANK))
        rows.append(cells)
    return rows


def _number(text: str) -> Decimal:
    if not PLAIN.fullmatch(text):
        raise Odd(f"{text[:60]!r} stands for a value")
    try:
        return Decimal(text)
    except InvalidOperation as error:
        raise Odd(f"{text[:60]!r} stands for a value") from error


def _year(text: str) -> str:
    year = re.fullmatch("((?:19|20)[0-9]{2})(?:-01-01(?: 00:00:00)?)?", text)
    if not year:  # a spreadsheet makes the first of January of a year
        raise Odd(f"{text[:60]!r} stands for a year")
    return year[1]


def values_in(words: str) -> list[Decimal]:
    """The one or two numbers of a figure's words, without their sign (a fall may be in words);
    none for what is beyond this oracle: number words, areas of land."""
    found = list(re.finditer("[0-9][0-9,]*(?:[.][0-9]+)?", words))
    if not found or re.search("acre|mu\\b|亩|[一二三四五六七八九十百千]|hectare|square k", words):
        return []
    sizes = [
        re.match(f"\\s*({'|'.join(SIZES)})", words[match.end() :], re.IGNORECASE) for match in found
    ]
    last = SIZES[sizes[-1][1].lower()] if sizes[-1] else 0
    return [
        Decimal(match[0].replace(",", "")) * 10 ** (SIZES[size[1].lower()] if size else last)
        for match, size in zip(found, sizes, strict=True)
    ]
