"""What holds of every section: titles, units, no word of the machine, no markup out of names."""

from __future__ import annotations

import csv
import dataclasses
import io
import re
from collections.abc import Callable, Iterator
from functools import cache

import pandas as pd
import pytest
from as_shown import BAD_WORDS, charts, said, svg_words, tree
from editions import (
    against,
    beside,
    cleaned,
    covered,
    edition,
    more,
    of_cities,
    recorded,
    without_figures,
)
from raw_figures import HENAN, HUBEI, HUNAN, TIBET, panel, provinces

from helpers.clean.stage import Cleaned
from helpers.draw.chart import Chart, csv_text
from helpers.reference import Reference
from helpers.report import (
    checked,
    cleaning,
    cleaning_rows,
    comparison,
    coverage,
    findings,
    sources,
    stories,
)
from helpers.report.beside_record import beside_record
from helpers.report.conflicts import conflicts_within
from helpers.report.edition import Edition
from helpers.report.not_comparable import not_comparable, row_by_row
from helpers.report.table import indicator_table
from helpers.traces import untraced

pytestmark = pytest.mark.usefixtures("project_data")


MONEY = re.compile(r"\byuan\b|US dollars")


def all_charts() -> list[Chart]:
    blocks = (beside(), more(), against(), recorded(), of_cities(),
              stories.only_in_stories(edition()))  # fmt: skip
    found = [chart for block in blocks for chart in charts(block).values()]
    return [*found, covered()]


@cache
def drawn() -> tuple[Chart, ...]:
    return tuple(all_charts())


def test_every_chart_has_title_unit_year_and_source():
    units = {indicator.display_unit for indicator in edition().reference.indicator.values()}
    units |= {"count of 31 provinces"}
    for chart in drawn():
        written_on = svg_words(chart)
        for part in (chart.title, chart.subtitle, chart.source):
            assert untraced(part) in written_on, chart.name
        assert chart.title.strip()
        source = untraced(chart.source)
        assert source.removeprefix("Source: ").strip() not in ("", "none"), chart.name
        assert source.startswith("Source: ")
        assert any(unit in written_on for unit in units), chart.name
        years = re.search(r"20\d\d", chart.subtitle) or "each row says which" in chart.subtitle
        assert years, chart.name
        assert chart.alt
        assert len(chart.data)
    names = [chart.name for chart in drawn()]
    assert len(names) == len(set(names))


def test_a_title_says_what_the_figures_show():
    """With claims, which the build judges; or that the record decides nothing here."""
    for chart in drawn():
        claims = untraced(chart.title) != chart.title
        assert claims or "the official record cannot decide" in chart.title, chart.name
    titles = {chart.name: untraced(chart.title) for chart in drawn()}
    values = {area: panel()["rd_expenditure_bulletin", area, 2024] for area in provinces()}
    order = sorted(values, key=values.get, reverse=True)
    hubei, hunan, henan = (order.index(area) + 1 for area in (HUBEI, HUNAN, HENAN))
    best = f"{values[order[0]] / 1e9:.1f}"
    assert order[0] == "440000"
    assert titles["rd_expenditure_bulletin-provinces"] == (
        f"Guangdong leads with {best} billion yuan; "
        f"Hubei ranks {hubei}, Hunan {hunan} and Henan {henan} of 31"
    )


def test_every_chart_of_money_says_current_prices():
    money = [chart for chart in drawn() if MONEY.search(svg_words(chart))]
    assert len(money) >= 10
    for chart in money:
        assert "current prices" in svg_words(chart), chart.name


def test_every_row_of_unlike_years_says_its_year():
    found = [chart for chart in drawn() if chart.name.startswith("told-")]
    assert {chart.name for chart in found} == {"told-hte_stock-430000", "told-tech_sme-430000"}
    for chart in found:
        for label in chart.data["label"]:
            assert re.search(r"(19|20)\d\d|year not printed", label), label


SECTIONS: dict[str, Callable[[Edition], object]] = {
    "findings": findings.findings,
    "indicator_table": indicator_table,
    "side_by_side": comparison.side_by_side,
    "against_output": comparison.against_output,
    "beside_record": beside_record,
    "only_in_stories": stories.only_in_stories,
    "cities": stories.cities,
    "not_comparable": not_comparable,
    "sources": sources.sources,
    "definitions": sources.definitions,
    "opening": sources.opening,
    "this_edition": sources.this_edition,
    "conflicts": conflicts_within,
}


CLEANING: dict[str, Callable[[Cleaned], object]] = {
    section.__name__: section
    for section in (
        cleaning.summary,
        cleaning.arrived,
        cleaning.bureau_tables,
        cleaning_rows.repaired,
        cleaning_rows.derived,
        cleaning_rows.left_out,
        cleaning.conflicts,
        cleaning_rows.noted,
        coverage.coverage,
        checked.checked,
    )
} | {"not_comparable": row_by_row}


