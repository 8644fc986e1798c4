"""Tables as values: nothing missing in silence, no markup from names, no formula in a CSV."""

from __future__ import annotations

import csv
import io

import pandas as pd
import pytest
from as_shown import tree, words

from helpers.draw.chart import TABLE_MIME, Chart
from helpers.draw.table import Block, Column, Prose, Table, note
from helpers.traces import traced

HOSTILE = "<script>alert('x')</script> & \"Co\""
COLUMNS = [
    Column("name", "Province"),
    Column("value", "Value", "number"),
    Column("course", "Course", "drawing"),
]
SPARK = '<svg role="img"><path d="M0 0"/></svg>'
ROWS = pd.DataFrame(
    [("Hunan", "2.62", SPARK), ("Tibet", "", SPARK)], columns=["name", "value", "course"]
)


def table(rows: pd.DataFrame = ROWS, **changes) -> Table:
    settings = {"name": "rd", "caption": "R&D", "columns": COLUMNS, "rows": rows}
    return Table(**{**settings, **changes})


def one(value: object, kind: str = "text") -> Table:
    """A table of a single cell."""
    rows = pd.DataFrame({"cell": pd.Series([value], dtype=object)})
    return Table("one", "One cell", [Column("cell", "Cell", kind)], rows)


@pytest.mark.parametrize(("told", "held"), [
    ("Huangshi Daily, 2022-07-18", "Huangshi Daily, <time>2022-07-18</time>"),
    ("told on 2022-07-18.", "told on <time>2022-07-18</time>."),
    ("2022-01/2022-04", "2022-01/2022-04"),
    ("2022-07", "2022-07"),
    ("daily_2022-07-18.csv", "daily_2022-07-18.csv"),
    ("3100-22-1", "3100-22-1"),
])  # fmt: skip
def test_a_day_is_told_to_be_one_and_nothing_else_is(told, held):
    assert f">{held}</th></tr>\n</tbody>" in one(told).html()


def test_a_day_that_a_claim_says_stays_bare():
    assert ">2022-07-18</span>" in one(f"on {traced('2022-07-18', 'x 2022-07-18')} told").html()


def cells(markup: str) -> list[list[str]]:
    """The words of the body, row by row."""
    return [[words(cell) for cell in row] for row in tree(markup).findall(".//tbody/tr")]


def csv_rows(shown: Table) -> list[list[str]]:
    return list(csv.reader(io.StringIO(shown.tables[0]["csv"])))


# -------------------------------------------------------------------------------------- markup


def test_caption_headings_and_cells_stand_in_a_table_with_its_name():
    found = tree(table().html())
    assert words(found.find(".//table[@id='rd']/caption")) == "R&D"
    heads = found.findall(".//thead/tr/th")
    assert [words(head) for head in heads] == ["Province", "Value", "Course"]
    assert {head.get("scope") for head in heads} == {"col"}
    assert cells(table().html()) == [["Hunan", "2.62", ""], ["Tibet", "–", ""]]


def test_cells_that_will_be_stacked_say_what_they_are():
    rows = pd.DataFrame({"a": ["Hunan"], "b": ["2.62"], "c": ["9"], "d": ["2.01"], "e": ["17"]})
    kinds = zip("abcde", ("Area", "Value", "Rank", "Value", "Rank"), strict=True)
    columns = [Column(key, heading, "number") for key, heading in kinds]
    columns[2] = Column("c", "Rank's \\ \"<;", "long")
    plain = Table("t", "T", columns[:3], rows).html()
    style = tree(plain).find(".//table").get("style")
    assert style == "--2:'Value';--3:'Rank\\27 s \\5c  \\22 \\3c \\3b '"
    assert "data-l" not in plain
    grouped = tree(
        Table("t", "T", columns, rows, stacked=True, groups=[("", 1), ("X<Y", 2), ("Z", 2)]).html()
    )
    expected = [None, "X<Y", None, "Z", None]
    assert [cell.get("data-l") for cell in grouped.findall(".//tbody/tr/*")] == expected
    assert [head.get("data-l") for head in grouped.findall(".//thead/tr[2]/*")] == expected
    assert "stacked" in grouped.find("div").get("class")
    assert "style" not in table().html()
    assert "stacked" not in table().html()


def test_the_first_cell_of_a_row_heads_it():
    rows = tree(table().html()).findall(".//tbody/tr")
    assert [[cell.tag for cell in row] for row in rows] == [["th", "td", "td"]] * 2
    assert {row[0].get("scope") for row in rows} == {"row"}


def test_numbers_stand_to_the_right_and_only_they():
    found = tree(table().html())
    for row in [*found.findall(".//thead/tr"), *found.findall(".//tbody/tr")]:
        assert [cell.get("class") for cell in row] == [None, "num", None]


@pytest.mark.parametrize("kind", ["long", "code"])
def test_sentences_and_codes_are_named_for_the_style_sheet(kind):
    found = tree(one("a", kind).html())
    assert found.find(".//thead/tr/th").get("class") == kind
    assert found.find(".//tbody/tr/th").get("class") == kind


