"""The table of indicators on the real figures, each number worked out again from data/raw."""

from __future__ import annotations

import re

import pytest
from as_shown import body, csv_rows, said, tree
from editions import AREA_SETS, edition, peers_of, table_rows
from raw_figures import (
    GUANGDONG,
    HENAN,
    HUBEI,
    HUNAN,
    NINGXIA,
    ROUTES,
    TIBET,
    UNRANKED,
    XINJIANG,
    intensity,
    number,
    panel,
    provinces,
    rank,
    shown,
)

from helpers.draw.style import area_style
from helpers.report.table import indicator_table

pytestmark = pytest.mark.usefixtures("project_data")


@pytest.mark.parametrize(("areas", "peers", "first"), AREA_SETS)
def test_values_and_ranks_are_those_of_the_raw_figures(areas, peers, first):
    among = peers_of(areas, peers)
    rows = table_rows(edition(areas, peers, first))
    for code, (value, _, _, year) in ROUTES.items():
        having = sum(value(peer, year) is not None for peer in among)
        for area in areas:
            assert rows[code][f"value-{area}"] == shown(code, area, year), (code, area)
            if code in UNRANKED:
                assert rows[code][f"rank-{area}"] == "–"
                continue
            place = str(rank(code, area, year, among))
            place += "" if having == len(among) else f" of {having}"
            assert rows[code][f"rank-{area}"] == place, (code, area)


def test_what_jumps_or_has_no_better_end_has_no_rank():
    rows = table_rows(edition())
    assert {rows[code][f"rank-{area}"] for code in UNRANKED for area in (HUNAN, HENAN, HUBEI)} == {
        "–"
    }
    assert rows["tech_market_sold_three_years"][f"rank-{HUBEI}"] == "3"


def test_a_rank_says_among_how_many_where_some_have_no_figure():
    """Tibet's contracts begin in 2017: three years to 2018 are whole in 30 provinces."""
    code = "tech_market_sold_three_years"
    rows = table_rows(edition((HUNAN, TIBET), last=2018, indicators=(code,)))
    among = [area for area in provinces() if area != TIBET]
    place = rank(code, HUNAN, 2018, tuple(among))
    assert rows[code][f"rank-{HUNAN}"] == f"{place} of 30"
    assert [rows[code][f"{key}-{TIBET}"] for key in ("value", "rank", "change")] == ["–"] * 3


def test_a_year_that_one_lacks_is_told_of_that_one_alone():
    """Sales of new products: Hunan has every year to 2023, Tibet none of 2017 to 2022."""
    code = "hitech_mfg_newproduct_sales"
    having = {area: {year for indicator, one, year in panel() if (indicator, one) == (code, area)}
              for area in (HUNAN, TIBET)}  # fmt: skip
    lacked = {area: set(range(2016, 2024)) - years for area, years in having.items()}
    assert lacked == {HUNAN: set(), TIBET: set(range(2017, 2023))}
    cell = table_rows(edition((HUNAN, TIBET), indicators=(code,)))[code]["indicator"]
    assert cell.endswith("; Tibet: no figure 2017, 2018, 2019, 2020, 2021 and 2022")
    assert cell.count("no figure") == 1


def test_changes_in_the_csv_are_in_the_units_of_its_values():
    """Billion yuan for R&D expenditure, percentage points for an intensity."""
    table = indicator_table(edition((HUNAN,)))
    behind = {row["indicator"]: row for row in csv_rows(table.tables[0]["csv"])}
    for code, first, last in (("rd_expenditure_bulletin", 2012, 2024),
                              ("rd_intensity_revised_gdp", 2012, 2023)):  # fmt: skip
        row = behind[code]
        assert (row["change_since"], row["year"]) == (str(first), str(last))
        if code == "rd_intensity_revised_gdp":
            values = [intensity(HUNAN, year) for year in (first, last)]
            assert row["change_pct"] == ""
        else:
            values = [ROUTES[code][0](HUNAN, year) / 1e9 for year in (first, last)]
            assert float(row["change_pct"]) == pytest.approx(100 * (values[1] / values[0] - 1))
        assert float(row["value"]) == pytest.approx(values[1])
        assert float(row["change"]) == pytest.approx(values[1] - values[0])


def percent(old: float, new: float) -> str:
    grown = 100 * (new / old - 1)
    return f"{'+' if grown > 0 else '−'}{number(abs(grown), 0)}%"


