"""A data folder whose every free text tries to be more than text, and its two notebooks."""

from __future__ import annotations

import csv
import hashlib
import io
import shutil
from itertools import count, cycle
from pathlib import Path

from helpers.site.plan import Page

ROOT = Path(__file__).resolve().parent.parent
PAYLOADS = (
    "<script>pwned=1</script>",
    '"><img src=x onerror="pwned=1">',
    "' onmouseover='pwned=1",
    "</title></svg><svg onload=pwned=1>",
    "javascript:pwned=1",
    "]]><iframe srcdoc=x>",
    "{{7*7}}{% raw %}{#",
    "[x](javascript:pwned=1)",
    "![x](http://example.invalid/x.png)",
    "`x` $\\mathrm{} $x^2$ **x**",
    "&amp;&lt;i&gt;&#60;i&#62;",
    "--><style>*{display:none}</style>",
    "url(http://example.invalid/x.png)",
    "=HYPERLINK(1)",
    "مرحبا 5",
)
# all that may stand behind the number of a printed figure: letters
BEHIND_A_NUMBER = "projects مرحبا"
ENDLESS = "long " * 2000  # 10,000 signs
FILE = """raw/story '"><img src=x onerror=pwned=1>.csv"""
NOTEBOOKS = (
    Page(
        """02'"><img src=x onerror=pwned=1>.ipynb""",
        "index.html",
        "Comparison <script>pwned=1</script>",
    ),
    Page("01 <svg onload=pwned=1>.ipynb", "data.html", "\"><img src=x onerror='x'>"),
)

PANEL = "nbs-most-mof_official-panel_2026-11-22.csv"
KEPT_INDICATORS = {
    "rd_expenditure",
    "rd_expenditure_bulletin",
    "rd_intensity_as_published",
    "tech_market_sold",
    "hte_recognised_in_year",
    "population_yearend",
    "invention_patents_granted",
}
FIRST_YEAR = 2020
LEFT_OUT = {  # bureau exports: one is enough, for its notes
    "nbs_portal_local_st_expenditure",
    "nbs_portal_technology_contracts",
    "nbs_portal_patent_applications",
    "nbs_portal_local_budget_expenditure",
    "nbs_portal_patents_granted",
    "nbs_portal_gdp_revised_20_years",
}
Rows = list[dict[str, str]]


class Spoiler:
    """Puts the next payload behind a text; `made` keeps what a page must show."""

    def __init__(self) -> None:
        self._next = cycle(PAYLOADS)
        self._number = count(1)
        self.made: dict[str, list[str]] = {}

    def __call__(self, field: str, text: str, most: int = 100) -> str:
        payload = next(self._next)
        number = f" n{next(self._number)} "  # names must differ
        spoiled = text[: most - len(number) - len(payload)] + number + payload
        if payload.startswith("=") and field != "break":
            spoiled = payload + number + text[: most - len(number) - len(payload)]
        spoiled = " ".join(spoiled.split())
        self.made.setdefault(field, []).append(spoiled)
        return spoiled


def write_hostile(folder: Path) -> dict[str, list[str]]:
    """Data and notebooks under `folder`; gives field -> its texts as they were spoiled."""
    data, spoil = folder / "data", Spoiler()
    shutil.copytree(ROOT / "data" / "reference", data / "reference")
    (data / "raw").mkdir()
    _areas(data, spoil)
    _indicators(data, spoil)
    _by_hand(data, spoil)
    _sources(data, spoil)
    notebooks = folder / "notebooks"
    notebooks.mkdir()
    names = ("02_compare_provinces.ipynb", "01_clean_figures.ipynb")
    for page, name in zip(NOTEBOOKS, names, strict=True):
        shutil.copy(ROOT / "notebooks" / name, notebooks / page.notebook)
    return spoil.made


def read(path: Path) -> Rows:
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def text_of(rows: Rows) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def _write(path: Path, rows: Rows) -> None:
    path.write_text(text_of(rows), encoding="utf-8", newline="")


