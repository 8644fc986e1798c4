"""The scoreboard's page: sentences that follow the tiers, sliders that agree with Python."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import nbformat
import numpy as np
import pandas as pd
import pytest

from helpers import compare
from helpers.clean.stage import read_observations
from helpers.draw.chart import TABLE_MIME
from helpers.parameters import Parameters
from helpers.reference import load_reference
from helpers.report import (
    board_beside,
    board_coherence,
    board_groups,
    board_method,
    board_moves,
    board_opening,
    board_parts,
    board_sensitive,
    board_sure,
    board_takes,
    board_time,
    board_titles,
    board_weights,
)
from helpers.report.board import Scored
from helpers.report.edition import Edition
from helpers.scoreboard import Framework, build_index
from helpers.scoreboard.provinces import STEPS, Plan
from helpers.scoreboard.tiers import CERTAIN, told_apart
from helpers.site.pages import Place, render_page
from helpers.traces import untraced

DATA = Path(__file__).parents[1] / "data"
SECTIONS = [
    board_opening.opening,
    board_sure.ranking,
    board_weights.own_weights,
    board_parts.contributions,
    board_groups.groups,
    board_time.over_time,
    board_moves.why_moved,
    board_takes.what_it_takes,
    board_sensitive.sensitive_to,
    board_coherence.coherence,
    board_beside.beside_ranking,
    board_method.steps,
]


@pytest.fixture(scope="module")
def edition():
    reference = load_reference(DATA)
    observations = read_observations(DATA)
    figures = compare.figures(observations, reference)
    return Edition(Parameters(), reference, observations, figures)


@pytest.fixture(scope="module")
def scored(edition):
    return Scored(edition, Plan.of(edition.reference))


@pytest.fixture(scope="module")
def another(edition):
    """Other parameters: one zone, other years, the other vintage."""
    chosen = Parameters(areas=["410000"], peers="zone", first_year=2019, last_year=2021,
                        gdp_vintage="published")  # fmt: skip
    return Scored(replace(edition, parameters=chosen), Plan.of(edition.reference))


def words(piece) -> str:
    bare = re.sub(r"</?span[^>]*>", "", piece.html())
    return re.sub(r"\s+", " ", re.sub(r"<svg.*?</svg>|<[^>]+>", " ", bare, flags=re.DOTALL))


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.__name__)
def test_without_a_year_to_score_every_section_says_why(edition, section):
    early = replace(edition, parameters=Parameters(first_year=2010, last_year=2013))
    nothing = Scored(early, Plan.of(edition.reference))
    assert nothing.board is None
    assert "Nothing is scored: no year of 2010 to 2013 has figures" in words(section(nothing))


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.__name__)
def test_an_edition_of_other_parameters(another, section):
    assert another.board.years == (2019, 2020, 2021)
    assert len(another.order) == 6
    told = words(section(another))
    assert "nan" not in told.casefold().replace("hainan", "").replace("henan", "").replace(
        "hunan", ""
    )
    for table in section(another).tables:
        assert re.fullmatch(r"[a-z0-9][a-z0-9_-]*", table["name"])


def test_two_provinces_alone(edition):
    """The least that an edition compares: no correlation is told of two ranks."""
    two = replace(edition, parameters=Parameters(areas=["430000"], peers=["410000"]))
    scored = Scored(two, Plan.of(edition.reference))
    assert "No published ranking of these years and provinces" in words(
        board_beside.beside_ranking(scored)
    )
    assert "rank 1 of 2 as scored" in words(board_opening.opening(scored))


class TestWords:
    def test_the_leader_is_called_first_only_where_no_draw_doubts_it(self, scored):
        told = words(board_opening.opening(scored))
        assert "Beijing : alone in the first tier" in told
        assert "rank 1 of 31 as scored, and 1 in at least 90% of the draws" in told

    def test_no_order_within_a_first_tier_of_several(self, scored):
        """Everybody in one tier: no name is set before the others by a rank."""
        blurred = Scored(scored.edition, scored.plan)
        table = scored.intervals.assign(tier=1.0)
        object.__setattr__(blurred, "__dict__", {**scored.__dict__, "intervals": table})
        head, rest = board_opening._leader(blurred)
        assert head == "First tier"
        assert rest.endswith("in an order that the draws do not tell")
        assert "rank" not in rest

    def test_every_marked_area_is_told_with_its_interval(self, scored):
        told = words(board_opening.opening(scored))
        for area in scored.marked:
            row = scored.intervals.loc[area]
            if row["low"] != row["high"]:
                assert (
                    f"anywhere from {row['low']:g} to {row['high']:g} in 90% of the draws" in told
                )

    def test_whom_an_area_is_not_told_apart_from(self, scored):
        above = scored.doubts[scored.year].pairwise()
        told = words(board_opening.opening(scored))
        named = re.search(r"Not told apart from Hunan : (.*?) \(at 90%\)", told)[1]
        for area in scored.order:
            alike = area != "430000" and not told_apart(above, "430000", area, CERTAIN)
            assert (scored.name(area) in re.split(", | and ", named)) == alike

    def test_tiers_follow_the_draws(self, scored):
        above = scored.doubts[scored.year].pairwise()
        for _, own in scored.intervals.groupby("tier"):
            areas = list(own.index)
            for one in areas:
                for other in areas:
                    assert one == other or not told_apart(above, one, other, CERTAIN)

    def test_no_tier_says_an_order_that_the_draws_contradict(self, scored):
        """Tibet is last in most draws and far ahead in some: below whom it mostly stands below."""
        ranks = scored.doubts[scored.year].ranks
        place = {area: ranks[:, at] for at, area in enumerate(scored.doubts[scored.year].units)}
        tier = scored.intervals["tier"]
        for one in scored.order:
            for other in scored.order:
                if tier[one] < tier[other]:
                    assert (place[one] > place[other]).mean() <= 0.5, (one, other)
        assert np.median(place["540000"]) == 31
        assert tier["540000"] == tier.max()
        assert "stands above the other in more than half of the draws" in words(
            board_sure.ranking(scored)
        )

    def test_a_move_across_a_break_is_told_apart(self, scored):
        """2021 parts granted patents and contracts (indicators.csv); nothing else breaks after 2018
        up to 2022."""
        section = board_moves.why_moved(scored)
        table = pd.read_csv(pd.io.common.StringIO(section.tables[0]["csv"]), dtype={"area": str})
        crossing = table[table["crosses_break"] == "yes"]
        assert set(crossing["cause"]) == {"inventions_granted", "contracts"}
        told = words(section)
        for area in scored.marked:
            own = crossing[crossing["area"] == area]
            points, places = own["points"].sum(), own["places"].sum()
            assert f"{places:+.1f} places ({points:+.1f} points) come from series with a" in told
            assert "across a break in comparability" in told
        assert "technology contracts of three years (across a break)" in told
        assert "performance +" not in told
        # intervals that are clear of one another say what they do not hold
        for ends in told.split("The intervals of the two years ")[1:]:
            covered = "; they do not cover the break in comparability." in ends[:70]
            assert ends.startswith("do not overlap") == covered

    def test_sums_across_a_break_are_told_beside_the_figures(self, scored):
        """Contracts of 2020 to 2022, parted in 2021; every other figure is of one year."""
        told = words(board_parts.contributions(scored))
        assert "years, 2020 to 2022: a sum across the break in comparability of 2021; reg" in told
        assert told.count("a sum across the break") == 1
        assert "Technology contracts of three years, % of revised GDP of those three y" in told

    def test_titles_of_lines_say_that_they_cross_a_break(self, scored):
        told = words(board_time.over_time(scored))
        assert "From 2018 to 2022, across a break in comparability (2021): Hunan from" in told
        assert "From 2012 to 2022, across a break in comparability (2021): Hunan from" in told

    def test_what_is_below_zero_is_so_in_the_table_and_in_words(self, scored):
        section = board_coherence.coherence(scored)
        table = next(t for t in section.tables if t["name"] == "scoreboard-correlations")["csv"]
        found = pd.read_csv(pd.io.common.StringIO(table)).set_index("indicator")
        pillars = ["input", "knowledge", "enterprise", "results"]
        below = {
            code: [p for p in pillars if p != row["pillar"] and row[p] < 0]
            for code, row in found.iterrows()
        }
        assert {code: own for code, own in below.items() if own} == {
            "basic_research": ["input", "enterprise", "results"]}  # fmt: skip
        told = words(section)
        assert "Below zero with a pillar not their own: basic research in R&amp;D." in told
        assert "below zero with Input, Enterprise and Results" in told
        assert told.count("below zero with") == 1

    def test_a_rank_of_both_years_stays(self, scored):
        """A title names two ranks only where they differ."""
        for board in (scored.board, scored.long):
            title = untraced(board_titles.moved(scored, board))
            for area in scored.marked:
                old, new = (board.ranks(year)[board.root][area]
                            for year in (board.years[0], board.last))  # fmt: skip
                name = scored.name(area)
                told = f"from rank {old:g} to {new:g}" if old != new else f"stays at rank {new:g}"
                assert f"{name} {told}" in title

    def test_both_lines_of_years_draw_their_breaks(self, scored):
        told = board_time.over_time(scored).html()
        lines = [re.sub("<[^>]+>", "", part) for part in told.split("Lines of ranks of")[1:]]
        assert len(lines) == 2
        for line, contracts in zip(lines, (True, False), strict=True):  # the longer has none
            assert "Break from 2021: Invention patents granted: policy on subsidies" in line
            assert ("Technology contracts of three years: registration" in line) == contracts

    def test_moves_sum_to_the_move(self, scored):
        table = board_moves.why_moved(scored).tables[0]["csv"]
        rows = [line.split(",") for line in table.splitlines()[1:]]
        for area in scored.marked:
            own = [row for row in rows if row[0] == area]
            points = sum(float(row[3]) for row in own)
            early = scored.published.quotients(2018)
            before = scored.board.index.placed(early).at[area, "index"]
            assert points == pytest.approx(scored.scores.at[area, "index"] - before, abs=1e-9)
            places = sum(float(row[4]) for row in own)
            assert places == pytest.approx(round(places), abs=1e-9)

    def test_what_the_published_ranking_agrees_with(self, scored):
        told = words(board_beside.beside_ranking(scored))
        assert "The report of 2019, on data of 2017, ranks 31 provinces" in told
        assert "Beside our ranks of 2018 (all indicators)" in told
        assert "The report of 2025 is not compared: its data are of 2023" in told  # papers end 2022
        # the report of 2022 is at hand as its first ten; that Henan was 13th another states of it
        agreed = next(
            t
            for t in board_beside.beside_ranking(scored).tables
            if t["name"] == "scoreboard-agreement"
        )["csv"]
        agreed = pd.read_csv(pd.io.common.StringIO(agreed)).set_index("report")
        assert agreed["areas"].to_dict() == {2019: 31, 2020: 31, 2022: 10, 2023: 10, 2024: 10}
        table = board_beside.beside_ranking(scored).tables
        apart = next(t for t in table if t["name"] == "scoreboard-differences")["csv"]
        apart = pd.read_csv(pd.io.common.StringIO(apart), dtype={"area": str})
        here, there, ahead = "rank_here", "rank_in_the_report", "places_ahead_here"
        assert (apart[there] - apart[here]).equals(apart[ahead])
        of_hunan = apart[apart["area"] == "430000"].set_index("report")
        assert of_hunan[there].to_dict() == {2019: 13, 2020: 12}  # as the reports have it
        beside = next(t for t in table if t["name"] == "scoreboard-beside-2020")["csv"]
        rows = pd.read_csv(pd.io.common.StringIO(beside), dtype={"area": str})
        frame = rows.set_index(["area", "indicator", "year"])["rank"].unstack([1, 2])
        theirs, ours = ("regional_innovation_capability_rank", 2020), ("index", 2018)
        assert set(frame.columns) == {theirs, ours}
        assert frame.at["430000", theirs] == 12  # Hunan stands 12th in the report of 2020
        assert frame[ours].to_dict() == scored.board.ranks(2018)["index"].to_dict()
        by_hand = np.corrcoef(frame[theirs], frame[ours])[0, 1]  # no ties: Pearson of ranks
        assert f"Spearman&#x27;s correlation is {by_hand:.2f}" in told


def page_of(piece) -> str:
    """The piece as a page of an edition, scripts of the package and all."""
    output = nbformat.v4.new_output(
        "display_data", {"text/html": piece.html(), TABLE_MIME: piece.tables}
    )
    cells = [
        nbformat.v4.new_markdown_cell("# Scoreboard"),
        nbformat.v4.new_code_cell("1", outputs=[output]),
    ]
    notebook = nbformat.v4.new_notebook(cells=cells)
    profiles = [("South", [("areas/440000.html", "Guangdong"), ("areas/540000.html", "Tibet")])]
    place = Place("scoreboard.html", "An edition", [("scoreboard.html", "Scoreboard")], "0", "0",
                  profiles=profiles)  # fmt: skip
    return render_page(notebook, "03.ipynb", place, DATA).html


@pytest.fixture(scope="module")
def weighed(scored, tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("weights") / "scoreboard.html"
    path.write_text(page_of(board_weights.own_weights(scored)), encoding="utf-8")
    return path


def test_why_basic_research_is_scored_is_told_where_it_is(scored):
    told = words(board_method.caveats(scored))
    assert "so it shares the pillar Knowledge with other indicators" in told
    assert "read them together with the pillar Enterprise." in told
    plan = scored.plan
    alone = plan.framework.nodes
    for lost in (("basic_research",), ("papers", "inventions_granted"), ("enterprise",)):
        kept = Framework(tuple(node for node in alone if node.code not in lost))
        items = {code: item for code, item in plan.items.items() if code in kept.node}
        other = replace(scored, plan=replace(plan, framework=kept, items=items))
        assert "basic research" not in words(board_method.caveats(other))


def test_a_page_without_sliders_has_not_their_script(scored):
    assert "scoreboard-weights" not in page_of(board_method.caveats(scored))


@pytest.mark.page
class TestSliders:
    RANKS = "[...document.querySelectorAll('#scoreboard-weights tbody tr')].map(r => " \
            "[r.cells[0].textContent, r.cells[1].textContent, r.cells[2].textContent])"  # fmt: skip

    def test_a_thousand_weight_sets_give_what_python_gives(self, chromium_page, weighed, scored):
        page = chromium_page.open(weighed)
        assert chromium_page.errors == []
        rng = np.random.default_rng(7)
        sets = [*rng.dirichlet(np.ones(4), 700), *rng.integers(0, 101, (299, 4)).astype(float)]
        sets.append(np.array([0.0, 0.0, 1.0, 0.0]))
        assert len(sets) == 1_000
        sets = [weights if weights.sum() else weights + 1 for weights in sets]
        got = page.evaluate(
            "sets => sets.map(w => document.getElementById('scoreboard-weights').reckon(w))",
            [list(map(float, weights)) for weights in sets],
        )
        pillars = scored.scores.loc[scored.order, list(scored.plan.pillars)].to_numpy()
        for weights, found in zip(sets, got, strict=True):
            by_hand = pillars @ (weights / weights.sum())
            np.testing.assert_allclose(found["scores"], by_hand, rtol=0, atol=1e-9)
        for at in (0, 350, 750, 999):  # the whole engine, with these weights in the framework
            weights = dict(zip(scored.plan.pillars, map(float, sets[at]), strict=True))
            index = build_index(
                scored.board.values, scored.plan.framework.with_weights(weights), **STEPS
            )
            year = index.scores["index"].xs(scored.year, level="year").loc[scored.order]
            np.testing.assert_allclose(got[at]["scores"], year, rtol=0, atol=1e-9)
            ranks = year.round(9).rank(method="min", ascending=False)
            assert got[at]["ranks"] == list(ranks)

    def test_a_rank_of_ones_own_weights_claims_no_trace(self, chromium_page, weighed):
        page = chromium_page.open(weighed)
        rank = "document.querySelector('#scoreboard-weights [data-weights=rank]').dataset.o || ''"
        key = page.evaluate(rank)
        assert key
        page.locator("#weight-input").evaluate(
            "e => { e.value = 90; e.dispatchEvent(new Event('input')); }"
        )
        assert page.evaluate(rank) == ""
        page.locator("[data-weights=default]").click()
        assert page.evaluate(rank) == key

    def test_moving_a_slider_ranks_anew_and_one_click_goes_back(
        self, chromium_page, weighed, scored
    ):
        page = chromium_page.open(weighed)
        default = page.evaluate(self.RANKS)
        assert [row[0] for row in default] == [scored.name(area) for area in scored.order]
        for pillar in scored.plan.pillars[1:]:
            page.locator(f"#weight-{pillar}").evaluate(
                "e => { e.value = 0; e.dispatchEvent(new Event('input')); }"
            )
        alone = page.evaluate(self.RANKS)
        first = scored.scores["input"].sort_values(ascending=False).index
        assert alone[0][0] == scored.name(first[0])
        assert [row[1] for row in alone] == sorted((row[1] for row in alone), key=int)
        assert page.locator("output[for=weight-input]").text_content() == "100%"
        page.locator("#weight-input").evaluate(
            "e => { e.value = 0; e.dispatchEvent(new Event('input')); }"
        )
        assert "nothing is ranked" in page.locator("[data-weights=told]").text_content()
        page.locator("[data-weights=default]").click()
        assert page.evaluate(self.RANKS) == default
        assert chromium_page.errors == []

    def test_by_keys_alone(self, chromium_page, weighed):
        page = chromium_page.open(weighed)
        page.locator("#weight-input").focus()
        page.keyboard.press("End")
        assert page.locator("output[for=weight-input]").text_content() == "57%"  # 100 of 175

    def test_without_scripts_it_is_a_plain_table(self, chromium, weighed, scored):
        context = chromium.new_context(java_script_enabled=False, offline=True)
        page = context.new_page()
        page.goto(weighed.as_uri())
        assert not page.locator(".weights").is_visible()
        assert "slider" not in page.locator("body").inner_text()
        rows = page.locator("#scoreboard-weights tbody tr")
        assert rows.count() == len(scored.order)
        assert rows.first.is_visible()
        context.close()

    @pytest.mark.parametrize("width", [1280, 390])
    def test_it_fits_and_nothing_is_loaded(self, chromium_page, weighed, width):
        page = chromium_page.open(weighed, width=width)
        assert chromium_page.errors == []
        assert chromium_page.requests == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        box = page.locator(".table-scroll:has(> #scoreboard-weights)")
        wider = box.evaluate("box => box.scrollWidth > box.clientWidth")
        assert wider == (width == 390)
        cue = box.evaluate("box => getComputedStyle(box, '::before').content")
        assert cue == ('"Scroll sideways →"' if wider else "none")
        gaps = page.locator("#scoreboard-weights thead th").evaluate_all(
            "all => all.slice(1).map(one => parseFloat(getComputedStyle(one).paddingLeft))"
        )
        assert min(gaps) >= 6  # or one heading runs into the next


class TestTakes:
    """What it would take of any province: tables in the page, and one CSV."""

    def test_every_province_has_its_table_and_the_leader_says_why_not(self, scored):
        page = board_takes.what_it_takes(scored).html()
        boxes = re.findall(
            r'<details class="takes( marked)?" data-area="(\d{6})"( open)?>(.*?)</details>',
            page, re.DOTALL)  # fmt: skip
        marked = ["430000", "410000", "420000"]  # in the order of the parameters, not of ranks
        rest = [area for area in scored.order if area not in marked]
        assert [area for _, area, _, _ in boxes] == marked + rest
        assert [(m, o) for m, _, o, _ in boxes] == [(" marked", " open")] * 3 + [("", "")] * 28
        assert rest[0] == scored.order[0]
        assert "No province stands above it" in boxes[3][3]
        assert all(box.count("<tr>") == 14 for *_, box in boxes[:3] + boxes[4:])
        for *_, box in boxes[:3] + boxes[4:]:  # on a phone a cell has its heading by its place
            heads = box.count('<th scope="col">')
            assert "colspan" not in box
            assert {row.count("<td") for row in box.split("<tr>")[2:]} == {heads - 1}
            assert (box.count('<th scope="row">'), box.count("<th>")) == (13, 0)
            assert box.count("<caption>") == 1

    def test_the_whole_index_built_anew_confirms_and_a_little_less_does_not(self, scored):
        """Jiangsu's personnel moves the treatment of outliers, Tibet's budget the scale itself."""
        (table,) = board_takes.what_it_takes(scored).tables
        frame = pd.read_csv(pd.io.common.StringIO(table["csv"]), dtype={"area": str})
        frame = frame.set_index(["area", "indicator", "places"])
        for key in (("320000", "rd_personnel", 1), ("540000", "scitech_budget", 5),
                    ("430000", "contracts", 2), ("650000", "papers", 1)):  # fmt: skip
            row = frame.loc[key]
            item = scored.plan.items[key[1]]
            for part, holds in ((1.0, True), (0.9999, False)):
                figure = row["before"] + part * (row["after"] - row["before"])
                changed = scored.board.values.copy()
                below = changed.at[(key[0], scored.year), item.denominator]
                changed.loc[(key[0], scored.year), key[1]] = figure / item.factor * below
                index = build_index(changed, scored.plan.framework, **STEPS)
                year = index.scores["index"].xs(scored.year, level="year").round(9)
                rank = year.rank(method="min", ascending=False)[key[0]]
                assert (rank <= row["rank"]) == holds, key

    def test_the_page_grows_by_little(self, scored):
        page = page_of(board_takes.what_it_takes(scored))
        start = page.index('id="scoreboard-takes-choice"')
        assert len(page[start : page.index("All provinces (CSV)")].encode()) < 96_000


@pytest.fixture(scope="module")
def taken(scored, tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("takes") / "scoreboard.html"
    path.write_text(page_of(board_takes.what_it_takes(scored)), encoding="utf-8")
    return path


def test_a_part_of_a_move_is_not_rounded_to_nothing():
    shifts = (0.15, 0.0486, -0.0486, 0.0)
    assert [board_moves._shift(one) for one in shifts] == ["+0.2", "+0.05", "−0.05", "0.0"]


@pytest.mark.page
class TestChoosingWhoseRise:
    SHOWN = (
        "[...document.querySelectorAll('.takes')].filter(e => !e.hidden).map(e => e.dataset.area)"
    )

    def test_any_province_is_chosen_by_keys_and_its_table_opens(self, chromium_page, taken, scored):
        page = chromium_page.open(taken)
        assert page.evaluate(self.SHOWN) == ["430000"]  # the first of the parameters' areas
        page.locator("#scoreboard-takes-area").focus()
        page.keyboard.type("Tib")
        assert page.evaluate(self.SHOWN) == ["540000"]
        assert page.locator('.takes[data-area="540000"] table').is_visible()
        assert page.evaluate("location.hash") == "#area=540000"  # as the page's own chooser does
        assert page.locator("#chosen-area strong").text_content() == "Tibet"
        assert chromium_page.errors == []
        assert chromium_page.requests == []

    def test_the_area_of_the_link_is_the_one_shown(self, chromium_page, taken):
        chromium_page.open(taken)
        page = chromium_page.page
        page.goto(f"{taken.as_uri()}#area=440000")
        page.reload()
        assert page.evaluate(self.SHOWN) == ["440000"]

    def test_a_link_to_one_table_shows_it_whichever_area_is_chosen(self, chromium_page, taken):
        page = chromium_page.open(taken)
        page.goto(f"{taken.as_uri()}#scoreboard-takes-440000&area=430000")
        assert page.evaluate(self.SHOWN) == ["440000"]
        page.reload()
        assert page.evaluate(self.SHOWN) == ["440000"]
        assert page.locator("#scoreboard-takes-440000").is_visible()
        below = page.locator('.takes[data-area="440000"] .source')
        assert below.locator("a").first.get_attribute("href") == "data/scoreboard-takes.csv"
        ways = page.locator('a[href$="/scoreboard-takes.csv"]').evaluate_all(
            "all => all.filter(one => one.checkVisibility()).length"
        )
        assert ways == 1  # to the figures of all provinces, which the list has below it, too
        below.get_by_role("button").click()
        assert "What would lift Guangdong [Table]" in page.locator("dialog").text_content()

    def test_without_scripts_every_province_folds_out(self, chromium, taken, scored):
        context = chromium.new_context(java_script_enabled=False, offline=True)
        page = context.new_page()
        page.goto(taken.as_uri())
        assert not page.locator("#scoreboard-takes-choice").is_visible()
        boxes = page.locator(".takes")
        assert boxes.count() == len(scored.order)
        last = boxes.last
        assert not last.locator("table").is_visible()
        last.locator("summary").click()
        assert last.locator("table").is_visible()
        context.close()

    def test_on_paper_stand_the_marked_and_the_one_chosen(self, chromium_page, taken):
        page = chromium_page.open(taken)
        page.locator("#scoreboard-takes-area").select_option("540000")
        page.emulate_media(media="print")
        printed = page.evaluate("""[...document.querySelectorAll('.takes')].filter(
            e => e.querySelector('table')?.getClientRects().length).map(e => e.dataset.area)""")
        assert printed == ["430000", "410000", "420000", "540000"]
        assert not page.locator("#scoreboard-takes-choice").is_visible()

    @pytest.mark.parametrize("width", [1280, 390])
    def test_it_fits(self, chromium_page, taken, width):
        page = chromium_page.open(taken, width=width)
        assert page.evaluate("document.documentElement.scrollWidth") <= width

    def test_a_number_says_what_it_stands_on(self, chromium_page, taken):
        page = chromium_page.open(taken)
        cell = page.locator('.takes[data-area="430000"] td[data-o]').nth(1)
        cell.hover()
        told = page.locator("#trace").text_content()
        assert "the least that lifts the rank so many places" in told
        assert "Source: " in told
