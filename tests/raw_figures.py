"""The other route to a number: out of the raw files by csv alone, ranks counted by hand.

A rank is one more than the provinces that stand higher.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent


RAW = ROOT / "data" / "raw"


NINGXIA = "640000"
HUNAN, HENAN, HUBEI, BEIJING, GUANGDONG, TIBET, XINJIANG, NATION = (
    "430000 410000 420000 110000 440000 540000 650000 100000".split()
)


WUHAN, HUANGSHI = "420100", "420200"


CENTRAL = ("140000", "340000", "360000", HENAN, HUBEI, HUNAN)


NAMES = {HUNAN: "Hunan", HENAN: "Henan", HUBEI: "Hubei", BEIJING: "Beijing", TIBET: "Tibet",
         GUANGDONG: "Guangdong", XINJIANG: "Xinjiang", "140000": "Shanxi", "340000": "Anhui",
         "360000": "Jiangxi", "610000": "Shaanxi", "510000": "Sichuan"}  # fmt: skip


SCALES = {"100m yuan": 1e8, "10k persons": 1e4, "million USD": 1e6}


@cache
def panel() -> dict[tuple[str, str, int], float]:
    """(indicator, adcode, year) -> value in base units, as the raw panel prints it."""
    with next(RAW.glob("*official-panel*.csv")).open(encoding="utf-8", newline="") as file:
        return {
            (row["indicator"], row["adcode"], int(row["year"])): float(row["value"])
            * SCALES.get(row["unit"], 1)
            for row in csv.DictReader(file)
        }


@cache
def portal(table: str) -> dict[tuple[str, int], float]:
    """(adcode, year) -> yuan, out of a table saved from the bureau's portal."""
    with (ROOT / "data/reference/areas.csv").open(encoding="utf-8", newline="") as file:
        codes = {row["name_zh_full"]: row["adcode"] for row in csv.DictReader(file)}
    found = {}
    years: list[int] = []
    for line in (RAW / f"{table}_2026-11-22.csv").read_text(encoding="utf-8-sig").splitlines():
        cells = [cell.strip() for cell in line.split(",")]
        if cells[0] == "地区":
            years = [int(cell.removesuffix("年")) for cell in cells[1:] if cell]
        elif years and cells[0] in codes:
            for year, cell in zip(years, cells[1:], strict=False):
                if cell:
                    found[codes[cells[0]], year] = float(cell) * 1e8
    return found


@cache
def provinces() -> tuple[str, ...]:
    return tuple(sorted({area for _, area, _ in panel()} - {NATION}))


def gdp(area: str, year: int) -> float:
    return portal("nbs_gdp-revised")[area, year]


def sold(area: str, year: int) -> float | None:
    """Contracts by the seller's region: the yearbook's, 2024 from the portal only."""
    found = panel().get(("tech_market_sold", area, year))
    return portal("nbs_technology-contracts").get((area, year)) if found is None else found


def intensity(area: str, year: int) -> float:
    return 100 * panel()["rd_expenditure", area, year] / gdp(area, year)


def per_10k(code: str) -> Callable[[str, int], float]:
    def value(area: str, year: int) -> float:
        return panel()[code, area, year] / (panel()["population_yearend", area, year] / 10_000)

    return value


def three_years(value: Callable[[str, int], float | None]) -> Callable[[str, int], float | None]:
    def total(area: str, year: int) -> float | None:
        parts = [value(area, back) for back in (year - 2, year - 1, year)]
        return None if None in parts else sum(parts)

    return total


def of(code: str) -> Callable[[str, int], float | None]:
    return lambda area, year: panel().get((code, area, year))


# of each indicator checked: its value by the other route, scale of display, decimals, newest year
ROUTES = {
    "rd_intensity_as_published": (of("rd_intensity_as_published"), 1, 2, 2024),
    "rd_expenditure_bulletin": (of("rd_expenditure_bulletin"), 1e9, 1, 2024),
    "rd_intensity_revised_gdp": (intensity, 1, 2, 2023),
    "fiscal_exp_scitech": (of("fiscal_exp_scitech"), 1e9, 2, 2023),
    "rd_fte": (of("rd_fte"), 1, 0, 2023),
    "invention_patents_granted": (of("invention_patents_granted"), 1, 0, 2023),
    "invention_patents_granted_per_10k": (per_10k("invention_patents_granted"), 1, 2, 2023),
    "invention_patents_in_force_per_10k": (per_10k("invention_patents_in_force"), 1, 1, 2023),
    "sci_papers": (of("sci_papers"), 1, 0, 2022),
    "tech_market_sold": (sold, 1e9, 1, 2024),
    "tech_market_sold_three_years": (three_years(sold), 1e9, 1, 2024),
    "hte_recognised_in_year": (of("hte_recognised_in_year"), 1, 0, 2024),
    "hte_recognised_three_years": (three_years(of("hte_recognised_in_year")), 1, 0, 2024),
    "hitech_mfg_revenue": (of("hitech_mfg_revenue"), 1e9, 1, 2023),
    "hitech_mfg_newproduct_sales": (of("hitech_mfg_newproduct_sales"), 1e9, 1, 2023),
    "gdp_revised": (gdp, 1e9, 0, 2024),
}


UNRANKED = ("rd_government_share", "tech_market_sold", "tech_market_absorbed", "gdp_revised")


def number(value: float, decimals: int) -> str:
    """A number as people read it: halves away from zero, thousands apart."""
    rounded = Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return f"{rounded:,f}"


def shown(code: str, area: str, year: int) -> str:
    value, scale, decimals, _ = ROUTES[code]
    found = value(area, year)
    if found is None:
        return "–"
    while found and not round(found / scale, decimals):
        decimals += 1  # a small figure does not read as zero
    return number(found / scale, decimals)


def rank(code: str, area: str, year: int, peers: tuple[str, ...]) -> int:
    """One more than the peers that stand higher."""
    value = ROUTES[code][0]
    own = value(area, year)
    return 1 + sum((value(peer, year) or float("-inf")) > own for peer in peers)
