"""Sparklines: gaps, ends and words."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from helpers.draw.sparkline import sparkline
from helpers.language import speaking

SVG = "{http://www.w3.org/2000/svg}"


def test_words_tell_first_last_and_gaps():
    drawn = sparkline([1.3, None, 2.41], [2012, 2017, 2024], decimals=2)
    assert 'aria-label="2012 1.30 to 2024 2.41, gaps in 2013' in drawn
    years = range(2016, 2020)
    assert 'aria-label="2016 1.0 to 2019 3.0, gaps in 2017"' in sparkline(
        [1, float("nan"), 2, 3], years
    )
    assert 'aria-label="Hunan: 2016 1.0 to 2019 4.0"' in sparkline(
        [1, 2, 3, 4], years, label="Hunan"
    )
    with speaking("zh"):
        assert 'aria-label="湖南：' in sparkline([1, 2, 3, 4], years, label="湖南")


def test_gaps_are_gaps_and_lone_years_are_dots():
    root = ET.fromstring(sparkline([1, 2, None, 3, None, 4, 5], range(2010, 2017)))
    assert root.find(f"{SVG}path").get("d").upper().count("M") == 2
    assert [c.get("r") for c in root.iter(f"{SVG}circle")] == ["1.2", "2.5"]


def test_a_year_that_is_not_listed_is_a_gap_too():
    root = ET.fromstring(sparkline([1, 2, 3, 4], [2010, 2011, 2014, 2015]))
    assert root.find(f"{SVG}path").get("d").upper().count("M") == 2


def test_the_line_is_cut_at_a_break():
    """Steps of 28 across and of 16/3 up; no line from 2011 to 2012."""
    values, years = [1, 2, 3, 4], [2010, 2011, 2012, 2013]
    root = ET.fromstring(sparkline(values, years, breaks=[2012]))
    assert root.find(f"{SVG}path").get("d") == "M3 19l28-5.3m28-5.4 28-5.3"
    assert [c.get("r") for c in root.iter(f"{SVG}circle")] == ["2.5"]
    assert root.get("aria-label") == "2010 1.0 to 2011 2.0, 2012 3.0 to 2013 4.0"
    whole = "M3 19l28-5.3 28-5.4 28-5.3"
    root = ET.fromstring(sparkline(values, years, breaks=[2009, 2010, 2014]))
    assert root.find(f"{SVG}path").get("d") == whole
    # a year alone behind the break is the last dot
    root = ET.fromstring(sparkline(values, years, breaks=[2013]))
    assert root.find(f"{SVG}path").get("d") == "M3 19l28-5.3 28-5.4"
    # and alone before it, a dot of its own
    root = ET.fromstring(sparkline(values, years, breaks=[2011]))
    assert [c.get("r") for c in root.iter(f"{SVG}circle")] == ["1.2", "2.5"]


def test_heights_go_with_values_and_the_dot_is_last():
    root = ET.fromstring(sparkline([0, 10, 5], [2010, 2011, 2012]))
    assert root.find(f"{SVG}path").get("d") == "M3 19l42-16 42 8"
    dot = root.find(f"{SVG}circle")
    assert (dot.get("cx"), dot.get("cy")) == ("87", "11")


def test_a_year_stands_where_it_lies_however_few_are_listed():
    """84 px are the six years from 2010 to 2016: 14 px a year."""
    root = ET.fromstring(sparkline([0, 10, 5, 0], [2010, 2011, 2015, 2016]))
    assert root.find(f"{SVG}path").get("d") == "M3 19l14-16m56 8 14 8"


@pytest.mark.parametrize("values", [[], [None], [float("nan"), None]])
def test_nothing_to_draw_says_so(values):
    drawn = sparkline(values, range(2010, 2010 + len(values)))
    assert 'aria-label="no figure"' in drawn
    assert "<path" not in drawn
    assert "<circle" not in drawn


def test_labels_are_escaped_and_there_are_no_ids():
    drawn = sparkline([1, 2], [2010, 2011], label='"><script>')
    assert "<script" not in drawn
    assert "id=" not in drawn
    ET.fromstring(drawn)


def test_faults_are_told():
    with pytest.raises(ValueError, match="2 values for 1 years"):
        sparkline([1, 2], [2010])
    with pytest.raises(ValueError, match="must rise"):
        sparkline([1, 2], [2011, 2010])
