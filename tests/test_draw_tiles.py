"""The tile map: shades by value, missing hatched, words readable on every shade."""

from __future__ import annotations

import pandas as pd
import pytest
from laid_out import boxes_of, middle_of, text_box, texts_of

from helpers.draw.layout import Heading
from helpers.draw.numbers import displayer
from helpers.draw.style import PAPER, WIDTH, chart_style, contrast
from helpers.draw.tiles import HATCH, SHADES, Classes, arrange, classify, draw_tiles, tile_map
from helpers.language import speaking

NAN = float("nan")
HEADING = Heading("m", "R&D", "% of GDP · 2024", "Source: NBS")


def frame(values=None):
    values = values or [float(n) for n in range(1, 11)]
    return pd.DataFrame(
        {
            "area": [f"{n:02d}0000" for n in range(len(values))],
            "area_name": [f"Name {n}" for n in range(len(values))],
            "code": [chr(65 + n) + "X" for n in range(len(values))],
            "row": [n // 5 + 1 for n in range(len(values))],
            "col": [n % 5 + 1 for n in range(len(values))],
            "value": values,
        }
    )


def drawn(table=None, decimals=1, **changes):
    with chart_style("m"):
        return draw_tiles(arrange(frame() if table is None else table), HEADING,
                          **{"marked": ["000000"], "display": displayer(decimals),
                             "decimals": decimals, **changes})  # fmt: skip


def chart(table=None, **changes):
    words = {"title": HEADING.title, "subtitle": HEADING.subtitle, "source": HEADING.source}
    settings = {"name": "m", "marked": ["000000"], "decimals": 1, **words}
    return tile_map(frame() if table is None else table, **{**settings, **changes})


def tiles(sheet):
    return {patch.get_label(): patch for patch in sheet.fig.axes[0].patches}


def hex_of(patch):
    from matplotlib.colors import to_hex

    return to_hex(patch.get_facecolor())


def test_tiles_stand_at_their_row_and_column():
    patches = tiles(drawn())
    x, y = patches["070000"].get_xy()
    assert int(x) == 3
    assert int(y) == 2
    sheet = drawn()
    for n in range(10):
        x, y = sheet.page(sheet.fig.axes[0], n % 5 + 1.5, n // 5 + 1.5)
        for words in (f"{n + 1}.0", chr(65 + n) + "X"):
            if n not in (0, 9):  # the least and the greatest stand in the legend, too
                assert tuple(middle_of(sheet, words)) == pytest.approx((x, y), abs=12)


def test_the_legend_names_the_limits_between_shades_at_their_joints():
    """Ten values in five shades of two: a fifth of the nine steps from 1.25 on begins a darker one.

    Halves round up, in a tile as in the legend.
    """
    table = frame()
    table["value"] += 0.25
    sheet = drawn(table)
    under = max(box.top for box in boxes_of(sheet, "1.3"))
    ends = [boxes_of(sheet, words)[-1] for words in ("1.3", "10.3")]
    swatches = [patch for patch in sheet.fig.artists if hasattr(patch, "get_width")]
    joints = [patch.get_x() for patch in swatches[1:]]
    limits = [text for text in sheet.fig.texts
              if abs(text_box(text, sheet.height).top - under) < 1][1:-1]  # fmt: skip
    assert [text.get_position()[0] for text in limits] == pytest.approx(joints)
    assert [float(text.get_text()) for text in limits] == [3.1, 4.9, 6.7, 8.5]
    assert ends[0].left == swatches[0].get_x()
    assert ends[1].right == pytest.approx(swatches[-1].get_x() + swatches[-1].get_width())


def test_quantiles_hold_equal_counts_and_darken():
    patches = tiles(drawn())
    shades = [hex_of(patches[f"{n:02d}0000"]) for n in range(10)]
    assert shades == [shade for shade in SHADES for _ in range(2)]


def test_equal_values_share_a_shade_and_few_values_have_few_classes():
    classes = classify([1, 1, 1, 1, 5], 0)
    assert len(classes.shades) == 2
    assert classes.shade(1) != classes.shade(5)
    assert classify([3, 3], 0).limits == ()
    assert classify([], 0).edges == ()


def test_a_value_is_classed_as_it_is_shown():
    # thirds of 1, 1.996 (shown as 2.00) and 3 lie at 1.666..., moved up to the second value, and
    # 2.333..., shown as 2.33
    classes = classify([1.0, 1.996, 3.0], 2)
    assert classes.limits == (2.0, 2.33)
    assert classes.shade(2.326) == classes.shade(2.33)
    # 1.25 is shown as 1.3, and takes the shade of 1.3
    halves = Classes((1.3,), 1.0, 2.0, 1)
    assert halves.shade(1.25) == halves.shade(1.3) != halves.shade(1.2)


def test_missing_is_hatched_and_said():
    sheet = drawn(frame([1.0, NAN, 3.0]))
    patches = tiles(sheet)
    assert patches["010000"].get_hatch() == HATCH
    assert hex_of(patches["010000"]) == PAPER
    assert hex_of(patches["000000"]) == SHADES[0]
    assert patches["000000"].get_hatch() is None
    words = texts_of(sheet)
    assert "no figure" in words
    assert "0.0" not in words
    assert "no figure" not in texts_of(drawn())


def test_marked_are_outlined_and_named():
    sheet = drawn()
    assert tiles(sheet)["outline 000000"].get_linewidth() > 2
    assert "Outlined: AX Name 0." in texts_of(sheet)
    with speaking("zh"):
        assert "描边：AX（Name 0）。" in texts_of(drawn())


def test_values_and_codes_are_printed_and_readable():
    sheet = drawn()
    patches = tiles(sheet)
    for n in range(10):
        for words in (f"{n + 1}.0", chr(65 + n) + "X"):
            text = next(t for t in sheet.fig.texts if t.get_text() == words)
            assert contrast(hex_of(patches[f"{n:02d}0000"]), text.get_color()) >= 4.5


def test_wide_values_are_shortened_and_it_is_said():
    sheet = drawn(frame([1_234_567.0, 98_765.0, 5.0]), decimals=1)
    words = texts_of(sheet)
    assert {"1.23m", "98.8k", "5.0"} <= set(words)
    assert "Shortened: k: thousand, m: million." in words


def test_no_words_overlap():
    for values in ([1_234_567.0, 98_765.0, 5.0, 7.0, 8.0, 9.0], [0.1, NAN, 0.2, 0.3, 0.4, 12.3]):
        sheet = drawn(frame(values), decimals=2)
        boxes = [text_box(text, sheet.height) for text in sheet.fig.texts]
        for place, box in enumerate(boxes):
            assert box.right <= WIDTH + 0.5
            assert box.bottom <= sheet.height
            hits = [other for other in boxes[place + 1 :] if box.meets(other)]
            assert all(min(box.bottom, o.bottom) - max(box.top, o.top) < 1.5 for o in hits)


def test_words_for_who_cannot_see_it():
    assert chart(frame([1.5, NAN, 3.0])).alt == (
        "Tile map of 2 areas, % of GDP · 2024: from 1.5 (Name 0) to 3.0 (Name 2). Name 0 1.5. "
        "No figure: Name 1."
    )


def test_faults_are_told():
    with pytest.raises(ValueError, match="row and col"):
        chart(frame().assign(row=1, col=1))
    nowhere = frame().assign(row=[NAN, *frame()["row"].tolist()[1:]])
    with pytest.raises(ValueError, match="none for 000000"):
        chart(nowhere)
