"""Valid files of every kind that the project reads, and seeded ways to spoil them.

Shared by tests/test_fuzz.py (a few hundred files) and benchmarks/fuzz.py (many thousands).
"""

from __future__ import annotations

import csv
import io
import lzma
import random
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook

LONG = "long table"
WIDE = "wide table"
STORY_TEXT = """Hunan's year in science
In 2022 Hunan had 13,910 high-tech enterprises, 2,847 more than the year before.
Its spending on research rose by 9.3% to 117.5 billion yuan. No. 5 of the plan stays open.
Wuhan aims at more than 15,000 firms in 2023; nearly 200 colleges take part.
2022年湖南省技术合同成交额达2544.64亿元，增长101.6%。长沙有3至5个平台。
"""
STORY_PAGE = (
    "<!doctype html><html><head><title>Story</title><script>var a = 99;</script></head><body>"
    + "".join(f"<p>{line}</p>\n" for line in STORY_TEXT.splitlines())
    + "<table><tr><td>R&amp;D</td><td>3.07 billion yuan</td></tr></table></body></html>"
)
LONG_COLUMNS = "ref_area indicator time_period obs_value unit_measure measure obs_status note"


@dataclass(frozen=True)
class Seed:
    """A valid file. kind: as in sources.csv, or "reference", "parameters", "observations",
    "article"; delimiter: of a table as text, else ""; indicator, unit: of the register."""

    kind: str
    name: str
    content: bytes
    delimiter: str = ""
    indicator: str = ""
    unit: str = ""

    @property
    def label(self) -> str:
        """What the results call it: the kind, and the form where there are several."""
        return f"{self.kind} ({Path(self.name).suffix[1:] or 'text'})"