@pytest.mark.parametrize("missing", [None, "", float("nan")])
@pytest.mark.parametrize("kind", ["text", "number", "drawing"])
def test_missing_is_a_dash_that_says_so(missing, kind):
    markup = one(missing, kind).html()
    gap = tree(markup).find(".//tbody//span[@class='gap']")
    assert (gap.text, gap.get("title")) == ("–", "none")
    for word in ("nan", "None", "NaN", "<NA>"):
        assert word not in markup
    assert csv_rows(one(missing))[1:] in ([[""]], [[]])


@pytest.mark.parametrize(("zero", "shown"), [(0, "0"), ("0", "0"), ("0.0", "0.0")])
def test_zero_is_not_missing(zero, shown):
    assert cells(one(zero).html()) == [[shown]]
    assert "gap" not in one(zero).html()


@pytest.mark.parametrize(("said", "whole"), [
    ("2021", False),  # one word: nothing to break, nothing to say
    ("2022-07", True), ("2022-Q1", True), ("2012–2023", True), ("2010 to 2023", True),
    (f"2012 to 2024 ({traced('13', 'x 13')})", True), ("2021年", True), ("2012—2023年", True),
    ("2022年7月", True), ("2022年1—7月", True), ("2022年一季度", True),
    (f"2012—2024年（{traced('13', 'x 13')}个年份）", True), (traced("2021年", "x 2021年"), True),
    ("2022-01 to 2022-07", False), ("2021, 2022", False), ("2021年、2022年", False),
    ("2021 (not printed)", False), ("2012–2023; newest 2024", False), ("in 2021", False),
    ("2021 to 20234", False), ("3021 to 4023", False), ("12,021年", False), ("2021家", False),
])  # fmt: skip
def test_a_cell_that_is_a_period_is_named_for_the_style_sheet(said, whole):
    rows = pd.DataFrame({"name": ["Hunan"], "value": [said], "course": [said]})
    cells = tree(table(rows, columns=[*COLUMNS[:1], Column("value", "Years"),
                                      Column("course", "Years", "long")]).html())  # fmt: skip
    expected = [None, "y" if whole else None, "long"]
    assert [cell.get("class") for cell in cells.findall(".//tbody/tr/*")] == expected


def test_drawings_are_shown_as_they_are():
    found = tree(table().html())
    assert len(found.findall(".//tbody//svg/path")) == 2


def test_marked_rows_stand_out():
    rows = tree(table(marked=[False, True]).html()).findall(".//tbody/tr")
    assert [row.get("class") for row in rows] == [None, "marked"]
    rows = tree(table().html()).findall(".//tbody/tr")
    assert [row.get("class") for row in rows] == [None, None]
    with pytest.raises(ValueError, match="zip"):
        table(marked=[True]).html()


def test_groups_stand_above_the_headings_and_span_them():
    found = tree(table(groups=[("", 1), ("Hunan & Hubei", 2)]).html())
    above, below = found.findall(".//thead/tr")
    assert [(words(head), head.get("colspan")) for head in above] == [
        ("", "1"),
        ("Hunan & Hubei", "2"),
    ]
    # a heading without words would be none: a cell stands in its place
    assert [(head.tag, head.get("scope")) for head in above] == [("td", None), ("th", "colgroup")]
    assert len(below) == 3
    assert len(tree(table().html()).findall(".//thead/tr")) == 1


def test_the_box_scrolls_and_has_a_name_for_who_cannot_see_it():
    box = tree(table(tall=True).html()).find("div")
    assert (box.get("role"), box.get("tabindex"), box.get("aria-label")) == ("region", "0", "R&D")
    assert "tall" in box.get("class").split()
    assert "tall" not in tree(table().html()).find("div").get("class").split()


def test_the_source_and_the_figures_stand_below():
    under = tree(table(source="Source: NBS & MOST").html()).find("p[@class='source']")
    assert words(under).startswith("Source: NBS & MOST ")
    assert under.find("a").get("href") == "data/rd.csv"
    bare = tree(table().html()).find("p[@class='source']")
    assert words(bare) == "Table (CSV)"


def test_a_tall_table_of_many_rows_says_how_many():
    def caption(rows, **changes):
        return words(tree(table(rows, **changes).html()).find(".//caption"))

    nine = pd.concat([ROWS.head(1)] * 9, ignore_index=True)
    assert caption(nine, tall=True) == "R&D (9 rows)"
    assert caption(nine.head(8), tall=True) == "R&D"
    assert caption(nine) == "R&D"


def test_an_empty_table_is_a_sentence():
    found = tree(table(ROWS.head(0), empty="none < all.").html())
    assert found.find(".//table") is None
    assert words(found.find("p[@id='rd']")) == "R&D: none < all."
    assert csv_rows(table(ROWS.head(0))) == [["name", "value"]]


def test_a_name_must_be_a_slug():
    with pytest.raises(ValueError, match="is no slug"):
        table(name="../index")


