"""SVG in few bytes: the same picture, told shorter."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest
from matplotlib.figure import Figure
from matplotlib.patches import Circle

from helpers.draw.style import INK, PAPER, THEMED, chart_style
from helpers.draw.svg import area_class, figure_to_svg, gid_of
from helpers.draw.svg_looks import gather, themed
from helpers.draw.svg_shapes import number, path_data, segments

SVG = "{http://www.w3.org/2000/svg}"


def drawn(draw) -> ET.Element:
    """The SVG of a figure of 100 by 100 px whose axes fill it, y upwards from 0 to 100."""
    with chart_style("x"):
        fig = Figure(figsize=(100 / 72, 100 / 72), dpi=72)
        ax = fig.add_axes((0, 0, 1, 1))
        ax.set_axis_off()
        ax.set_xlim(0, 100)
        ax.set_ylim(0, 100)
        draw(ax)
        return ET.fromstring(figure_to_svg(fig, "x"))


def points(data: str) -> list[tuple[float, float]]:
    """Where a path of M, m, l, h, v and z goes: the letters' meaning, from the SVG standard."""
    found, here, start = [], (0.0, 0.0), (0.0, 0.0)
    for letter, rest in re.findall(r"([A-Za-z])([^A-Za-z]*)", data):
        values = [float(word) for word in re.findall(r"-?\d*\.?\d+", rest)]
        if letter in "hv":
            pairs = [(value, 0.0) if letter == "h" else (0.0, value) for value in values]
        else:
            pairs = list(zip(values[::2], values[1::2], strict=True))
        if letter == "z":
            here = start
        for step, (x, y) in enumerate(pairs):
            absolute = letter == "M"
            assert not (absolute and step), "after M a pair without a letter would be absolute"
            here = (x, y) if absolute else (here[0] + x, here[1] + y)
            start = here if letter in "Mm" and step == 0 else start
            found.append(here)
    return found


@pytest.mark.parametrize(
    ("long", "short"),
    [
        ("M10 20L13.5 20L13.5 10z", "M10 20h3.5v-10z"),
        ("M0 0L1 2L3 3", "M0 0l1 2 2 1"),
        ("M0 0L1 -2L3 -3M5 5L6 7", "M0 0l1-2 2-1m2 8 1 2"),
        ("M0.04 0L0.96 0", "M0 0h1"),
        ("M1 1C1 2 2 3 3 3", "M1 1c0 1 1 2 2 2"),
        ("M5 5L6 5zL5 9", "M5 5h1zv4"),
    ],
)
def test_a_path_goes_from_point_to_point(long, short):
    assert path_data(segments(long)) == short


def test_rounding_does_not_add_up_along_a_path():
    long = "M0 0" + "".join(f"L{step * 1.04:.2f} {step * 0.33:.2f}" for step in range(1, 300))
    for at, (x, y) in enumerate(points(path_data(segments(long)))):
        assert x == pytest.approx(at * 1.04, abs=0.051)
        assert y == pytest.approx(at * 0.33, abs=0.056)


def test_a_letter_that_is_not_understood_is_refused():
    with pytest.raises(ValueError, match="letter A"):
        segments("M0 0A1 1 0 0 0 2 2")


def test_numbers_say_no_zero_that_says_nothing():
    told = [number(value) for value in (0.5, -0.5, 0.0, -0.001, 12.0, 1.256, 100.0)]
    assert told == [".5", "-.5", "0", "0", "12", "1.26", "100"]


def test_dots_stand_where_they_were_in_their_size_and_colour():
    svg = drawn(
        lambda ax: ax.plot([20, 30], [40, 90], "o", ms=5.5, color=INK, mew=0, clip_on=False)
    )
    (dots,) = svg.findall(f".//{SVG}path")
    assert points(dots.get("d")) == [(20, 60), (20, 60), (30, 10), (30, 10)]
    assert (dots.get("stroke-width"), dots.get("stroke-linecap")) == ("5.5", "round")
    assert dots.get("stroke") == "var(--ink,#1a1a1a)"


def test_a_rimmed_dot_is_a_circle_and_a_square_a_path():
    def draw(ax):
        ax.plot([20], [40], "o", ms=6, color=INK, markeredgecolor=PAPER, mew=1, clip_on=False)
        ax.plot([50], [50], "s", ms=10, color=INK, mew=0, clip_on=False)
        ax.add_patch(Circle((70, 70), 8, fill=False, edgecolor=INK))

    svg = drawn(draw)
    circles = {circle.get("r"): circle for circle in svg.findall(f".//{SVG}circle")}
    assert sorted(circles) == ["3", "8"]
    assert [circles["3"].get(key) for key in ("cx", "cy")] == ["20", "60"]
    assert [circles["8"].get(key) for key in ("cx", "cy")] == ["70", "30"]
    (square,) = svg.findall(f".//{SVG}path")
    assert set(points(square.get("d"))) == {(45, 55), (55, 55), (55, 45), (45, 45)}