def valid_files(data: Path) -> list[Seed]:
    """Seeds out of the project's own data, cut short; long and wide tables are made of them."""
    seeds = []
    register = (data / "sources.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(register.splitlines()):
        if row["kind"] == "bureau export":
            path, said = data / row["file"], (row["indicator"], row["unit"])
            seeds.append(Seed("bureau export", path.name, path.read_bytes(), ",", *said))
    panel = next((data / "raw").glob("*panel*.csv")).read_text(encoding="utf-8").splitlines()
    few = "\n".join([panel[0], *panel[1::400]]) + "\n"
    seeds.append(Seed("panel", "panel.csv", few.encode(), ","))
    for path in sorted((data / "raw").glob("research-group*.csv")):
        seeds.append(Seed("ranking", path.name, path.read_bytes(), ","))
    for path in sorted((data / "raw").glob("*.csv")):
        first = path.read_bytes().split(b"\n", 1)[0]
        if first.startswith(b"sentence,"):
            content = path.read_bytes().replace(b" acres", b" mu")  # as its correction has it
            seeds.append(Seed("story", path.name, content, ","))
    seeds += _tables(list(csv.DictReader(few.splitlines())))
    for path in [data / "sources.csv", *sorted((data / "reference").glob("*.csv"))]:
        seeds.append(Seed("reference", path.relative_to(data).as_posix(), path.read_bytes(), ","))
    parameters = (data.parent / "parameters.yml").read_bytes()
    seeds.append(Seed("parameters", "parameters.yml", parameters, ":"))
    clean = (data / "clean" / "observations.csv").read_text(encoding="utf-8").splitlines()
    some = "\n".join([clean[0], *clean[1::300]]) + "\n"
    seeds.append(Seed("observations", "observations.csv", some.encode(), ","))
    seeds.append(Seed("observations", "baseline.csv.xz", lzma.compress(some.encode())))
    seeds.append(Seed("article", "story.txt", STORY_TEXT.encode(), " "))
    seeds.append(Seed("article", "story.html", STORY_PAGE.encode(), "<"))
    return seeds


def _tables(panel: list[dict[str, str]]) -> list[Seed]:
    """Long and wide tables of a few rows of the panel, as text and as workbooks."""
    rows = [LONG_COLUMNS.split()]
    for row in panel[:40]:
        cells = [row["adcode"], row["indicator"], row["year"], row["value"], row["unit"]]
        rows.append([*cells, "level", "actual", "made of a panel"])
    years = [["area", "2021", "2022", "2023"]]
    years += [[name, f"{n}.5", f"{n + 1}", ""] for n, name in enumerate(AREAS, 20)]
    several = [["地区", "year", "rd_fte (person-years)", "gdp_revised (100m yuan)"]]
    several += [[name, "2022", f"{n}00", f"{n}.25"] for n, name in enumerate(AREAS, 30)]
    seeds = []
    for kind, table, code, unit in (
        (LONG, rows, "", ""),
        (WIDE, years, "rd_expenditure", "100m yuan"),
        (WIDE, several, "", ""),
    ):
        for suffix, delimiter in ((".csv", ","), (".tsv", "\t")):
            content = _text(table, delimiter).encode()
            seeds.append(Seed(kind, f"table{suffix}", content, delimiter, code, unit))
        seeds.append(Seed(kind, "table.xlsx", workbook(table), "", code, unit))
    return seeds


AREAS = ("Hunan", "河南", "420000", "Shaanxi", "Shanxi", "Inner Mongolia", "西藏")


def _text(rows: list[list[str]], delimiter: str) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return out.getvalue()


def workbook(rows: list[list[str]]) -> bytes:
    """A workbook of one sheet; what looks like a decimal is stored as a number."""
    book = Workbook()
    for row in rows:
        book.active.append([_cell(cell) for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(text: str) -> str | float:
    return float(text) if text.count(".") == 1 and text.replace(".", "").isdigit() else text


# --- cells that no table should hold, or that are easily misread
NASTY = (
    *("", " ", "NA", "N/A", "nan", "inf", "-inf", "…", "-", "—", "*", "null", "None", "#REF!"),
    *("1,234", "1.2.3", "1e400", "1e5", "-0", "+5", "00012", ".5", "5.", "0x1F", "1_000", "1 234"),
    *("１２３", "１２３.４", "١٢٣", "१२३", "一百二十", "½", "²", "12万", "12亿元", "12%", "12.5*"),
    *("\0", "1\0002", "\ufeff12", "1\u200b2", "\u202e21", "12\u202c", "\u200f12", "\u2066x\u2069"),
    *("12\u00a0", "\u300012", "\u20071", "−12", "–12", "(12)", "12-", "'12", '"', '""', '"12', "'"),
    *("=HYPERLINK(1)", '=HYPERLINK("http://x","y")', "@SUM(1)", "+1-2", "-1+1", "\t12", "\x1b[31m"),
    *("a" * 5000, "9" * 400, "9" * 140_000, "1" + "0" * 60, "0." + "0" * 50 + "1", "\ud800"),
    *("2022", "2022-13", "430000", "Hunan", "湖南", "Shanxi", "../../x", "<script>", "a;b", "a\nb"),
    *("100m yuan", "yuan", "PCT", "target", "rank", "growth", "M", "range", "over", "nation"),
    *("more than 5 billion yuan", "3-5", "10th", "two", "&amp;", "&#0;", "\u2028", "\x85", "\x0c"),
)
ENCODINGS = ("utf-16", "utf-16-le", "gb18030", "latin-1", "cp1252", "utf-8-sig", "utf-7", "big5")


def _flip(rng: random.Random, content: bytes) -> bytes:
    changed = bytearray(content)
    for _ in range(rng.choice((1, 1, 2, 5))):
        changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
    return bytes(changed)


def _random_bytes(rng: random.Random, content: bytes) -> bytes:
    at = rng.randrange(len(content))
    return content[:at] + rng.randbytes(rng.choice((1, 2, 8, 64))) + content[at:]


def _truncate(rng: random.Random, content: bytes) -> bytes:
    return content[: rng.randrange(len(content))]


def _chunk(rng: random.Random, content: bytes) -> bytes:
    """A piece left out, or told twice."""
    start = rng.randrange(len(content))
    end = min(len(content), start + rng.choice((1, 3, 20, 200)))
    return (
        content[:start] + content[end:] if rng.random() < 0.5 else content[:end] + content[start:]
    )


BYTES = {"bytes flipped": _flip, "bytes put in": _random_bytes, "truncated": _truncate,
         "piece cut or doubled": _chunk}  # fmt: skip


def _lines(rng: random.Random, lines: list[str]) -> list[str]:
    """One line left out, doubled, moved, joined with the next, or an empty one put in."""
    at, other = rng.randrange(len(lines)), rng.randrange(len(lines))
    match rng.randrange(6):
        case 0:
            del lines[at]
        case 1:
            lines.insert(other, lines[at])
        case 2:
            lines[at], lines[other] = lines[other], lines[at]
        case 3:
            lines[at : at + 2] = ["".join(lines[at : at + 2])]
        case 4:
            lines.insert(at, rng.choice(("", " ", ",,,", "\t", "注：x", "指标：y(亿元)", "# x")))
        case _:
            lines[at] = lines[at][: len(lines[at]) // 2]
    return lines


def _columns(rng: random.Random, lines: list[str], delimiter: str) -> list[str]:
    """One column left out, doubled, or changed for another, in all lines."""
    width = max(line.count(delimiter) + 1 for line in lines)
    at, other, what = rng.randrange(width), rng.randrange(width), rng.randrange(3)
    changed = []
    for line in lines:
        cells = line.split(delimiter)
        if max(at, other) < len(cells):
            if what == 0:
                del cells[at]
            elif what == 1:
                cells.insert(other, cells[at])
            else:
                cells[at], cells[other] = cells[other], cells[at]
        changed.append(delimiter.join(cells))
    return changed


def _cells(rng: random.Random, lines: list[str], delimiter: str) -> list[str]:
    """Nasty text for a cell, or within one; one to three of them."""
    for _ in range(rng.choice((1, 1, 1, 3))):
        at = rng.randrange(len(lines))
        cells = lines[at].split(delimiter)
        place, nasty = rng.randrange(len(cells)), rng.choice(NASTY)
        if rng.random() < 0.3:
            nasty = '"' + nasty.replace('"', '""') + '"'
        cut = rng.randrange(len(cells[place]) + 1)
        within = cells[place][:cut] + nasty + cells[place][cut:]
        cells[place] = nasty if rng.random() < 0.7 else within
        lines[at] = delimiter.join(cells)
    return lines


def _swapped(rng: random.Random, lines: list[str], delimiter: str) -> list[str]:
    """Two cells of the table change places."""
    one, two = rng.randrange(len(lines)), rng.randrange(len(lines))
    first, second = lines[one].split(delimiter), lines[two].split(delimiter)
    if one != two:
        a, b = rng.randrange(len(first)), rng.randrange(len(second))
        first[a], second[b] = second[b], first[a]
        lines[one], lines[two] = delimiter.join(first), delimiter.join(second)
    return lines


def _recoded(rng: random.Random, text: str) -> bytes:
    return text.encode(rng.choice(ENCODINGS), errors=rng.choice(("replace", "ignore")))


def _ends(rng: random.Random, text: str) -> bytes:
    """Other line ends throughout, or mixed."""
    ends = ("\r\n", "\r", "\n\n", "\u2028", "\x0b", "\n\r")
    one = rng.choice(ends)
    return "".join(
        line + (one if rng.random() < 0.8 else rng.choice(ends)) for line in text.splitlines()
    ).encode()


def _marks(rng: random.Random, text: str) -> bytes:
    """Invisible signs anywhere."""
    at = rng.randrange(len(text) + 1)
    sign = rng.choice("\u202e\u202d\u2067\u200e\u200f\u061c\u200b\ufeff\u00ad\u2060\x00\x1b\x08")
    return (text[:at] + sign + text[at:]).encode()


def _of_text(seed: Seed) -> dict[str, Callable[[random.Random], bytes]]:
    text = seed.content.decode("utf-8", errors="ignore")
    if "\ufffd" in text or len(text) < len(seed.content) / 4 or not _is_utf8(seed.content):
        text = seed.content.decode("gb18030", errors="replace")
    bare, delimiter = text.removeprefix("\ufeff"), seed.delimiter

    def lines_by(change: Callable, *more: str) -> Callable[[random.Random], bytes]:
        def changed(rng: random.Random) -> bytes:
            out = "\n".join(change(rng, bare.split("\n"), *more))
            return out.encode("utf-8", errors="surrogatepass")

        return changed

    return {
        "line": lines_by(_lines),
        "column": lines_by(_columns, delimiter),
        "nasty cell": lines_by(_cells, delimiter),
        "cells changed": lines_by(_swapped, delimiter),
        "encoding": lambda rng: _recoded(rng, bare),
        "line ends": lambda rng: _ends(rng, bare),
        "invisible sign": lambda rng: _marks(rng, bare),
    }


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


# --- workbooks: their parts are changed within the zip
def _parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return {name: book.read(name) for name in book.namelist()}


def _zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        for name, part in parts.items():
            book.writestr(name, part)
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
CELLS = (
    '<c r="B2"><f>1+1</f><v>2</v></c>', '<c r="B2" t="b"><v>1</v></c>',
    '<c r="B2" t="e"><v>#REF!</v></c>', '<c r="B2" t="d"><v>2022-01-01</v></c>',
    '<c r="B2" t="str"><v>12</v></c>', '<c r="B2" t="inlineStr"><is><t>1,2</t></is></c>',
    '<c r="B2"><v>1e400</v></c>', '<c r="B2"><v>-1e308</v></c>', '<c r="B2"><v>nan</v></c>',
    '<c r="B2"><v>0x10</v></c>', '<c r="B2" t="s"><v>9999</v></c>', '<c r="B2" t="s"><v>x</v></c>',
    '<c r="B2" s="99"><v>1</v></c>', '<c r="ZZ999999"><v>1</v></c>', '<c r="B2"><v>1 2</v></c>',
    '<c r="B2"><v>1234567890.123456789</v></c>', '<c r="B2"><v></v></c>', '<c><v>3</v></c>',
    '<c r="B2"><v>１２</v></c>', '<c r="B2"><v>1_0</v></c>', '<c r="A1"><v>7</v></c>',
)  # fmt: skip


def _xml_cell(rng: random.Random, content: bytes) -> bytes:
    """One cell of the sheet's XML replaced by another, with its own place kept or not."""
    parts = _parts(content)
    pieces = parts[SHEET].decode().split("<c ")
    at = rng.randrange(1, len(pieces))
    rest = pieces[at].partition("</c>")[2] if "</c>" in pieces[at] else ""
    place = pieces[at].partition('r="')[2].partition('"')[0]
    cell = rng.choice(CELLS)
    cell = cell.replace("B2", place) if rng.random() < 0.8 else cell
    parts[SHEET] = ("<c ".join(pieces[:at]) + cell + "<c ".join([rest, *pieces[at + 1 :]])).encode()
    return _zipped(parts)


def _xml_part(rng: random.Random, content: bytes) -> bytes:
    """Bytes of one part changed, so that the zip is whole and the XML is not."""
    parts = _parts(content)
    name = rng.choice(sorted(parts))
    change = rng.choice([_flip, _truncate, _chunk, _random_bytes])
    parts[name] = change(rng, parts[name])
    return _zipped(parts)


def _bomb(rng: random.Random, content: bytes) -> bytes:
    parts = _parts(content)
    match rng.randrange(5):
        case 0:
            parts["xl/media/large.bin"] = bytes(25 * 2**20)
        case 1:
            parts |= {f"xl/many/{n}.xml": b"<x/>" for n in range(600)}
        case 2:  # one long shared text, told by very many cells
            text = "a " * 400_000
            cell = f'<c t="inlineStr"><is><t>{text}</t></is></c>'
            parts[SHEET] = parts[SHEET].replace(b'<row r="2"', f"<row>{cell}</row><row".encode())
        case 3:
            entity = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>'
            parts[SHEET] = entity + parts[SHEET].replace(b"<v>", b"<v>&a;", 1)
        case _:
            rows = "".join(f'<row r="{n}"><c><v>1</v></c></row>' for n in range(9, 110_000))
            parts[SHEET] = parts[SHEET].replace(b"</sheetData>", f"{rows}</sheetData>".encode())
    return _zipped(parts)


def _without(rng: random.Random, content: bytes) -> bytes:
    """A part left out, or two changed for each other."""
    parts = _parts(content)
    one, two = rng.choice(sorted(parts)), rng.choice(sorted(parts))
    if one == two:
        del parts[one]
    else:
        parts[one], parts[two] = parts[two], parts[one]
    return _zipped(parts)


def _merged(rng: random.Random, content: bytes) -> bytes:
    """Cells merged, a sheet more, or a sheet hidden: what a person does in passing."""
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(content))
    sheet = book.active
    row, column = rng.randrange(1, sheet.max_row), rng.randrange(1, sheet.max_column)
    match rng.randrange(4):
        case 0:
            sheet.merge_cells(
                start_row=row, end_row=row + 1, start_column=column, end_column=column
            )
        case 1:
            book.create_sheet("notes", rng.randrange(2)).append(["x", 1])
        case 2:
            sheet.cell(row + 1, column).number_format = rng.choice(
                ("0%", "yyyy-mm-dd", '0"万"', "@")
            )
        case _:
            sheet.insert_rows(row, rng.randrange(1, 3))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _nasty_sheet(rng: random.Random, content: bytes) -> bytes:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import IllegalCharacterError

    book = load_workbook(io.BytesIO(content))
    sheet = book.active
    cell = sheet.cell(rng.randint(1, sheet.max_row), rng.randint(1, sheet.max_column))
    try:
        cell.value = rng.choice(NASTY).replace("\ud800", "?")
    except (IllegalCharacterError, ValueError):
        cell.value = -0.1 + 0.3
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


WORKBOOK = {
    "cell of XML": _xml_cell,
    "part of zip": _xml_part,
    "part missing": _without,
    "bomb": _bomb,
    "merged, sheets, formats": _merged,
    "nasty cell": _nasty_sheet,
}


def _unpacked(rng: random.Random, content: bytes) -> bytes:
    return lzma.compress(_flip(rng, lzma.decompress(content)))


def mutate(seed: Seed, rng: random.Random) -> tuple[str, bytes]:
    """The mutation's name and the spoilt file; equal for an equal state of `rng`."""
    ways: dict[str, Callable[[random.Random], bytes]] = {
        name: lambda rng, change=change: change(rng, seed.content) for name, change in BYTES.items()
    }
    if seed.delimiter:
        ways |= _of_text(seed)
    else:
        more = WORKBOOK if seed.name.endswith(".xlsx") else {"bytes within": _unpacked}
        ways |= {
            name: lambda rng, change=change: change(rng, seed.content)
            for name, change in more.items()
        }
    name = rng.choice(list(ways))
    if name == "bomb" and rng.random() < 0.8:  # they are slow to make
        name = "cell of XML"
    return name, ways[name](rng)
