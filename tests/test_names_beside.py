"""Areas' names beside numbers: another's is refused, in sentences, brackets, tables and charts."""

from __future__ import annotations

import html
import re
from itertools import pairwise

import pytest
from executed import executed_once
from judged import judge

from helpers.claims.claim import written
from helpers.claims.kinds import Apart, Directed, Growth, Level, Moved, Rank, Reckoned, Worked
from helpers.language import speaking
from helpers.site.named_beside import Names
from helpers.site.tracing import CARRIED, Traces

BLOCK = re.compile(r"<(p|li|h[1-4])\b[^>]*>(?:(?!</?(?:p|li|h[1-4]|table|svg|figure|div|ul)\b).)*"
                   r"</\1>", re.DOTALL)  # fmt: skip
HUNAN, HENAN, INNER = "430000", "410000", "150000"


pytestmark = pytest.mark.usefixtures("project_data")


def level(area, said="2.62"):
    return Level(said, "rd_intensity_as_published", area, 2024, "% of GDP",
                 (f"rd_bulletin_2024:rd_intensity_as_published/{area}/2024",))  # fmt: skip


def span(claim, words="", tag="span"):
    return f'<{tag} data-claim="{html.escape(written(claim))}">{words or claim.said}</{tag}>'


def beside(piece):
    """Why each number of the piece is refused."""
    traces, found = Traces(judge()), []
    for one in CARRIED.finditer(piece):
        shown = html.unescape(one[3])
        claim = traces._claim(html.unescape(one[1]), shown)
        found.append(traces._named_otherwise(one, shown, claim))
    return [why for why in (*found, *traces.names.misheaded(piece)) if why]


def picture(*lines):
    return "<svg>" + "".join(
        f'<text class="a" y="{y}">{name}</text>'
        + span(level(area, "2"), tag="text").replace("<text", f'<text y="{y}"', 1)
        for y, name, area in lines
    ) + "</svg>"  # fmt: skip


def table(name, area, column=""):
    head = f'<tr><th rowspan="2">x</th><th colspan="2">{column}</th></tr><tr><th>a</th></tr>'
    cells = f'<td>9</td><td data-claim="{html.escape(written(level(area)))}">2.62</td>'
    row = f'<tr><th scope="row">{name}</th>{cells}</tr>'
    return f"<table><thead>{head}</thead><tbody>{row}</tbody></table>"


RATIO = Apart("0.5", "x", HUNAN, HENAN, 2023, "p.p.", ())
GREW = Growth("+161", "x", HUNAN, 2021, 2024, "%", ())
ROSE = Directed("rose", "moved", (written(Moved("rose", "x", HUNAN, 2012, 2023, "all", "rose", ())),
                                  written(Rank("9", "x", HUNAN, 2023, "all", "", ()))))  # fmt: skip
PROMISE = Worked("2023", "reached", "changsha_evening_news_2023:s22.3")  # Hunan's
OF_PROFILE = Reckoned("3", "counted", ("profile", "first third", HUNAN, "all", "2012"))
LINES = ((10, "Hunan", HUNAN), (20, "Henan", HENAN), (30, "Tibet", "540000"))