def _areas(data: Path, spoil: Spoiler) -> None:
    """The old names become spellings, so that raw files still find their areas."""
    areas = read(data / "reference/areas.csv")
    spellings = read(data / "reference/area_spellings.csv")
    known = {row["spelling"].casefold() for row in spellings}
    for row in areas:
        for column in ("name_en", "name_zh", "name_zh_full", "name_pinyin"):
            old = row[column]
            row[column] = spoil(column, old, 40)
            if old.casefold() not in known:
                known.add(old.casefold())
                spellings.append({"spelling": old, "adcode": row["adcode"], "reason": "old"})
        if row["level"] == "province" and row["letters"].startswith("H"):
            row["letters"] = "<b>"
    for row in spellings:
        row["reason"] = spoil("spelling", row["reason"])
    _write(data / "reference/areas.csv", areas)
    _write(data / "reference/area_spellings.csv", spellings)


def _indicators(data: Path, spoil: Spoiler) -> None:
    rows = read(data / "reference/indicators.csv")
    themes: dict[str, str] = {"Stories": "Stories", "Market": "Market"}  # they mean something
    for row in rows:
        for column in ("name_en", "name_zh", "display_unit"):
            row[column] = spoil(column, row[column])
        row["definition"] = spoil("definition", row["definition"], 1900)
        row["publication"] = spoil("publication", row["publication"], 300)
        if row["theme"] not in themes:
            themes[row["theme"]] = spoil("theme", row["theme"])
        row["theme"] = themes[row["theme"]]
        if row["break_years"]:
            row["break_years"] = spoil("break", row["break_years"], 200)
    _write(data / "reference/indicators.csv", rows)


def _by_hand(data: Path, spoil: Spoiler) -> None:
    corrections = read(data / "reference/corrections.csv")
    for row in corrections:
        row["reason"] = spoil("correction", row["reason"], 200)
    _write(data / "reference/corrections.csv", corrections)
    conflicts = [
        row for row in read(data / "reference/conflicts.csv") if "nbs_portal" not in row["obs_ids"]
    ]
    for row in conflicts:
        row["reason"] = spoil("conflict", row["reason"], 300)
    _write(data / "reference/conflicts.csv", conflicts)
    derivations = read(data / "reference/derivations.csv")
    for row in derivations:
        row["note"] = spoil("derivation", row["note"], 300)
    _write(data / "reference/derivations.csv", derivations)


def _sources(data: Path, spoil: Spoiler) -> None:
    panel = [
        row
        for row in read(ROOT / "data/raw" / PANEL)
        if row["indicator"] in KEPT_INDICATORS and int(row["year"]) >= FIRST_YEAR
    ]
    publications = {row["publication"] for row in panel}
    sources = [
        row
        for row in read(ROOT / "data/sources.csv")
        if row["source_id"] not in LEFT_OUT
        and (row["kind"] != "panel" or row["title"] in publications)
    ]
    titles = {}
    for row in sources:
        old = row["title"]
        row["title"] = titles[old] = spoil("title", old, 250)
        for column in ("publisher", "licence", "compilation", "note"):
            row[column] = spoil(column, row[column], 250)
    for row in panel:
        row["name_en"] = row["adcode"]
        row["publication"] = titles[row["publication"]]
    for row in sources:
        old = ROOT / "data" / row["file"]
        if row["kind"] == "panel":
            text = text_of(panel)
        elif row["kind"] == "story":
            text = _story(old, spoil)
        elif row["kind"] == "bureau export":
            note = spoil("bureau", "注：", 200)
            text = old.read_text(encoding="utf-8-sig").replace("注：", f"{note} ")
        else:
            text = old.read_text(encoding="utf-8-sig")
        if row["source_id"] == "henan_daily_2022":
            row["file"] = FILE
        row["sha256"] = hashlib.sha256(text.encode()).hexdigest()
        (data / row["file"]).write_text(text, encoding="utf-8", newline="")
    _write(data / "sources.csv", sources)


def _story(path: Path, spoil: Spoiler) -> str:
    rows = read(path)
    for row in rows:
        row["note"] = spoil("story note", row["note"], 300)
        if row["exclusion"]:
            row["area"] = spoil("story area", row["area"])
            row["as_printed"] = spoil("excluded", row["as_printed"])
            endless = ENDLESS if row["sentence"] == "14" else ""
            row["exclusion"] = spoil("exclusion", f"{row['exclusion']} {endless}", 10_000)
        elif row["figure"] == "1" and row["as_printed"].isdigit():
            row["as_printed"] += f" {BEHIND_A_NUMBER}"
            spoil.made.setdefault("as_printed", []).append(row["as_printed"])
    return text_of(rows)
