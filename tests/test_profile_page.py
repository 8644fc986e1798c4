"""The profile pages: each page's data are its own, and every number is found again by hand.

The notebook's cells are run as they stand, with another area. The other route to each number is
data/clean/observations.csv read by csv alone; ranks are counted: one more than stand higher.
"""

from __future__ import annotations

import csv
import io
import re
import statistics
from collections.abc import Iterator
from functools import cache
from html import unescape
from pathlib import Path

import pytest
from executed import shown_by

from helpers.data_folder import VARIABLE as DATA
from helpers.draw.table import Block
from helpers.faults import FaultsFound
from helpers.report import profile_stories
from helpers.report.profile_composition import composition
from helpers.report.profile_opening import opening
from helpers.report.profile_page import open_profile
from helpers.report.profile_peers import coverage, neighbours
from helpers.report.profile_standing import standing
from helpers.report.profile_strengths import strengths
from helpers.report.profile_trends import trends

ROOT = Path(__file__).parent.parent
NOTEBOOK = ROOT / "notebooks" / "05_profile_area.ipynb"
HUNAN, TIBET, BEIJING, JILIN = "430000 540000 110000 220000".split()
WUHAN, HUANGSHI, HUBEI = "420100", "420200", "420000"
PROVINCES_SEEN, CITIES = (HUNAN, TIBET, BEIJING, JILIN), (WUHAN, HUANGSHI)
BAD_WORDS = re.compile(r"\b(?:nan|NaN|None|NaT|inf)\b|<NA>")
# code -> numerator, denominator, factor: written down here again
RATES = {
    "rd_intensity_revised_gdp": ("rd_expenditure", "gdp_revised", 100),
    "scitech_budget_share": ("fiscal_exp_scitech", "fiscal_exp_total", 100),
    "rd_fte_per_10k": ("rd_fte", "population_yearend", 10_000),
    "sci_papers_per_10k": ("sci_papers", "population_yearend", 10_000),
    "invention_patents_granted_per_10k": ("invention_patents_granted", "population_yearend", 1e4),
    "invention_patents_in_force_per_10k": ("invention_patents_in_force", "population_yearend", 1e4),
    "hitech_mfg_revenue_to_gdp": ("hitech_mfg_revenue", "gdp_revised", 100),
    "hitech_mfg_newproduct_share": ("hitech_mfg_newproduct_sales", "hitech_mfg_revenue", 100),
    "hitech_mfg_rd_to_revenue": ("hitech_mfg_rd_internal", "hitech_mfg_revenue", 100),
}
SCALES = {"CNY": 1e9, "people": 1e6}


def read(block: Block) -> str:
    """A block's HTML as a reader sees it: the marks that say where a number comes from are gone."""
    return re.sub("</?span[^>]*>", "", block.html())


@pytest.fixture(scope="module", autouse=True)
def project_data() -> Iterator[None]:
    """The project's data, from wherever the tests are started."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(DATA, str(ROOT / "data"))
        yield


# ----------------------------------------------------------------------- the page of the notebook


@cache
def page(area: str) -> tuple:
    """What the notebook's cells show for one area, in order."""
    return tuple(shown for _, shown in shown_by(NOTEBOOK.stem, area))


SHARED = ("area_all_standing-inputs", "area_all_standing-outputs")  # of what every page draws


@cache
def html(area: str) -> str:
    return "\n".join(piece.html() for piece in page(area))


@cache
def tables(area: str) -> dict[str, tuple[dict[str, str], ...]]:
    """Name -> rows of every table and chart of a page."""
    found = {}
    for piece in page(area):
        for table in piece.tables:
            assert table["name"] not in found
            found[table["name"]] = tuple(csv.DictReader(io.StringIO(table["csv"])))
    return found


def titles(area: str) -> list[str]:
    """Captions of tables and titles of charts, without what they claim."""
    text = re.sub(r"<span data-claim[^>]*>|</span>", "", html(area))
    return re.findall(r"<caption>(.*?)</caption>", text) + re.findall(
        r'<p class="chart-title"[^>]*>(.*?)</p>', text
    )


# -------------------------------------------------------------------------------- the other route


