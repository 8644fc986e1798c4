"""Sentences of a story: the rule of the numbers, HTML, and files that are no text."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.faults import FaultsFound
from helpers.read.articles import read_article, sentences, visible_text


def texts(text: str) -> list[str]:
    return [one.text for one in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sichuan grew. It grew fast", ["Sichuan grew.", "It grew fast"]),
        ("Output rose 3.5 percent. Good", ["Output rose 3.5 percent.", "Good"]),
        ("One line\n\nAnother line", ["One line", "Another line"]),
        ("It ended.Then it began", ["It ended.", "Then it began"]),
        ("first;second", ["first;second"]),
        ("first; second", ["first;", "second"]),
        ("They waited…On Monday they left", ["They waited…", "On Monday they left"]),
        ("The end.“A new start”", ["The end.", "“A new start”"]),
        ('He calls it "one park." In May it opened', ['He calls it "one park." In May it opened']),
        ("Stopped. ; Went on", ["Stopped.", ";", "Went on"]),
        ("Really?! Yes", ["Really?!", "Yes"]),
        ("浙江增长。杭州领先！", ["浙江增长。", "杭州领先！"]),
        ("他说：“很好。”随后离开。", ["他说：“很好。”", "随后离开。"]),
        ("达到3.5亿元；增长5%。", ["达到3.5亿元；", "增长5%。"]),
        ("It cost 3 U.S. dollars. Fine", ["It cost 3 U.S. dollars.", "Fine"]),
        ("It is No. 5 in the land.", ["It is No. 5 in the land."]),
        ("", []),
        ("— \n***", []),
    ],
)
def test_a_sentence_ends_where_the_rule_says(text, expected):
    assert texts(text) == expected


def test_sentences_are_numbered_through_and_headings_known():
    found = sentences("A new year\n\nShaanxi grew. It will grow.")
    assert [(one.number, one.line, one.heading) for one in found] == [
        (1, 1, True),
        (2, 3, False),
        (3, 3, False),
    ]


def test_of_a_page_what_a_reader_sees_is_read():
    page = (
        "<html><head><title>no</title><style>p {}</style></head><body><nav>Menu 5</nav>"
        "<h1>Growth&nbsp;of 5&#37;</h1><p>Anhui has\n<b>300</b> labs.</p><script>x = 9</script>"
        "<p>安徽有300家。<br>完"
    )
    assert visible_text(page).splitlines() == [
        "Growth of 5%",
        "Anhui has 300 labs.",
        "安徽有300家。",
        "完",
    ]
    assert read_article(page.encode(), file="a.txt")[0].text == "Growth of 5%"


def test_both_encodings_are_read():
    for encoding in ("utf-8", "utf-8-sig", "gb18030"):
        found = read_article("四川有300家企业。".encode(encoding), file="a.txt")
        assert found[0].text == "四川有300家企业。"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b" \n ",
        b"\x89PNG\r\n\x1a\n\x00\x00",
        b"\xff\xfe\x00",
        b"\xff" * 50,
        bytes(range(1, 32)) * 20,
        b"<html><body></body></html>",
        b"x" * 5_000_000,
        b"word " * 30_000,
    ],
)
def test_what_is_no_story_is_refused_in_words(content):
    with pytest.raises(FaultsFound) as found:
        read_article(content, file="a.txt")
    assert "a story as .txt or .html" in str(found.value)


@pytest.mark.parametrize(
    "unit", ["<", "<div", "<!--", "a. ", "。", "<script>", "&#", '"', "<![", "<?"]
)
def test_time_grows_with_the_length_only(unit):
    start = time.process_time()
    with suppress(FaultsFound):
        read_article((unit * (400_000 // len(unit.encode()))).encode(), file="a.html")
    assert time.process_time() - start < 5


@settings(max_examples=100, deadline=None)
@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(lambda t: t.encode("utf-8"))))
def test_any_file_is_read_or_refused(content):
    for file in ("a.txt", "a.html"):
        try:
            assert read_article(content, file=file)
        except FaultsFound:
            continue
