"""Claims on their way into a page: a false one fails the page and names its cell.

The figures are those of the tiny data folder: Hunan's money of 2022 is printed as 20.0 (100m yuan),
which is 2.0 billion yuan, and Henan's as 10.0.
"""

from __future__ import annotations

import dataclasses
import json
import re

import pytest
import tiny
from judged import judge
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from helpers.claims.claim import written
from helpers.claims.kinds import (
    Growth,
    Level,
    Printed,
    Rank,
    ReadAs,
    Reckoned,
    Threshold,
    Worded,
    Worked,
)
from helpers.clean import clean_figures, write_clean
from helpers.draw.words import words_html
from helpers.faults import FaultsFound
from helpers.site.pages import Place, render_page
from helpers.site.trace_entries import Entry
from helpers.site.tracing import Traces, _shows, short
from helpers.traces import spoken_attribute, traced

PLACE = Place("index.html", "An edition", (("index.html", "Comparison"),), "0123456789ab", "1.0")
IDS = ("panel:money/430000/2022",)
LEVEL = Level("2.0", "money", "430000", 2022, "billion yuan", IDS)
RANK = Rank("1", "money", "430000", 2022, "all", "2", IDS)


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    panel = f"{tiny.PANEL}410000,Henan,2022,firms,2500,firms,The Yearbook\n"
    folder = tiny.write_data(tmp_path_factory.mktemp("tiny") / "data", panel=panel)
    write_clean(clean_figures(folder), folder)
    return folder


def page_of(sentence, data):
    cell = new_code_cell("show()")
    shown = {"text/html": f"<p>{words_html(sentence)}</p>"}
    cell.outputs = [new_output("display_data", data=shown)]
    notebook = new_notebook(cells=[new_markdown_cell("# Money"), cell])
    return render_page(notebook, "a.ipynb", PLACE, data).html


def faults_of(sentence, data):
    with pytest.raises(FaultsFound) as found:
        page_of(sentence, data)
    return [str(fault) for fault in found.value.faults]


@pytest.mark.parametrize(
    ("obs_id", "name"),
    [
        ("wuhan_key_points_2023:s9.1", "Technology contracts (side not stated)"),
        ("changsha_evening_news_2023:s22.3", "Technology contracts, seller's region"),
    ],
)
def test_a_number_is_not_said_to_be_of_a_side_that_its_story_does_not_print(obs_id, name):
    """Of Hunan's the seller's side is assumed, and its note says so."""
    row = judge().rows.observations[obs_id]
    cells = [row[key] for key in ("ref_area", "indicator", "measure", "obs_status", "time_period")]
    entry = Entry(Traces(judge()))
    claims = (
        ReadAs("x", obs_id),
        Printed("x", obs_id, *cells),
        Threshold("met", obs_id, "met", ()),
        Worked("2023", "reached", obs_id),
    )
    for claim in claims:
        what, _, _ = getattr(entry, f"_{claim.kind}")(claim)
        assert name in what, claim


@pytest.mark.parametrize(
    ("obs_id", "places", "printed"),
    [
        # two stories, and a headline with its sentence; a conflicting one is not what was read
        ("changsha_evening_news_2023:s22.2", ["s22.2", "s17.4"], "“more than 12%”"),
        ("changsha_evening_news_2023:s20.1", ["s20.1", "s22.1"], "“about 15”"),
        ("changsha_evening_news_2023:s31.1", ["s31.1", "s27.2"],
         "“about 100” and “100 key areas of advantage Leading talents around”"),
        ("changsha_evening_news_2023:s27.4", ["s27.4"], "“about 200”"),
        ("changsha_evening_news_2023:s22.3", ["s22.3"], "“more than 15%”"),
    ],
)  # fmt: skip
def test_what_two_sentences_promise_alike_stands_on_both(obs_id, places, printed):
    traces = Traces(judge())
    entry = Entry(traces)
    decided = Threshold("met", obs_id, "met", ("rd_bulletin_2024:x/430000/2024",))
    for claim in (ReadAs("x", obs_id), decided, Worked("x", "level", obs_id)):
        try:
            _, how, on = getattr(entry, f"_{claim.kind}")(claim)
        except ValueError:  # no base to reckon a level from
            continue
        words = list(traces.words)
        stories = [words[one[1]] for one in on if len(one) == 2]
        assert stories == places, claim
        if isinstance(claim, ReadAs):
            assert how.endswith(f"read from {printed}")


