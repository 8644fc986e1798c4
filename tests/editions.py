"""Editions on the project's figures, opened once, and sections that several files of tests read."""

from __future__ import annotations

import csv
import dataclasses
from functools import cache

import pytest
from as_shown import body, csv_rows
from raw_figures import (
    BEIJING,
    GUANGDONG,
    HENAN,
    HUBEI,
    HUNAN,
    RAW,
    ROOT,
    TIBET,
    XINJIANG,
    provinces,
)

from helpers.clean.stage import Cleaned
from helpers.draw.chart import Chart
from helpers.draw.table import Block
from helpers.report import cleaning, comparison, coverage, findings, stories
from helpers.report.beside_record import beside_record
from helpers.report.edition import Edition
from helpers.report.opening import open_edition
from helpers.report.table import indicator_table

TWO = ("rd_expenditure_bulletin", "hte_recognised_three_years")


Choice = str | tuple[str, ...]


def without_figures() -> Edition:
    """An edition that no check would let pass: its years lie behind the record."""
    opened = edition((TIBET,), "all", 2012, 2024, TWO)
    years = {"first_year": 2030, "last_year": 2031}
    return dataclasses.replace(opened, parameters=opened.parameters.model_copy(update=years))


def edition(
    areas: tuple[str, ...] = (HUNAN, HENAN, HUBEI),
    peers: Choice = "all",
    first: int = 2012,
    last: int | str = "newest",
    indicators: Choice = "default",
) -> Edition:
    """The edition of these parameters, opened (once) as a notebook does."""
    return _opened(areas, peers, first, last, indicators)


@cache
def _opened(
    areas: Choice, peers: Choice, first: int, last: int | str, indicators: Choice
) -> Edition:
    areas, peers, indicators = (
        choice if isinstance(choice, str) else list(choice) for choice in (areas, peers, indicators)
    )
    return open_edition(areas, peers, first, last, indicators)


@cache
def sentences(of_edition: Edition) -> list[str]:
    block = findings.findings(of_edition)
    return [row["finding"] for row in csv_rows(block.tables[0]["csv"])]


AREA_SETS = [
    pytest.param((HUNAN, HENAN, HUBEI), "all", 2012, id="published"),
    pytest.param((HUNAN, HENAN, HUBEI), "zone", 2012, id="zone"),
    pytest.param((GUANGDONG, HUNAN), (BEIJING, HUBEI), 2018, id="peers listed, since 2018"),
    pytest.param((TIBET,), "all", 2012, id="Tibet"),
    pytest.param((XINJIANG,), "zone", 2018, id="Xinjiang in its zone"),
]


def peers_of(areas: tuple[str, ...], peers: str | tuple[str, ...]) -> tuple[str, ...]:
    if peers == "all":
        return provinces()
    if peers == "zone":
        with (ROOT / "data/reference/areas.csv").open(encoding="utf-8", newline="") as file:
            rows = [row for row in csv.DictReader(file) if row["level"] == "province"]
        zones = {row["zone"] for row in rows if row["adcode"] in areas}
        return tuple(row["adcode"] for row in rows if row["zone"] in zones)
    return tuple(sorted({*areas, *peers}))


@cache
def table_rows(of_edition: Edition) -> dict[str, dict[str, str]]:
    rows = body(indicator_table(of_edition))
    codes = [indicator.code for indicator in of_edition.indicators]
    return dict(zip(codes, rows, strict=True))


EMPTY = ("rd_expenditure_bulletin", "hte_recognised_three_years",
         "regional_innovation_capability_rank")  # fmt: skip


@cache
def beside() -> Block:
    return comparison.side_by_side(edition(indicators=TWO))


@cache
def more() -> Block:
    """Four further indicators, among few peers so that it is quick."""
    codes = ("rd_intensity_as_published", "fiscal_exp_scitech", "invention_patents_granted",
             "tech_market_sold")  # fmt: skip
    return comparison.side_by_side(edition((HUBEI,), (HUNAN, BEIJING), indicators=codes))


@cache
def against() -> Block:
    return comparison.against_output(edition())


@cache
def recorded() -> Block:
    return beside_record(edition())


@cache
def of_cities() -> Block:
    return stories.cities(edition())


def raw_story(name: str) -> list[dict[str, str]]:
    with next(RAW.glob(f"{name}*.csv")).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def written() -> list[dict[str, str]]:
    with (ROOT / "data/clean/observations.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def cleaned() -> Cleaned:
    return cleaning.clean_again()


@cache
def covered() -> Chart:
    return coverage.coverage(cleaned())