@cache
def rows() -> tuple[dict[str, str], ...]:
    with (ROOT / "data/clean/observations.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def levels() -> dict[tuple[str, str, int], float]:
    return {
        (row["indicator"], row["ref_area"], int(row["time_period"])): float(row["obs_value"])
        for row in rows()
        if row["measure"] == "level"
        and row["obs_status"] == "actual"
        and not row["repeats"]
        and row["comparable"] == "yes"
        and len(row["time_period"]) == 4
    }


@cache
def areas() -> dict[str, dict[str, str]]:
    with (ROOT / "data/reference/areas.csv").open(encoding="utf-8", newline="") as file:
        return {row["adcode"]: row for row in csv.DictReader(file)}


def provinces() -> list[str]:
    return [code for code, row in areas().items() if row["level"] == "province"]


def rate(code: str, area: str, year: int) -> float | None:
    above, below, factor = RATES[code]
    values = [levels().get((part, area, year)) for part in (above, below)]
    return None if None in values else values[0] / values[1] * factor


def newest(code: str) -> int:
    return max(
        year
        for year in range(2012, 2025)
        if sum(rate(code, area, year) is not None for area in provinces()) > 15
    )


def counted_rank(code: str, area: str, year: int, among: list[str]) -> tuple[int, int] | None:
    own = rate(code, area, year)
    if own is None:
        return None
    known = [value for one in among if (value := rate(code, one, year)) is not None]
    return 1 + sum(value > own for value in known), len(known)


# ------------------------------------------------------------------ each page's data are its own


@pytest.mark.parametrize("area", [*PROVINCES_SEEN, *CITIES])
class TestOwn:
    def test_every_table_is_named_for_the_area_and_carries_it(self, area):
        assert tables(area)
        for name, lines in tables(area).items():
            if name in SHARED:
                continue
            assert name.startswith(f"area_{area}_"), name
            if "role" in lines[0]:
                own = {line["area"] for line in lines if line["role"] == "own"}
            else:
                own = {line.get("profile_of", line.get("ref_area")) for line in lines}
            assert own == {area}, name

    def test_no_row_is_of_another_area_but_where_others_are_named(self, area):
        for name, lines in tables(area).items():
            found = {line["ref_area"] for line in lines if "ref_area" in line}
            assert found <= {area}, name

    def test_every_title_names_the_area_and_no_other(self, area):
        own = areas()[area]["name_en"]
        others = {row["name_en"] for row in areas().values()} - {own, "China"}
        assert len(titles(area)) >= 3
        for title in titles(area):
            assert title.startswith(f"{own}: "), title
            assert not any(re.search(rf"\b{other}\b", title) for other in others), title
        assert re.search(rf'<h1 data-area="{area}" id="[^"]*">{own} ', html(area))
        assert areas()[area]["name_zh"] in html(area)

    def test_every_id_but_those_of_headings_is_of_the_area(self, area):
        below = re.sub(r"<h[1-3][^>]*>", "", html(area))
        for anchor in re.findall(r'\bid="([^"]*)"', below):
            assert anchor.startswith(f"area_{area}_"), anchor

    def test_figures_lie_one_folder_up_and_every_one_is_given(self, area):
        links = re.findall(r'href="([^"]*\.csv)"', html(area))
        assert {link.removeprefix("../data/").removesuffix(".csv") for link in links} == set(
            tables(area)
        )

    def test_nothing_shows_what_is_no_number(self, area):
        assert not BAD_WORDS.search(re.sub(r"<[^>]*>", " ", html(area)))

    def test_links_lead_to_pages_beside_or_above(self, area):
        pages = set(re.findall(r'href="([^"]*\.html)"', html(area)))
        beside = {link for link in pages if not link.startswith("../")}
        assert pages - beside <= {"../index.html", "../targets.html", "../data.html"}
        assert {link.removesuffix(".html") for link in beside} <= set(provinces())
        assert f"{area}.html" not in beside

    def test_its_parameters_stand_on_it(self, area):
        told = {row["parameter"]: row["value"] for row in tables(area)[f"area_{area}_parameters"]}
        assert told["area"] == f"{area} {areas()[area]['name_en']}"
        assert told["years"].startswith("2012 to 2024")


def test_two_pages_share_no_table_but_where_all_provinces_stand():
    names = [name for area in (*PROVINCES_SEEN, *CITIES) for name in tables(area)]
    own = [name for name in names if name not in SHARED]
    assert len(own) == len(set(own))
    for name in SHARED:
        shared = [tables(area)[name] for area in PROVINCES_SEEN]
        assert all(table == shared[0] for table in shared)
        assert f'href="../data/{name}.csv"' in html("430000")


# ------------------------------------------------------------------------------ the numbers on it


@pytest.mark.parametrize("area", PROVINCES_SEEN)
def test_printed_values_are_the_observations(area):
    lines = {row["indicator"]: row for row in tables(area)[f"area_{area}_indicators"]}
    assert len(lines) == 26  # the default 22, and four rates that are ranked on the page besides
    assert lines.keys() >= set(RATES)
    checked = 0
    for code, row in lines.items():
        found = levels().get((code, area, int(row["year"])))
        if found is not None:
            scale = {"billion yuan": 1e9}.get(row["unit"], 1)
            assert float(row["value"]) * scale == pytest.approx(found)
            checked += 1
    assert checked == 12  # the printed indicators of the default 22


@pytest.mark.parametrize("area", PROVINCES_SEEN)
@pytest.mark.parametrize("code", sorted(RATES))
def test_rates_and_ranks_by_hand(area, code):
    year = newest(code)
    marks = [row for name in SHARED for row in tables(area)[name] if row["indicator"] == code]
    assert {row["year"] for row in marks} == {str(year)}
    assert len(marks) == len({row["area"] for row in marks})
    shown = {row["area"]: float(row["value"]) for row in marks
             if row["area"] not in ("", "100000")}  # fmt: skip
    assert shown[area] == pytest.approx(rate(code, area, year))
    assert shown == pytest.approx(
        {one: value for one in provinces() if (value := rate(code, one, year)) is not None}
    )
    (median,) = [float(row["value"]) for row in marks if row["area"] == ""]
    assert median == pytest.approx(statistics.median(shown.values()))
    rank = counted_rank(code, area, year, provinces())
    words = re.sub(r"<[^>]*>", "|", re.sub("</?tspan[^>]*>", "", html(area)))
    assert f"rank {rank[0]} of {rank[1]}" in words


@pytest.mark.parametrize("area", PROVINCES_SEEN)
def test_ranks_among_peers_by_hand(area):
    zone = [one for one in provinces() if areas()[one]["zone"] == areas()[area]["zone"]]
    people = {one: levels()["population_yearend", one, 2023] for one in provinces()}
    near = sorted(
        (one for one in provinces() if one != area),
        key=lambda one: max(people[one] / people[area], people[area] / people[one]),
    )[:5]
    for row in tables(area)[f"area_{area}_indicators"]:
        if row["indicator"] not in RATES:
            continue
        year = int(row["year"])
        for name, among in (("", provinces()), ("zone_", zone), ("size_", [area, *near])):
            found = (
                int(row[f"{name}rank"]),
                int(row[f"{name}rank_of" if not name else f"{name}of"]),
            )
            assert found == counted_rank(row["indicator"], area, year, among)


@pytest.mark.parametrize("area", PROVINCES_SEEN)
def test_strengths_and_weaknesses_by_hand(area):
    expected = {}
    for code in RATES:
        year = newest(code)
        ranks = [counted_rank(code, area, past, provinces()) for past in range(year - 2, year + 1)]
        if None in ranks:
            expected[code] = ""
        elif all(rank <= of // 4 for rank, of in ranks):
            expected[code] = "strength"
        elif all(rank > of - of // 4 for rank, of in ranks):  # no two provinces tie here
            expected[code] = "weakness"
        else:
            expected[code] = ""
    told = {row["indicator"]: row["verdict"] for row in tables(area)[f"area_{area}_strengths"]}
    assert told == expected


def test_the_strengths_told_are_those_of_the_pages():
    words = read(strengths(opened(TIBET)))
    assert "<strong>Strengths</strong> (0 rates of 9): none by this rule." in words
    assert "<strong>Weaknesses</strong> (7 rates of 9): " in words
    assert "A quarter is here 7 of 31 provinces." in words
    assert "(0 rates of 9): none by this rule." in read(strengths(opened(HUNAN)))


def test_a_dash_is_explained_where_one_stands():
    """Tibet has no figure of a rate's newest three years (its row decides nothing); Hunan has all.
    Beside no leader: what has no better end, and contracts, in every province."""
    dash, empty = "A dash: no figure, which decides against both.", re.compile(r"<td[^>]*>–</td>")
    for area, there in ((TIBET, True), (HUNAN, False)):
        words = read(strengths(opened(area)))
        assert (dash in words, bool(empty.search(words))) == (there, there)
        assert "has no rank and no leader: a dash." in read(standing(opened(area)))


def test_a_high_share_of_basic_research_is_no_merit():
    """Tibet's is the highest, as its firms do little: shown, and neither ranked nor judged."""
    (row,) = [row for row in tables(TIBET)[f"area_{TIBET}_indicators"]
              if row["indicator"] == "basic_research_share"]  # fmt: skip
    assert float(row["value"]) == pytest.approx(26.65, abs=0.05)
    assert (row["rank"], row["zone_rank"], row["size_rank"]) == ("", "", "")
    assert "basic research" not in read(strengths(opened(TIBET)))


@pytest.mark.parametrize("area", [HUNAN, TIBET])
def test_neighbours_by_hand(area):
    places: dict[str, dict[str, float]] = {one: {} for one in provinces()}
    for code in RATES:
        year = newest(code)
        known = {one: value for one in provinces() if (value := rate(code, one, year)) is not None}
        for one, value in known.items():
            below = sum(other < value for other in known.values())
            places[one][code] = 100 * below / (len(known) - 1)
    distance = {
        one: statistics.mean(abs(places[one][code] - places[area][code]) for code in RATES)
        for one in provinces()
        if one != area
    }
    nearest = sorted(distance, key=distance.get)[:5]
    lines = tables(area)[f"area_{area}_neighbours"]
    assert list(dict.fromkeys(row["neighbour"] for row in lines)) == nearest
    for row in lines:
        one = row["neighbour"]
        assert float(row["distance"]) == pytest.approx(distance[one])
        apart = places[one][row["indicator"]] - places[area][row["indicator"]]
        assert float(row["difference_of_places"]) == pytest.approx(apart, rel=1e-9, abs=1e-9)
    for one, cells in zip(nearest, neighbour_cells(area), strict=True):
        assert cells[0] == areas()[one]["name_en"]
        apart = {code: places[one][code] - places[area][code] for code in RATES}
        named = {code: name for code, name in rate_names().items() if code in apart}
        alike = {code for code, name in named.items() if name in cells[3].split("; ")}
        differ = {code: words for code, name in named.items() for words in cells[4].split("; ")
                  if words.startswith(f"{name} (")}  # fmt: skip
        assert len(alike) == len(differ) == 2
        by_far = sorted(abs(value) for value in apart.values())
        # equal distances may differ in their last bit: 60 - 53.3… is not 20 - 13.3…
        for codes, ends in ((alike, by_far[:2]), (differ, by_far[-2:])):
            found = sorted(abs(apart[code]) for code in codes)
            assert found == pytest.approx(ends, rel=1e-9, abs=1e-9)
        for code, words in differ.items():
            way = "higher" if apart[code] > 0 else "lower"
            told = float(re.search(r"\((\d+) " + way + r"\)$", words)[1])
            assert told == pytest.approx(abs(apart[code]), abs=0.5 + 1e-9)


def rate_names() -> dict[str, str]:
    """Code -> name as a cell of a table has it, in small letters."""
    with (ROOT / "data/reference/indicators.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["name_en"].casefold() for row in csv.DictReader(file)}


def neighbour_cells(area: str) -> list[list[str]]:
    """The cells of the table of the provinces most like one, a row each."""
    text = neighbours(opened(area)).html()
    body = text[text.index("<tbody>") : text.index("</tbody>")]
    rows = [re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row) for row in body.split("<tr>")[1:]]
    bare = [[unescape(re.sub(r"<[^>]+>", "", cell)) for cell in row] for row in rows]
    return [[row[0], *(cell.casefold() for cell in row[1:])] for row in bare]


@pytest.mark.parametrize("area", PROVINCES_SEEN)
def test_composition_by_hand(area):
    for which in ("kind", "funds"):
        lines = tables(area)[f"area_{area}_rd-by-{which}"]
        for row in lines:
            year = int(row["year"])
            total = levels()["rd_expenditure", area, year]
            if row["part"] != "rest":
                assert float(row["value"]) * 1e9 == pytest.approx(levels()[row["part"], area, year])
            assert float(row["share"]) == pytest.approx(100 * float(row["value"]) * 1e9 / total)
        for year in {row["year"] for row in lines}:
            whole = sum(float(row["share"]) for row in lines if row["year"] == year)
            assert whole == pytest.approx(100, abs=0.2)
    assert "current prices" in composition(opened(area)).html()


def test_beijing_has_no_bar_where_a_part_is_missing():
    years = {row["year"] for row in tables(BEIJING)[f"area_{BEIJING}_rd-by-funds"]}
    assert years == {str(year) for year in range(2013, 2024)}  # enterprises are missing in 2012


@pytest.mark.parametrize("area", PROVINCES_SEEN)
def test_trends_and_changes_by_hand(area):
    lines = [row for group in ("inputs", "outputs")
             for row in tables(area)[f"area_{area}_trends-{group}"]]  # fmt: skip
    zone = [one for one in provinces() if areas()[one]["zone"] == areas()[area]["zone"]]
    for code in RATES:
        own = {int(row["year"]): float(row["value"]) for row in lines
               if row["indicator"] == code and row["value"]}  # fmt: skip
        assert own == pytest.approx(
            {year: value for year in range(2012, 2025)
             if (value := rate(code, area, year)) is not None}
        )  # fmt: skip
        nation = {int(row["year"]): float(row["nation"]) for row in lines
                  if row["indicator"] == code and row["nation"]}  # fmt: skip
        assert nation == pytest.approx({year: rate(code, "100000", year) for year in nation})
        for column, among in (("peers_median", provinces()), ("zone_median", zone)):
            medians = {int(row["year"]): float(row[column]) for row in lines
                       if row["indicator"] == code and row[column]}  # fmt: skip
            assert medians
            for year, median in medians.items():
                known = [v for one in among if (v := rate(code, one, year)) is not None]
                assert median == pytest.approx(statistics.median(known))
    changes = tables(area)[f"area_{area}_changes"]
    drawn = {(row["indicator"], row["year"]): row for row in lines}
    for first, last in zip(changes[::2], changes[1::2], strict=True):
        assert first["indicator"] == last["indicator"]
        for row in (first, last):
            assert row["ref_area"] == area
            if row["indicator"] in RATES:
                mine = rate(row["indicator"], area, int(row["year"]))
                assert float(row["value"]) == pytest.approx(mine)
            assert row == drawn[row["indicator"], row["year"]]
        if first["indicator"] in RATES:
            broken = {"invention_patents_granted_per_10k": 2021}.get(first["indicator"])
            broken = 2018 if first["indicator"].startswith("hitech") else broken
            assert int(first["year"]) == (broken or 2012)


def test_a_change_across_a_break_is_not_shown():
    words = re.sub("<[^>]+>", "", trends(opened(TIBET)).html())
    assert "no two figures since the break of 2018" in words  # one figure, of 2023
    assert "no two figures since the break of 2024" in words  # intensity as first published


def test_a_panel_that_the_title_does_not_count_is_named():
    """Of Tibet's new products the record has, from the break of 2018 on, 2023 alone."""
    held = [year for year in range(2018, 2025)
            if ("hitech_mfg_newproduct_sales", TIBET, year) in levels()]  # fmt: skip
    assert held == [2023]
    said = "Not counted in the title, for want of two figures on one basis: "

    def told(area: str) -> str:
        return " ".join(re.sub("<[^>]+>", " ", trends(opened(area)).html()).split())

    assert told(TIBET).count(said) == 1
    knowledge = told(TIBET).split("rates of knowledge and industry")[1]
    assert f"{said}Share of new products, high-tech manufacturing. Source:" in knowledge
    assert said not in told(HUNAN)


def test_figures_of_stories_are_counted_as_printed_or_computed_and_each_once():
    """By hand, in data/clean/observations.csv: Hunan's stories print 62 figures; 6 say another
    story's figure again; of 5 that repeat the record (2.23%, 13th, three times 8th) 3 are kept."""
    told = [row for row in rows() if row["ref_area"] == HUNAN and row["source_id"]
            in ("changsha_evening_news_2023", "huasheng_online_2023")]  # fmt: skip
    computed = [row for row in told if row["derived_from"]]
    shown = tables(HUNAN)[f"area_{HUNAN}_stories"]
    assert (len(shown), len(computed), len({row["obs_id"] for row in shown})) == (60, 6, 60)
    places = [(row["as_printed"], row["outcome"]) for row in shown
              if row["indicator"] == "regional_innovation_capability_rank"]  # fmt: skip
    assert sorted(places) == [("11th", ""), ("13th", "equal"), ("8th", "equal")]
    assert ("2.23%", "equal") in [(row["as_printed"], row["outcome"]) for row in shown]
    words = re.sub(r"<[^>]*>", "", html(HUNAN))
    assert "54 figures of Hunan as news stories print them, and 6 computed" in words
    assert "Together they are 34 results, 14 targets and 12 plans" in words
    assert "21 targets, plans and expected values of Hunan" in words
    assert ("The table above has 26 such rows: besides these, 4 levels computed from them and 1 "
            "that another sentence prints in conflicting words.") in words  # fmt: skip


def test_a_change_from_fewer_than_ten_is_told_by_its_counts():
    counts = [levels()["sci_papers", TIBET, year] for year in (2012, 2022)]
    assert counts == [3, 188]
    words = read(trends(opened(TIBET)))
    assert "from 3 to 188 papers" in words
    assert "%" not in words.split("SCI papers per 10,000 people")[-1].split("from 3")[0]
    assert "From fewer than ten the two counts stand" in words
    assert "the two counts stand" not in read(trends(opened(HUNAN)))


# ---------------------------------------------------------------------------------------- stories


@pytest.mark.parametrize("area", [HUNAN, "410000", *CITIES])
def test_the_stories_table_holds_each_figure_once(area):
    with (ROOT / "data/sources.csv").open(encoding="utf-8", newline="") as file:
        stories = {row["source_id"] for row in csv.DictReader(file) if row["kind"] == "story"}
    theirs = [row for row in rows() if row["source_id"] in stories]
    known = {row["obs_id"] for row in theirs}  # what repeats one of these stands there already
    first: dict[str, dict[str, str]] = {}
    for row in theirs:
        if row["ref_area"] == area and row["repeats"] not in known:
            first.setdefault(row["repeats"] or row["obs_id"], row)
    expected = {
        row["obs_id"]: (float(row["obs_value"]), row["obs_status"], row["as_printed"])
        for row in first.values()
    }
    told = {
        row["obs_id"]: (float(row["obs_value"]), row["obs_status"], row["as_printed"])
        for row in tables(area)[f"area_{area}_stories"]
    }
    assert told == expected
    words = re.sub(r' data-claim="[^"]*"', "", html(area))
    for status in ("target", "plan"):  # as on every page
        number = sum(kind == status for _, kind, _ in expected.values())
        assert words.count(f"<td>{status}</td>") == number


def test_a_province_without_stories_says_so_in_one_sentence():
    assert "No news story at hand prints a figure of Tibet." in html(TIBET)
    assert not any("stories" in name for name in tables(TIBET))


# ----------------------------------------------------------------------------------------- cities


@pytest.mark.parametrize("area", CITIES)
def test_a_city_gets_what_its_figures_allow(area):
    words = html(area)
    behind = ("stories", "promises", "timeline", "sources", "parameters")
    assert set(tables(area)) == {f"area_{area}_{name}" for name in behind}
    assert words.count('<figure id="') == 1  # its promises alone are drawn, nothing beside others
    assert f'<a href="{HUBEI}.html">Hubei</a>' in words
    assert "has no official series, rank" in words
    assert not re.search(r"rank \d+ of \d+", words)


# ------------------------------------------------------------------------- words, limits, refusals


@cache
def opened(area: str, peers: str = "all", first: int = 2012, indicators: tuple = ()):
    return open_profile(area, peers, first, "newest", list(indicators) or "default")


def test_the_lead_of_hunan():
    words = re.sub(r"<[^>]*>", "", opening(opened(HUNAN)).html())
    # best: 3rd on the share of new products; worst: 18th on high-tech revenue to GDP (see above)
    assert words.startswith(
        "Hunan 湖南Hunan is a province in China&#x27;s centre, with 65.68 million people at the "
        "end of 2023; its GDP per head, computed here on year-end residents, was 77.1 thousand "
        "yuan in 2023 (current prices). Of 9 "
        "rates compared here (figures that do not grow with size; GDP per head, as context, is not "
        "among them) it ranks highest on "
    )
    assert "highest on share of new products, high-tech manufacturing (3 of 31" in words
    assert "lowest on high-tech manufacturing revenue, to GDP (18 of 31" in words
    # 22 by default and four rates more, counted in indicators.csv: the rates judged that are not
    # chosen for the comparison
    assert "in the newest year of every indicator shown (26)." in words
    rows = standing(opened(HUNAN)).tables[-1]["csv"], coverage(opened(HUNAN)).tables[0]["csv"]
    assert [len(list(csv.DictReader(io.StringIO(table)))) for table in rows] == [26, 26]


@pytest.mark.parametrize(
    ("area", "kind"), [(BEIJING, "a municipality"), (TIBET, "an autonomous region")]
)
def test_what_an_area_is(area, kind):
    assert f"is {kind} in China" in opening(opened(area)).html()


def test_small_figures_do_not_read_as_zero():
    cells = re.findall(r'<td class="num[^>]*>([^<]*)</td>', read(standing(opened(TIBET))))
    assert len(cells) > 20
    assert "0.0" not in cells


def test_gaps_of_tibet_are_listed():
    words = read(coverage(opened(TIBET)))
    assert "before 2016, 2017 to 2022, after 2023" in words  # sales of new products
    assert "2017 to 2024 (8)" in words  # contracts begin in 2017
    # what has its first or its last year lacks nothing before or after it
    assert "before 2012" not in words
    assert "after 2024" not in words


NATION_SAID = {"yes": "given", "no": "none", "sum of local budgets": "sum of local budgets",
               "wider than the 31": "of more than the 31 provinces"}  # fmt: skip


SUMS = "from here the sums lie wholly after the change"


@pytest.mark.parametrize("area", [HUNAN, TIBET])
def test_what_is_covered_by_hand(area):
    """Years, breaks within them and the national row as the record and indicators.csv have them."""
    with (ROOT / "data/reference/indicators.csv").open(encoding="utf-8", newline="") as file:
        about = {row["name_en"]: row for row in csv.DictReader(file)}
    lines = tables(area)[f"area_{area}_coverage"]
    assert len(lines) >= 20
    seen = set()
    for line in lines:
        row = about[line["indicator"]]
        assert line["nation"] == NATION_SAID[row["national_row"]], line
        seen.add(row["national_row"])
        broken = [one.split("=", 1) for one in row["break_years"].split("|") if one]
        if row["window"]:  # of three years: wholly behind it two years later
            broken += [(str(int(year) + 2), SUMS) for year, _ in broken]
        within = [(year, words) for year, words in broken if 2012 < int(year) <= 2024]
        assert line["breaks"] == "; ".join(f"{year}: {words}" for year, words in within), line
        if not row["numerator"]:
            years = {year for code, one, year in levels() if (code, one) == (row["code"], area)
                     and 2012 <= year <= 2024}  # fmt: skip
            counted = re.search(r"\((?:\[[^\]]*\])?(\d+)\)$", line["years"])
            assert int(counted[1]) if counted else not years
            if years:
                assert int(counted[1]) == len(years), line
                assert line["years"].startswith(f"{min(years)} to {max(years)}"), line
                assert bool(line["lacking"]) == bool(set(range(2012, 2025)) - years), line
    assert seen >= {"yes", "no", "sum of local budgets"}


def test_what_has_no_figure_in_the_newest_year_is_named():
    """Tibet has no exports of 2018; the newest year of the others it has, or none is told."""
    behind = opened(TIBET, "all", 2016, ("rd_intensity_revised_gdp", "hitech_trade_exports"))
    assert "no figure in the newest year of" in read(coverage(behind))
    assert "exports" in read(coverage(behind)).partition("newest year of")[2].partition(".")[0]
    assert "no figure in the newest year of" not in read(coverage(opened(HUNAN)))


def test_other_parameters_reach_the_page():
    two = opened(TIBET, "zone", 2016, ("rd_intensity_as_published", "hte_recognised_three_years"))
    words = read(standing(two))
    assert "among 12 provinces" in words  # the West
    assert "rank 12 of 12" in words
    assert [table["name"] for table in standing(two).tables] == [
        f"area_{TIBET}_standing-inputs",
        f"area_{TIBET}_indicators",
    ]
    assert "on the 1 rate judged above" in read(neighbours(two))
    moved = read(trends(two))  # all peers are of the zone: one median says both
    assert "beside the median of 12 provinces (itself among them) and China" in moved
    assert "median of all" not in moved
    assert "Median of zone" not in moved


def test_among_three_provinces_nothing_is_judged():
    three = opened(JILIN, "zone")
    assert "Among fewer than four provinces there is no quarter" in strengths(three).html()
    assert "2 of 3" in standing(three).html()


def test_indicators_that_are_no_rates_leave_sentences():
    none = opened(HUNAN, "all", 2012, ("gdp_revised", "tech_market_sold"))
    assert "None of the indicators of this edition is a rate" in strengths(none).html()
    assert "None of the indicators of this edition is a rate" in trends(none).html()
    assert "No other province of this edition shares enough rates" in neighbours(none).html()
    assert "None of the indicators of this edition is a rate." in standing(none).html()
    assert [table["name"] for table in standing(none).tables] == [f"area_{HUNAN}_indicators"]
    assert isinstance(opening(none), Block)


@pytest.mark.parametrize("area", ["100000", "430100", "43000", "Hunan", ""])
def test_an_area_without_a_profile_is_refused_in_a_sentence(area):
    with pytest.raises(FaultsFound, match="which has no profile"):
        open_profile(area, "all", 2012, "newest", "default")


@pytest.mark.parametrize("mark", [0, 6, "2", None])
def test_a_mark_that_is_no_place_is_refused_in_a_sentence(mark):
    with pytest.raises(FaultsFound, match="no place among the marked"):
        open_profile(HUNAN, "all", 2012, "newest", "default", mark=mark)


def test_a_profile_has_the_colour_that_its_edition_gives_the_area():
    """Henan is the second of parameters.yml; what else is in the colours of areas, is another's."""
    henan = open_profile("410000", "all", 2012, "newest", "default", mark=2)
    for made in (standing, trends, profile_stories.stories):
        assert set(re.findall(r"var\(--(c\d)", made(henan).html())) == {"c2"}
    assert set(re.findall(r"var\(--(c\d)", html("410000"))) == {"c1"}


def test_an_areas_promises_stand_in_its_profile_and_nowhere_else():
    """Henan: 2 met, 2 missed, a chart each; Wuhan's are its own; no story of Tibet promises."""
    henan = html("410000")
    assert "4</span> not decidable." in henan
    assert henan.count('<figure id="area_410000_target-') == 4
    assert 'id="area_410000_promises"' in henan
    wuhan = html("420100")
    assert 'id="area_420100_promises"' in wuhan
    assert "area_420100_target-" not in wuhan
    assert "The record at hand is of the whole province (Hubei)</span>." in wuhan
    assert henan.count('<figure id="area_410000_timeline"') == 1
    assert wuhan.count('<figure id="area_420100_timeline"') == 1
    assert "_promises" not in html("540000")