@pytest.mark.parametrize(
    ("claim", "words", "refused"),
    [
        (LEVEL, "2.0 billion yuan in 2022", False),
        (LEVEL, "2.0 billion yuan in 2021", True),
        (LEVEL, "2021: 2.0 billion yuan", True),
        (Growth("9.2", "x", "430000", 2022, 2023, "%", ()), "9.2% (2022 to 2023)", False),
        (Growth("9.2", "x", "430000", 2022, 2023, "%", ()), "9.2% (2021 to 2023)", True),
        (Worked("117.5", "base", "changsha_evening_news_2023:s22.2"), "117.5 in 2022", False),
        (Worked("117.5", "base", "changsha_evening_news_2023:s22.2"), "117.5 in 2023", True),
        (Level("2,014", "x", "430000", 2022, "", ()), "2,014 of 2,023 in 2022", False),
    ],
)  # fmt: skip
def test_a_figure_beside_a_year_that_is_not_its_own_is_refused(claim, words, refused):
    assert bool(Traces(judge())._dated_otherwise(words, claim)) == refused


def table_of(page):
    return json.loads(re.search(r'id="traces">(.*?)</script>', page)[1])


def told(table, key):
    """What the table says of a key: what, how, and the observations, in words."""

    of, _, other = key.partition("-")
    if other:
        return told(table, of)[0], table["p"][int(other)], [of]
    if "." in of:
        level, area = (int(part, 36) for part in of.split("."))
        name, period, how, on = table["l"][level]
        own = table["a"][area]
        what = [own[0], name, period]
        on = [[own[-part] if part < 0 else part for part in one] for one in on]
    else:
        what, how, on = table["k"][of]

    def word(part):
        return table["p"][part] if isinstance(part, int) else part

    ids = [f"{word(one[0])}:{'/'.join(map(word, one[1:]))}" for one in on if isinstance(one, list)]
    ids += [one for one in on if isinstance(one, str)]
    return [word(part) for part in what], word(how), ids


def test_a_true_claim_leaves_a_short_key_and_one_table(data):
    page = page_of(f"Hunan has {LEVEL.words}, rank {RANK.words}; {LEVEL.words} again.", data)
    shown = re.search("<p>Hunan has .*?</p>", page)[0]
    assert re.sub(r" data-o=0\.0(-[0-9]+)?", "*", shown) == (
        "<p>Hunan has <span*>2.0</span>, rank <span*>1</span>; <span*>2.0</span> again.</p>"
    )
    assert "data-claim" not in page
    table = table_of(page)
    assert told(table, "0.0") == (
        ["Hunan", "Money (billion yuan)", "2022"], "actual, as published", list(IDS)
    )  # fmt: skip
    assert told(table, re.search(r"0\.0-[0-9]+", shown)[0]) == (
        ["Hunan", "Money (billion yuan)", "2022"],
        "computed in this report: one more than those that stand better, among 2 provinces",
        ["0.0"],
    )
    assert table["t"] == {str(table["p"].index("panel")): "The Yearbook"}


def test_the_same_figure_at_other_digits_has_the_same_key(data):
    whole = dataclasses.replace(LEVEL, said="2")
    page = page_of(f"{LEVEL.words} or {whole.of('2 billion yuan')}", data)
    assert page.count("data-o=0.0>") == 2