@pytest.mark.parametrize("name", SECTIONS)
@pytest.mark.parametrize(
    "opened",
    [
        pytest.param(
            lambda: edition((TIBET,), indicators=("hitech_mfg_newproduct_sales",)), id="T"
        ),
        pytest.param(lambda: edition((HUBEI,), "zone", 2018, "newest", ("sci_papers",)), id="H"),
        pytest.param(without_figures, id="no figures"),
    ],
)
def test_no_section_shows_a_word_of_the_machine(name, opened):
    shown_here = SECTIONS[name](opened())
    assert not BAD_WORDS.search(said(shown_here.html())), name
    for behind in shown_here.tables:
        assert not BAD_WORDS.search(behind["csv"]), behind["name"]
        assert re.fullmatch(r"[a-z0-9_-]+", behind["name"])


def test_nor_do_the_published_sections():
    blocks = [beside(), more(), against(), recorded(), of_cities(), findings.findings(edition()),
              not_comparable(edition()), sources.sources(edition())]  # fmt: skip
    for block in blocks:
        found = BAD_WORDS.search(said(block.html()))
        assert not found, found
        for behind in block.tables:
            assert not BAD_WORDS.search(behind["csv"]), behind["name"]


@pytest.mark.parametrize("name", [name for name in CLEANING if name != "coverage"])
def test_nor_does_the_cleaning(name):
    assert not BAD_WORDS.search(said(CLEANING[name](cleaned()).html()))


def test_the_bad_words_are_seen_where_they_stand():
    for bad in ("nan", "a NaN b", "None", "-0", "−0.0", "−0.000%", "(-0)", "<NA>"):
        assert BAD_WORDS.search(bad), bad
    for good in ("nano", "none", "−0.25", "2022-01", "10-20", "-0.5", "−1", "Henan", "0-1"):
        assert not BAD_WORDS.search(good), good


SCRIPT = "<script>alert(1)</script>&\"'"


FORMULA = "=HYPERLINK(1)"


def hostile_reference(reference: Reference, evil: str) -> Reference:
    """Every name that people write, spoiled."""
    areas = reference.areas.assign(name_en=evil + reference.areas["name_en"])
    changed = {
        "areas": areas.assign(letters=evil[:3] + areas["letters"]),
        "indicators": reference.indicators.assign(
            **{
                column: evil + reference.indicators[column]
                for column in ("name_en", "name_zh", "theme", "display_unit", "definition",
                               "publication")
            }
        ),
        "corrections": reference.corrections.assign(reason=evil, as_received=evil, corrected=evil),
        "conflicts": reference.conflicts.assign(reason=evil),
        "sources": reference.sources.assign(
            **{
                column: evil + reference.sources[column]
                for column in ("title", "publisher", "note", "licence", "compilation")
            }
        ),
    }  # fmt: skip
    return dataclasses.replace(reference, **changed)


def hostile_rows(observations: pd.DataFrame, evil: str) -> pd.DataFrame:
    """What stories printed and what was noted, spoiled."""
    return observations.assign(
        as_printed=evil + observations["as_printed"], note=evil + observations["note"]
    )


@cache
def hostile(evil: str) -> Edition:
    opened = edition((HUNAN, HUBEI), (HENAN, TIBET), indicators=("gdp_per_head",))
    return dataclasses.replace(
        opened,
        reference=hostile_reference(opened.reference, evil),
        observations=hostile_rows(opened.observations, evil),
    )


@cache
def hostile_cleaned(evil: str) -> Cleaned:
    own = cleaned()
    return dataclasses.replace(
        own,
        reference=hostile_reference(own.reference, evil),
        observations=hostile_rows(own.observations, evil),
        exclusions=own.exclusions.map(lambda cell: evil + cell),
        exports={
            source: dataclasses.replace(
                export, indicator_line=evil, notes=[evil, *export.notes]
            )
            for source, export in own.exports.items()
        },
    )  # fmt: skip


def hostile_sections(evil: str) -> Iterator[tuple[str, object]]:
    for name, section in SECTIONS.items():
        yield name, section(hostile(evil))
    for name, section in CLEANING.items():
        yield name, section(hostile_cleaned(evil))


def test_no_name_becomes_markup_in_any_section():
    met = set()
    for name, shown_here in hostile_sections(SCRIPT):
        markup = shown_here.html()
        assert "<script" not in markup, name
        assert not tree(markup).findall(".//{*}script"), name
        if "alert(1)" in said(markup):
            met.add(name)
    # each section did show a hostile name, as words; the counts and years name nobody
    assert met >= {*SECTIONS, *CLEANING} - {"summary", "this_edition"}


def test_no_text_becomes_a_formula_in_any_csv():
    met = 0
    for name, shown_here in hostile_sections(FORMULA):
        behind = shown_here.tables if not isinstance(shown_here, Chart) else [
            {"name": shown_here.name, "csv": csv_text(shown_here.data)}
        ]  # fmt: skip
        for table in behind:
            for row in csv.reader(io.StringIO(table["csv"])):
                assert not any(cell.startswith(("=", "@")) for cell in row), (name, table["name"])
                met += sum(cell.startswith(f"'{FORMULA}") for cell in row)
    assert met > 1000