def test_changes_run_from_the_first_year_and_never_over_a_break():
    rows = table_rows(edition())
    since = {
        "rd_expenditure_bulletin": (2012, 2024),
        "rd_fte": (2012, 2023),
        "invention_patents_granted": (2021, 2023),
        "tech_market_sold": (2021, 2024),
        "hte_recognised_in_year": (2018, 2024),
        "hte_recognised_three_years": (2020, 2024),
        "hitech_mfg_revenue": (2018, 2023),
    }
    for code, (first, last) in since.items():
        value = ROUTES[code][0]
        since_words = "2018 to 2020" if code == "hte_recognised_three_years" else str(first)
        assert f"change since {since_words}" in rows[code]["indicator"]
        for area in (HUNAN, HENAN, HUBEI):
            assert rows[code][f"change-{area}"] == percent(value(area, first), value(area, last))
    for area in (HUNAN, HENAN, HUBEI):
        # GDP was revised for 2024: the published intensity has no year before it to go by
        assert rows["rd_intensity_as_published"][f"change-{area}"] == "–"
        points = intensity(area, 2023) - intensity(area, 2012)
        words_ = f"+{number(points, 2)} p.p."
        assert rows["rd_intensity_revised_gdp"][f"change-{area}"] == words_
    assert "new basis from 2024" in rows["rd_intensity_as_published"]["indicator"]
    # a break before the newest one decides nothing that the row shows
    assert "2019" not in rows["rd_intensity_as_published"]["indicator"]
    assert "new basis from 2021" in rows["tech_market_sold"]["indicator"]


def test_windows_that_share_a_year_have_no_change():
    """Whole windows behind the break of 2021 end in 2023 and 2024: both hold 2022 and 2023."""
    rows = table_rows(edition())
    cell = rows["tech_market_sold_three_years"]
    assert [cell[f"change-{area}"] for area in (HUNAN, HENAN, HUBEI)] == ["–"] * 3
    shared = "no change shown between them: they share years"
    alone = f"sums of the new basis alone from 2023; {shared}"
    assert f"new basis from 2021; {alone}" in cell["indicator"]
    assert "change since" not in cell["indicator"]
    single = table_rows(edition())["tech_market_sold"]["indicator"]
    assert "sums of" not in single
    assert "no change" not in single
    code = "tech_market_sold_three_years"
    later = table_rows(edition((HUNAN,), first=2022, indicators=(code,)))[code]["indicator"]
    assert "new basis from" not in later  # and from 2023 on it is of that basis alone
    assert alone in later
    code = "hte_recognised_three_years"
    value = ROUTES[code][0]
    apart = table_rows(edition((HUNAN,), first=2021, indicators=(code,)))[code]
    assert "change since 2019 to 2021" in apart["indicator"]
    assert apart[f"change-{HUNAN}"] == percent(value(HUNAN, 2021), value(HUNAN, 2024))
    shared = table_rows(edition((HUNAN,), first=2022, indicators=(code,)))[code]
    assert shared[f"change-{HUNAN}"] == "–"
    assert "change since" not in shared["indicator"]


def test_a_line_in_the_table_has_its_provinces_own_colour():
    marked = edition()
    markup = tree(indicator_table(marked).html())
    colors = [[path.get("stroke") for path in row.findall(".//{*}path")]
              for row in markup.findall(".//tbody/tr")]  # fmt: skip
    own = [area_style(area, marked.areas).color for area in (HUNAN, HENAN, HUBEI)]
    full = [row for row in colors if len(row) == 3]
    assert len(full) >= 10
    assert all(color in drawn for row in full for drawn, color in zip(row, own, strict=True))


def test_ranks_say_among_whom_they_are():
    def among(*parameters: object) -> str:
        words = " ".join(said(indicator_table(edition(*parameters)).html()).split())
        return words.partition("Ranks are ")[2].partition(", 1 is best")[0]

    assert among() == "among all 31 provinces"
    assert among((HUNAN,), "zone") == "among 6 provinces"  # those of Central China


def test_the_lines_in_the_table_are_cut_at_breaks():
    codes = ("rd_fte", "invention_patents_granted", "tech_market_sold")
    markup = tree(indicator_table(edition((HUNAN,), indicators=codes)).html())
    paths = [path.get("d") for path in markup.findall(".//tbody//{*}path")]
    # one run each of 2012 to 2023; then 2012 to 2020 and 2021 to the newest, twice
    runs = [re.split("[Mm]", path)[1:] for path in paths]
    assert [len(path) for path in runs] == [1, 2, 2]
    assert [_steps(path[0]) for path in runs] == [11, 8, 8]


def _steps(run: str) -> int:
    """Lines of a run of an SVG path: pairs of numbers (l), or single ones (h), behind its start."""
    count = -1
    for kind, numbers in re.findall("([lh]?)([^lh]+)", run):
        found = len(re.findall(r"-?(?:[0-9]+\.?[0-9]*|\.[0-9]+)", numbers))
        count += found if kind == "h" else found // 2
    return count