def test_words_from_right_to_left_belong_to_what_is_claimed(data):
    claim = dataclasses.replace(LEVEL, said="2.0 مرحبا")
    with pytest.raises(FaultsFound, match="no number"):  # and not that the page shows another text
        page_of(claim.words, data)
    assert "data-o=0.0>" in page_of(LEVEL.of("مرحبا 2.0 مرحبا"), data)


def test_the_digits_of_a_name_are_not_the_figure_of_a_chart(tmp_path):
    """A chart's label says the name and the figure: what it says of Hunan 65 is 2.0."""
    areas = tiny.AREAS.replace("430000,Hunan,", "430000,Hunan 65,")
    folder = tiny.write_data(tmp_path / "data", areas=areas)
    write_clean(clean_figures(folder), folder)
    label = traced("Hunan 65 2.0", written(dataclasses.replace(LEVEL, said="")))
    assert "data-o=0.0>" in page_of(label, folder)


def test_a_computed_figure_names_its_formula_and_both_parts(data):
    """One billion yuan to 2,500 firms is 0.4 million yuan a firm."""
    ids = ("panel:firms/410000/2022", "panel:money/410000/2022")
    claim = Level("0.40", "money_per_firm", "410000", 2022, "million yuan", ids)
    what, how, on = told(table_of(page_of(claim.words, data)), "0.0")
    assert how == "computed in this report: money / firms"
    assert on == list(ids)


def test_a_number_that_no_figure_can_bear_tells_its_formula(data):
    table = table_of(page_of(traced("5", "counted here: rows of this table"), data))
    assert told(table, "0") == ([], "counted here: rows of this table", [])


def test_what_the_parts_of_a_bar_leave_says_whose_and_of_which_year():
    field = ("430000", "410000 430000", "2012", "2024", "default")
    of = ("2023", "rd_expenditure", "rd_src_enterprise rd_src_government")
    rest = Reckoned("", "left of the whole", ("profile", "rest", *field, *of))
    whole = "R&D expenditure (yearbook)"
    what = (["Hunan", whole, "2023"], "left of the whole", [])
    assert Entry(Traces(judge()))._reckoned(rest) == what


@pytest.mark.parametrize(
    ("sentence", "why"),
    [
        (dataclasses.replace(LEVEL, said="1.0").words, "is said to be 1.0; the figures bear 2.0"),
        (dataclasses.replace(RANK, said="2").words, "is said to rank 2"),
        (LEVEL.of("1.0"), "'2.0' is claimed where the page shows '1.0'"),
        (traced("2.0", "[nonsense"), "is no claim"),
        (traced("1.0", written(dataclasses.replace(LEVEL, said=""))), "the figures bear 2.0"),
        (
            Growth("+5", "money", "430000", 2021, 2022, "%", IDS).words,
            "there is no figure of Money, Hunan in 2021",
        ),
    ],
)
def test_a_false_claim_fails_the_page_and_names_its_cell(sentence, why, data):
    (fault,) = faults_of(f"Hunan: {sentence}.", data)
    assert fault.startswith("a.ipynb: cell 2 claims what is not so: ")
    assert why in fault


NONE = Worded("The data at hand have no national figure.", "no national figure", ("money", "2021"))


@pytest.mark.parametrize("said", [NONE.said, ""])
def test_words_of_absence_are_judged_and_leave_no_trace(said, data):
    words = traced(NONE.said, written(dataclasses.replace(NONE, said=said)))
    page = page_of(f"Hunan: {words}", data)
    assert f"<p>Hunan: {NONE.said}</p>" in page
    false = "The data at hand have a national figure."
    (fault,) = faults_of(traced(false, written(dataclasses.replace(NONE, said=""))), data)
    assert f"the page says {false!r}; the figures bear {NONE.said!r}" in fault


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("Here: The data at hand", True),
        ("have no national figure. Ranks", True),
        ("hand have no", True),
        ("Ranks are by the figures", False),
        ("The date", False),
        ("", False),
    ],
)
def test_a_line_of_a_note_shows_a_part_of_what_it_claims(line, shown):
    assert _shows(line, NONE) == shown


