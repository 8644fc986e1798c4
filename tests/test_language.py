"""What pages say: the catalogue is whole, and a process speaks one language at a time."""

from __future__ import annotations

import ast
import re
import string
from pathlib import Path

import pytest
from jinja2.ext import extract_from_ast

from helpers.language import (
    NoChinese,
    catalogue,
    current,
    languages,
    numbered,
    pairs_of,
    rooms,
    say,
    speaking,
    use,
)
from helpers.language.phrases import (
    bracketed,
    clauses,
    joined,
    listed,
    sentences,
    strung,
    with_unit,
    year_runs,
)
from helpers.site.frame import said_in, template_environment

PACKAGE = Path(__file__).parents[1] / "src/helpers"
SAYS = {"say": 0, "later": 0, "numbered": 2}  # function: which of its arguments the catalogue has
HAN = re.compile(r"[\u3001-\u303f\u4e00-\u9fff\uff01-\uff5e]")


def messages_in(path):
    """(line, message) of every call of `SAYS` with a text that stands there; None for no text."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        called = node.func if isinstance(node, ast.Call) else None
        if isinstance(called, ast.Name) and called.id in SAYS:
            given = node.args[SAYS[called.id]]
            if isinstance(given, ast.Constant):
                yield node.lineno, given.value
            elif isinstance(given, ast.JoinedStr | ast.BinOp):
                yield node.lineno, None


def all_messages():
    """message -> where it is said first."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        for line, message in messages_in(path):
            found.setdefault(message, f"{path.relative_to(PACKAGE)}:{line}")
    environment = template_environment()
    for path in sorted(PACKAGE.rglob("*.j2")):
        text = path.read_text(encoding="utf-8")
        for line, _, strings in extract_from_ast(environment.parse(text), ("say",)):
            message = strings if isinstance(strings, str) else strings[0]
            found.setdefault(message, f"{path.relative_to(PACKAGE)}:{line}")
    for path in sorted(PACKAGE.rglob("*.js")):
        for message in said_in(path.read_text(encoding="utf-8")):
            found.setdefault(message, str(path.relative_to(PACKAGE)))
    return found


def holes(text):
    return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


def test_every_message_has_its_chinese():
    lacking = [f"{where}: {words}" for words, where in all_messages().items()
               if words is not None and words not in catalogue()]  # fmt: skip
    assert lacking == [], "\n".join(lacking)


def test_no_message_is_made_up_where_it_is_said():
    """An f-string or a sum is in no catalogue: named holes take what changes."""
    assert all_messages().get(None) is None


def test_no_text_of_the_catalogue_is_said_nowhere():
    assert set(catalogue()) - set(all_messages()) == set()


def test_both_texts_have_the_same_holes():
    other = {
        english: chinese
        for english, chinese in catalogue().items()
        if set(holes(english)) != set(holes(chinese))
    }
    assert other == {}


def test_a_message_has_one_chinese_text_in_all_files():
    first = {}
    for name in rooms():
        for english, chinese in pairs_of(name):
            assert chinese.strip(), f"{name}: no tab and Chinese text behind {english!r}"
            assert "\t" not in chinese, english
            assert first.setdefault(english, chinese) == chinese, english


def test_chinese_texts_are_chinese():
    """Signs of its own: no Latin comma or full stop beside a Chinese sign."""
    for english, chinese in catalogue().items():
        bare = re.sub(r"\{[^}]*\}|<[^>]*>", "", english)
        if re.search(r"[A-Za-z]{3}", bare):
            assert HAN.search(chinese), english
        assert not re.search(r"[\u4e00-\u9fff][,;:?!]|[\u4e00-\u9fff]\.(?!\w)", chinese), chinese


def test_english_is_the_text_itself():
    assert say("a {sign} that needs no catalogue", sign="sign") == "a sign that needs no catalogue"
    assert say("braces {stay} where nothing is given") == "braces {stay} where nothing is given"
    assert numbered(1, "{number} area", "{number} areas") == "1 area"
    assert numbered(1200, "{number} area", "{number} areas") == "1,200 areas"
    assert numbered(2, "{number} area", "{number} areas", number="two") == "two areas"


def test_a_process_speaks_the_language_in_use():
    assert current() == "en"
    with speaking("zh"):
        assert say("Cities") == "城市"
        assert say("{first} to {last}", first=2012, last=2024) == "2012—2024年"
        with pytest.raises(NoChinese, match=r"'not a text'.*language/zh"):
            say("not a text")
    assert current() == "en"
    with pytest.raises(ValueError, match="de"):
        use("de")


def test_the_languages_of_an_edition():
    assert languages("both") == ("en", "zh")
    assert languages("zh") == ("zh",)


@pytest.mark.parametrize(
    ("make", "english", "chinese"),
    [
        (lambda: joined(["a", "b"]), "a, b", "a，b"),
        (lambda: clauses(["a", "", "b"]), "a; b", "a；b"),
        (lambda: strung(["a", "b", "c"]), "a, b and c", "a，b，c"),
        (lambda: sentences(["A.", "B."]), "A. B.", "A.B."),
        (lambda: f"a{bracketed('b')}", "a (b)", "a（b）"),
        (
            lambda: listed(year_runs({2025, 2019, 2020, 2022, 2023, 2024})),
            "2019, 2020, 2022, 2023, 2024 and 2025",
            "2019年、2020年和2022—2025年",
        ),
        (lambda: listed(year_runs([2023, 2022])), "2022 and 2023", "2022年和2023年"),
        (lambda: listed(year_runs([])), "", ""),
        (lambda: with_unit("139.5", "yuan"), "139.5 yuan", "139.5 yuan"),
        (lambda: with_unit("139.5", "亿元"), "139.5 亿元", "139.5亿元"),
        (lambda: with_unit("2.62", "% of GDP"), "2.62% of GDP", "2.62% of GDP"),
    ],
)
def test_parts_stand_beside_one_another_as_each_language_sets_them(make, english, chinese):
    assert make() == english
    with speaking("zh"):
        assert make() == chinese