def test_a_later_first_year_moves_the_change():
    rows = table_rows(edition((XINJIANG,), "zone", 2018))
    spent = [panel()["rd_expenditure_bulletin", XINJIANG, year] for year in (2018, 2024)]
    assert rows["rd_expenditure_bulletin"][f"change-{XINJIANG}"] == percent(*spent)
    assert "change since 2018" in rows["rd_expenditure_bulletin"]["indicator"]
    assert "new basis" not in rows["hitech_mfg_revenue"]["indicator"]
    assert "new basis from 2018" in table_rows(edition())["hitech_mfg_revenue"]["indicator"]


def test_a_fall_has_a_minus_sign():
    rows = table_rows(edition((TIBET,)))
    shares = [
        100 * panel()["rd_src_government", TIBET, year] / panel()["rd_expenditure", TIBET, year]
        for year in (2012, 2023)
    ]
    assert shares[1] < shares[0]
    words_ = f"−{number(shares[0] - shares[1], 1)} p.p."
    assert rows["rd_government_share"][f"change-{TIBET}"] == words_
    bought = [panel()["tech_market_absorbed", TIBET, year] for year in (2021, 2023)]
    assert bought[1] < bought[0]
    assert rows["tech_market_absorbed"][f"change-{TIBET}"] == percent(*bought)


def test_many_times_as_much_is_a_percentage_too():
    rows = table_rows(edition((NINGXIA,)))
    papers = [panel()["sci_papers", NINGXIA, year] for year in (2012, 2022)]
    assert papers == [109, 1619]
    assert rows["sci_papers"][f"change-{NINGXIA}"] == "+1,385%"


def test_a_change_from_fewer_than_ten_is_told_by_its_counts():
    papers = [panel()["sci_papers", TIBET, year] for year in (2012, 2022)]
    assert papers == [3, 188]
    change = table_rows(edition((TIBET,)))["sci_papers"][f"change-{TIBET}"]
    assert change == "from 3 to 188 papers"


def test_unit_year_window_and_gaps_stand_under_the_name():
    rows = table_rows(edition())
    assert "billion yuan, current prices; 2024" in rows["rd_expenditure_bulletin"]["indicator"]
    assert "2022 to 2024" in rows["tech_market_sold_three_years"]["indicator"]
    assert "no figure 2017" in rows["hitech_mfg_revenue"]["indicator"]
    for indicator in edition().indicators:
        assert ("current prices" in rows[indicator.code]["indicator"]) == indicator.money
        assert indicator.display_unit in rows[indicator.code]["indicator"]
        assert re.search(r"20\d\d", rows[indicator.code]["indicator"])


def test_more_than_three_marked_have_value_and_rank_in_one_column_and_no_lines():
    areas = (HUNAN, HENAN, HUBEI, GUANGDONG)
    wide = indicator_table(edition(areas))
    row = {row["indicator"]: row for row in body(wide)}
    code = "rd_intensity_as_published"
    first = next(row[name] for name in row if name.startswith("R&D intensity, as first"))
    for area in areas:
        place = rank(code, area, 2024, provinces())
        assert first[f"both-{area}"] == f"{shown(code, area, 2024)} ({place})"
    assert not tree(wide.html()).findall(".//{*}svg")
    assert "stand in the charts only" in said(wide.html())
    assert "Each trend line" in said(indicator_table(edition()).html())


def test_the_figures_behind_the_table_are_unrounded():
    table = indicator_table(edition())
    rows = {(r["indicator"], r["ref_area"]): r for r in csv_rows(table.tables[0]["csv"])}
    assert len(rows) == 3 * len(edition().indicators)
    for code, (value, scale, _, year) in ROUTES.items():
        row = rows[code, HUNAN]
        assert float(row["value"]) == pytest.approx(value(HUNAN, year) / scale)
        assert row["year"] == str(year)
        assert (row["rank"] == "") == (code in UNRANKED)
        assert row["unit"]
    assert rows["rd_intensity_as_published", HUNAN]["change"] == ""
    assert rows["hte_recognised_three_years", HUNAN]["change_since"] == "2020"


def test_a_missing_course_and_a_missing_figure_are_said():
    table = indicator_table(edition((TIBET,)))
    place = [indicator.code for indicator in edition().indicators].index(
        "hitech_mfg_newproduct_sales"
    )
    label = tree(table.html()).findall(".//tbody/tr")[place].find(".//{*}svg").get("aria-label")
    # 2016 and 2023 are all that there is of Tibet
    assert "2016" in label
    assert "gaps in 2017, 2018, 2019, 2020, 2021, 2022" in label
    assert label.startswith("Tibet, High-tech manufacturing, sales of new products: ")


def test_columns_of_several_units_are_said_to_be_so():
    """Values, and changes in percent or in points: no order holds them together; ranks it does."""
    mixed = {
        column.key.partition("-")[0]: column.mixed for column in indicator_table(edition()).columns
    }
    assert mixed == {
        "indicator": False,
        "value": True,
        "rank": False,
        "change": True,
        "course": False,
    }