def test_every_false_claim_of_a_page_is_told(data):
    false = [dataclasses.replace(LEVEL, said=said).words for said in ("1.0", "3.0")]
    assert len(faults_of(" ".join(false), data)) == 2


def test_claims_without_figures_are_refused():
    assert "no figures to judge them on" in faults_of(LEVEL.words, None)[0]


def test_a_page_without_claims_has_no_table_and_no_script_of_them(data):
    page = page_of("Nothing is claimed.", data)
    assert 'id="traces"' not in page
    assert page.count("<script") == 1


def test_the_policy_allows_the_one_script_by_its_hash_alone(data):
    page = page_of(LEVEL.words, data)
    assert re.search(r"script-src 'sha256-[A-Za-z0-9+/]{43}='", page)
    assert "unsafe-inline" not in page.partition("script-src")[2].partition(";")[0]


def test_hostile_words_cannot_end_the_table(data):
    page = page_of(Reckoned("5", "</script><script>alert(1)</script>").words, data)
    assert "<script>alert" not in page
    assert told(table_of(page), "0")[1] == "</script><script>alert(1)</script>"


def spoken_page(label, spoken, data):
    cell = new_code_cell("show()")
    picture = f'<svg role="img" aria-label="{label}"{spoken_attribute(spoken)}></svg>'
    cell.outputs = [new_output("display_data", data={"text/html": picture})]
    notebook = new_notebook(cells=[new_markdown_cell("# Money"), cell])
    return render_page(notebook, "a.ipynb", PLACE, data).html


def test_what_a_picture_says_aloud_is_judged_and_leads_to_its_number(data):
    page = spoken_page("Hunan 2.0", f"Hunan {LEVEL.words}", data)
    assert re.search(r'aria-label="Hunan 2.0" data-o="0.0"', page)
    assert told(table_of(page), "0.0")[2] == ["panel:money/430000/2022"]
    for label, claim, why in (
        ("Hunan 2.5", LEVEL, "'Hunan 2.0' is claimed where the picture says 'Hunan 2.5'"),
        ("Hunan 1.0", dataclasses.replace(LEVEL, said="1.0"), "the figures bear 2.0"),
    ):
        with pytest.raises(FaultsFound, match=re.escape(why)) as found:
            spoken_page(label, f"Hunan {claim.words}", data)
        assert len(found.value.faults) == 1


@pytest.mark.parametrize(
    ("number", "text"), [(0, "0"), (35, "z"), (36, "10"), (1295, "zz"), (1296 + 37, "111")]
)
def test_a_number_is_short_in_base_36(number, text):
    assert short(number) == text
    assert int(text, 36) == number


@pytest.mark.page
def test_a_number_tells_where_it_is_from_to_mouse_keys_and_touch(data, chromium_page, tmp_path):
    path = tmp_path / "index.html"
    path.write_text(page_of(f"Hunan {LEVEL.words}, rank {RANK.words}.", data), encoding="utf-8")
    page = chromium_page.open(path)
    tip, numbers = page.locator("#trace"), page.locator("[data-o]")
    assert not tip.is_visible()
    numbers.nth(0).hover()
    assert "Source: The Yearbook" in tip.inner_text()
    assert "panel:money/430000/2022" in tip.inner_text()
    page.keyboard.press("Escape")
    assert not tip.is_visible()
    numbers.nth(0).focus()
    assert tip.is_visible()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.dataset.o").startswith("0.0-")
    assert "one more than those that stand better" in tip.inner_text()
    assert numbers.nth(1).get_attribute("aria-describedby") == "trace"
    assert page.locator('[data-o][tabindex="0"]').count() == 1
    page.keyboard.press("Escape")
    numbers.nth(0).click()
    assert tip.is_visible()
    page.locator("h1").click()
    assert not tip.is_visible()
    assert chromium_page.errors == []