@pytest.mark.parametrize(
    ("piece", "refused"),
    [
        (f"Henan has none; Hunan {span(GREW, '+161%')}", False),
        (f"Hunan {span(GREW, '+161%')}", False),
        (f"Henan {span(GREW, '+161%')}", True),
        (f"<strong>Henan</strong>: {span(GREW, '+161%')}", True),
        (f"In Henan it rose from 2021 by {span(GREW, '+161%')}", True),
        (f"{span(GREW, '+161%')} (Henan)", True),
        (f"{span(GREW, '+161%')} (Hunan, Henan)", False),
        (f"{span(level(HENAN))} of Hunan {span(GREW, '+161%')}", False),
        (f"<p>Henan</p><p>{span(GREW, '+161%')}</p>", False),
        (f"Inner Mongolia {span(level(INNER))}", False),
        (f"China {span(level(INNER))}", True),
        (f"a province in China's centre, with {span(level(HUNAN))}", False),
        (f"Central China; {span(level(HUNAN))}", False),
        (f"China Statistical Yearbook; {span(level(HUNAN))}", False),
        (f"Hunan lies {span(RATIO)}", False),
        (f"below Henan, {span(RATIO)}", False),
        (f"below Hubei, {span(RATIO)}", True),
        (f"Henan {span(ROSE)}", True),
        (f"Hunan {span(ROSE)}", False),
        (f"Wuhan: {span(PROMISE)}", True),
        (f"Hunan: {span(PROMISE)}", False),
        (f"Henan: {span(OF_PROFILE)} rates", True),
        (f"Hunan: {span(OF_PROFILE)} rates", False),
        (span(level(HUNAN, ""), "Hunan 2.62", "text"), False),
        (span(level(HUNAN, ""), "Henan 2.62", "text"), True),
        (table("Hunan", HUNAN), False),
        (table("Henan", HUNAN), True),
        (table("Henan and others", HUNAN), False),
        (table("x", HUNAN, "Hunan"), False),
        (table("x", HUNAN, "Henan"), True),
        (picture(*LINES), False),
        (picture(*((y, name, HUNAN) for y, name, _ in LINES)), True),
        (picture((10, "Hunan", HENAN), (20, "Henan", HUNAN), LINES[2]), True),
        (picture(*((10, name, HUNAN) for _, name, _ in LINES)), False),  # no line each
    ],
)  # fmt: skip
def test_a_name_beside_a_number_is_that_of_its_area(piece, refused):
    assert bool(beside(piece)) == refused


@pytest.mark.parametrize(
    ("piece", "refused"),
    [
        (f"湖南{span(GREW, '+161%')}", False),
        (f"河南{span(GREW, '+161%')}", True),
        (f"{span(GREW, '+161%')}（湖北）", True),
        (f"内蒙古为{span(level(INNER))}", False),
        (f"全国为{span(level(INNER))}", True),
        (f"《2024年全国科技经费投入统计公报》：{span(level(INNER))}", False),
        (table("湖南", HENAN), True),
        (span(level(HUNAN, ""), "河南 2.62", "text"), True),
    ],
)  # fmt: skip
def test_the_same_in_chinese(piece, refused):
    with speaking("zh"):
        assert bool(beside(piece)) == refused


def test_spoken_words_are_asked_too():
    for name in ("Hunan", "Henan"):
        spoken = html.escape(f"{name} {level(HUNAN).words}")
        faults = []
        piece = f'<svg aria-label="{name} 2.62" data-spoken="{spoken}"></svg>'
        Traces(judge()).take(piece, faults.append)
        assert faults == (["'2.62' of Hunan stands beside Henan"] if name == "Henan" else [])


def swapped(block, names):
    """The block with each two names that follow each other in its text exchanged."""
    parts = re.split("(<[^>]*>)", block)
    own = list(dict.fromkeys(names.within(html.unescape("".join(parts[::2])))))
    for codes in pairwise(own):
        one, other = (names.rows.area_name(code) for code in codes)
        calls = {one: other, other: one}
        yield "".join(part if place % 2 else names._pattern.sub(
            lambda found, calls=calls: calls.get(found[0], found[0]), part)
            for place, part in enumerate(parts))  # fmt: skip


def test_two_names_of_a_sentence_of_the_comparison_cannot_change_places():
    """Of every title, caption and text alternative with two names or more, 99 % are refused.

    What is not refused are names in sentences without a number of theirs.
    """
    traces, names = Traces(judge()), Names(judge().rows)
    seeded, passed = 0, []
    for cell in executed_once("02_compare_provinces").cells:
        for output in cell.get("outputs", []):
            for block in BLOCK.finditer(output.get("data", {}).get("text/html", "")):
                if not CARRIED.search(block[0]):
                    continue
                for false in swapped(block[0], names):
                    faults = []
                    traces.take(false, faults.append)
                    seeded += 1
                    passed += [] if faults else [re.sub("<[^>]*>", "", false)]
    assert seeded >= 400, seeded
    assert len(passed) <= 0.01 * seeded, passed
