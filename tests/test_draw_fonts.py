"""Fonts of charts: every Chinese sign has a glyph, and an English build never asks for them."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

import pandas as pd
from matplotlib.font_manager import FontProperties, findfont
from matplotlib.ft2font import FT2Font

from helpers.draw.fonts import families
from helpers.draw.ranking import ranking_chart
from helpers.language import catalogue, speaking

DATA = Path(__file__).resolve().parent.parent / "data"
ENGLISH = """
import sys
import matplotlib.pyplot
from helpers.draw.fonts import families
print(families(), "pylopdf_fonts_zh_cn" in sys.modules)
"""


def chinese_texts():
    yield from catalogue().values()
    for name in ("indicators_zh.csv", "texts_zh.csv"):
        with (DATA / "reference" / name).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                yield from row.values()
    for name in ("areas.csv", "indicators.csv"):
        with (DATA / "reference" / name).open(encoding="utf-8", newline="") as file:
            yield from (row["name_zh"] for row in csv.DictReader(file))


def test_every_sign_that_is_said_has_a_glyph():
    with speaking("zh"):
        fonts = [FT2Font(findfont(name, fallback_to_default=False)) for name in families()]
    known = set().union(*(font.get_charmap() for font in fonts))
    lacking = {sign for text in chinese_texts() for sign in text if ord(sign) not in known}
    assert lacking == set()


def test_bold_is_found_without_a_word():
    with speaking("zh"):
        regular, bold = (
            findfont(FontProperties(family=families()[1], weight=weight), fallback_to_default=False)
            for weight in ("normal", "bold")
        )
    assert regular == bold


def test_english_charts_ask_for_no_chinese_font():
    ran = subprocess.run(
        [sys.executable, "-c", ENGLISH], check=True, capture_output=True, text=True
    )
    assert ran.stdout == "['DejaVu Sans'] False\n"


def test_a_chinese_chart_holds_its_words_as_text(recwarn):
    rows = pd.DataFrame(
        {"area": ["430000", "420000"], "area_name": ["湖南", "湖北"], "value": [2.57, float("nan")],
         "year": 2023, "rank": [1, None], "rank_of": [1, None]}
    )  # fmt: skip
    with speaking("zh"):
        chart = ranking_chart(rows, name="x", title="投入强度", subtitle="%，2023年", source="来源",
                              marked=["430000"], national=2.65, decimals=2)  # fmt: skip
    assert not [one for one in recwarn if "Glyph" in str(one.message)]
    for words in ("投入强度", "湖南", "全国 2.65", "无数据：湖北。"):
        assert f">{words}<" in chart.svg
    assert "'PingFang SC'" in chart.svg
    assert chart.alt.startswith("1个省级地区的点图，%，2023年：为2.57（湖南）。")