def test_marks_and_texts_carry_the_class_of_their_area():
    def draw(ax):
        ax.plot([10, 20], [10, 10], "o", color=INK, mew=0, clip_on=False,
                gid=gid_of(["110000", "420100"]))  # fmt: skip
        ax.plot([10, 20], [50, 60], color=INK, gid=gid_of(["430000"]))
        ax.text(5, 5, "Hunan", gid=gid_of(["430000"], rim=True))

    found = {e.get("class"): e for e in drawn(draw).iter() if e.get("class")}
    assert sorted(found) == ["a11", "a420100", "a43"]
    assert points(found["a11"].get("d"))[0] == (10, 90)
    assert points(found["a420100"].get("d"))[0] == (20, 90)
    assert found["a43"].text == "Hunan"
    assert found["a43"].get("paint-order") == "stroke"


def test_what_is_no_adcode_has_no_class():
    assert gid_of(["x"]) is None
    assert gid_of(["430000", ""]) is None
    assert gid_of(["x"], rim=True) == "halo"
    assert area_class("430000") == "a43"
    assert area_class("420100") == "a420100"


def test_neighbours_of_one_look_share_a_path_or_a_group_but_not_over_others():
    root = ET.fromstring(
        '<svg xmlns="http://www.w3.org/2000/svg">'
        '<path d="M0 0h1" stroke="red"/><path d="M0 1h1" stroke="red"/>'
        '<path d="M0 2h1" stroke="blue"/><path d="M0 3h1" stroke="red"/>'
        '<path class="a11" d="M0 4h1" stroke="red"/><text x="1">a</text></svg>'
    )
    gather(root)
    blue, group = root.findall(f"{SVG}path")[1], root.find(f"{SVG}g")
    assert root[0].get("d") == "M0 0h1M0 1h1"
    assert blue.get("stroke") == "blue"
    assert [path.get("d") for path in group] == ["M0 3h1", "M0 4h1"]
    assert group.get("stroke") == "red"
    assert all(path.get("stroke") is None for path in group)


def test_marks_of_one_area_share_a_path_among_those_of_one_look():
    rows = "".join(
        f'<path class="a{area}" d="M{area} {row}v9" stroke="red"/>'
        for row in (1, 2) for area in (11, 43)
    )  # fmt: skip
    root = ET.fromstring(
        f'<svg xmlns="http://www.w3.org/2000/svg">{rows}<path d="M0 0h1" stroke="blue"/>'
        '<path class="a11" d="M9 9v9" stroke="red"/></svg>'
    )
    gather(root)
    found = [(path.get("class"), path.get("d")) for path in root.iter(f"{SVG}path")]
    assert found == [
        ("a11", "M11 1v9M11 2v9"), ("a43", "M43 1v9M43 2v9"),
        (None, "M0 0h1"), ("a11", "M9 9v9"),  # drawn over the blue
    ]  # fmt: skip


def test_texts_of_one_column_keep_their_places():
    rows = "".join(f'<text x="20" y="{10 + row}" fill="red">{row}</text>' for row in range(7))
    root = ET.fromstring(f'<svg xmlns="http://www.w3.org/2000/svg">{rows}</svg>')
    gather(root)
    (group,) = root
    assert group.attrib == {"transform": "translate(20)", "fill": "red"}
    assert [text.attrib for text in group] == [{"y": str(10 + row)} for row in range(7)]


def test_a_see_through_shape_is_not_joined_with_its_neighbour():
    root = ET.fromstring(
        '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9v9z" fill-opacity=".5"/>'
        '<path d="M0 0h9v9z" fill-opacity=".5"/></svg>'
    )
    gather(root)
    assert len(root.findall(f".//{SVG}path")) == 2


def test_a_colour_is_a_variable_with_itself_to_fall_back_on():
    assert themed(INK) == "var(--ink,#1a1a1a)"
    assert themed("#123456") == "#123456"
    assert themed("none") == "none"
    assert len(set(THEMED.values())) == len(THEMED)


def test_ticks_say_so_together_and_no_other_text_with_them():
    texts = '<text class="tick" y="9">1</text><text class="tick" y="9">2</text><text>a</text>'
    root = ET.fromstring(f'<svg xmlns="http://www.w3.org/2000/svg">{texts}</svg>')
    gather(root)
    group, other = root
    assert group.attrib == {"class": "tick"}
    assert [text.text for text in group] == ["1", "2"]
    assert (other.text, other.get("class")) == ("a", None)


def test_english_words_on_a_chinese_picture_say_that_they_are(chinese):
    """Also a line of them that holds no number; a name of capitals is both languages'."""
    lines = ["60 billion", "billion yuan", "R&D", "600亿元", "超过 over 13,000"]

    def write(ax):
        for place, words in enumerate(lines):
            ax.text(10, 10 * place, words)

    found = {text.text: text.get("lang") for text in drawn(write).iter(f"{SVG}text")}
    assert found == dict.fromkeys(lines[:2], "en") | dict.fromkeys(lines[2:])


def test_words_on_an_english_picture_say_no_language():
    texts = drawn(lambda ax: ax.text(10, 10, "billion yuan")).iter(f"{SVG}text")
    assert [text.get("lang") for text in texts] == [None]