# ------------------------------------------------------------------------------------- hostile


def test_no_words_become_markup():
    rows = pd.DataFrame([(HOSTILE, HOSTILE)], columns=["name", "value"])
    shown = table(
        rows,
        caption=HOSTILE,
        columns=[Column("name", HOSTILE), Column("value", HOSTILE, "number")],
        source=HOSTILE,
        groups=[(HOSTILE, 2)],
        marked=[True],
    )
    for markup in (shown.html(), table(rows.head(0), caption=HOSTILE, empty=HOSTILE).html()):
        assert "<script" not in markup
        assert not tree(markup).findall(".//script")
        assert HOSTILE in words(tree(markup))
    assert cells(shown.html()) == [[HOSTILE, HOSTILE]]
    assert tree(shown.html()).find("div").get("aria-label") == HOSTILE
    assert note(HOSTILE).markup.count("<") == 2
    assert words(tree(note(HOSTILE).html())) == HOSTILE


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_text_that_a_spreadsheet_would_run_is_quoted(start):
    formula = f"{start}HYPERLINK(A1)"
    written = formula.replace("\r", "\n")  # a bare carriage return would end the row
    headed = Table("x", "x", [Column(formula, "x")], pd.DataFrame({formula: ["a"]}))
    behind = table(behind=pd.DataFrame({"a": [formula]}))
    for shown in (one(formula), headed, behind):
        assert f"'{written}" in shown.tables[0]["csv"]
        assert f"\n{formula}" not in f"\n{shown.tables[0]['csv']}"


def test_numbers_in_a_csv_stay_numbers():
    behind = pd.DataFrame({"a": [-1.5, 0.1 + 0.2, float("nan"), 0.0, -0.0, 3.63268e12]})
    found = [row[0] if row else "" for row in csv_rows(table(behind=behind))[1:]]
    assert found == ["-1.5", "0.3", "", "0", "0", "3632680000000"]


def test_a_csv_keeps_commas_quotes_and_chinese():
    rows = pd.DataFrame({"cell": ['a, "b"', "湖南", "two\nlines"]})
    shown = Table("x", "x", [Column("cell", "Cell")], rows)
    assert [row[0] for row in csv_rows(shown)] == ["cell", 'a, "b"', "湖南", "two\nlines"]
    assert "\r" not in shown.tables[0]["csv"]


# ---------------------------------------------------------------------------- figures behind it


def test_the_csv_holds_the_cells_but_no_drawing():
    assert table().tables[0]["name"] == "rd"
    assert csv_rows(table()) == [["name", "value"], ["Hunan", "2.62"], ["Tibet", ""]]


def test_a_csv_of_nothing_has_its_headings():
    assert csv_rows(table(behind=pd.DataFrame([]))) == csv_rows(table(behind=None))


def test_figures_behind_it_take_the_place_of_the_words():
    behind = pd.DataFrame({"area": ["430000"], "value": [2.624]})
    assert csv_rows(table(behind=behind)) == [["area", "value"], ["430000", "2.624"]]


def test_jupyter_gets_markup_words_and_figures():
    bundle = table()._repr_mimebundle_()
    assert bundle["text/html"] == table().html()
    assert bundle["text/plain"] == "R&D"
    assert bundle[TABLE_MIME] == table().tables[0]


def test_the_rows_are_left_as_they_were():
    before = ROWS.copy(deep=True)
    table().html()
    table()._repr_mimebundle_()
    pd.testing.assert_frame_equal(ROWS, before)


# ----------------------------------------------------------------------------- prose and blocks


def a_chart(name: str) -> Chart:
    data = pd.DataFrame({"area": ["=x"], "value": [1.0]})
    return Chart(name, "Title", "unit, 2022", "Source: x", "In words.", "<svg/>", data)


def test_prose_has_no_figures_of_its_own():
    assert note("A & B").html() == '<p class="note">A &amp; B</p>'
    assert note("A").tables == []
    assert TABLE_MIME not in Prose("<p/>")._repr_mimebundle_()


def test_a_block_shows_its_pieces_in_order_and_nests():
    block = Block([note("first"), Block([a_chart("two"), table()], box="charts"), note("last")])
    found = tree(block.html())
    assert [piece.tag for piece in found] == ["p", "div", "p"]
    inner = found.find("div[@class='charts']")
    assert inner.find("figure").get("id") == "two"
    assert inner.find(".//table").get("id") == "rd"


def test_a_block_hands_on_the_figures_of_all_its_pieces():
    block = Block([a_chart("one"), note("x"), Block([table(), a_chart("two")])])
    assert [found["name"] for found in block.tables] == ["one", "rd", "two"]
    assert block.tables[0]["csv"] == "area,value\n'=x,1\n"
    bundle = block._repr_mimebundle_()
    assert bundle[TABLE_MIME] == block.tables
    assert bundle["text/html"] == block.html()


def test_an_empty_block_shows_nothing():
    assert Block([]).html() == ""
    assert Block([]).tables == []
