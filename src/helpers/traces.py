"""Words that know what they stand on, from the sentence that is made to the page that shows it.

A number goes through many hands on its way to a page: it is put into a sentence, the sentence
into a list, the list into a table or a picture. So its trace travels inside the text, between
signs that no text holds, and is turned into an attribute where the text becomes HTML. Text that
becomes no HTML (a CSV, the name of a picture) is freed of it. A trace is the text of a claim
(`helpers.claims`), which nothing here reads, or, of a number that no figure can bear, a few words
on how it was come by ("counted here: rows of this table").
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import escape

from helpers.language import ENGLISH, chinese

OPEN, MIDDLE, CLOSE = "\ue0f0", "\ue0f1", "\ue0f2"  # of the private use area
ATTRIBUTE, SPOKEN = "data-claim", "data-spoken"
_TRACED = re.compile(f"{OPEN}([^{OPEN}{MIDDLE}{CLOSE}]*){MIDDLE}([^{OPEN}{MIDDLE}{CLOSE}]*){CLOSE}")
_HAN = "\u3000-\u303f\u4e00-\u9fff\uff00-\uffef"
# a number with up to three Chinese signs before it (超过12%), a Chinese sign, a word, a blank
_WORD = re.compile(
    rf"[\u4e00-\u9fff]{{0,3}}(?=[^\s{_HAN}]*[0-9])[^\s{_HAN}]+\s*|[{_HAN}]|[^\s{_HAN}]+\s*|\s+"
)
_LATIN, _CHINESE = re.compile("[A-Za-z]"), re.compile("[\u4e00-\u9fff]")
RECKONED = "reckoned"  # the kind of claim that a count is
ENDED = "ended"  # and that of names at the end of a range
WORDED = "worded"  # and that of words that the judge makes anew
PRINTED = '["printed"'  # how the trace of a story's own words begins
_SIGN = re.compile(f"[{OPEN}{MIDDLE}{CLOSE}]")


def traced(words: str, trace: str) -> str:
    """The words with their trace inside; as they are where there is no trace."""
    return f"{OPEN}{trace}{MIDDLE}{words}{CLOSE}" if trace else words


def counted_trace(how: str, *by: str) -> str:
    """The trace of a count, which the judge of claims takes: how it was come by, and what counts
    it again."""
    return json.dumps([RECKONED, "", how, by], ensure_ascii=False, separators=(",", ":"))


def end_trace(trace: str, end: str, over: str, among: str) -> str:
    """The trace of a value with the names of all who have it, at an end of what is drawn.

    trace: of the value. end: "least", "most", "all" where it is everyone's, or "same" for names of
    those who have it. over: what the names are of, "area" or "code". among: those that are drawn.
    "" where the value has no trace.
    """
    if not trace:
        return ""
    fields = [ENDED, "", trace, end, over, among]
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))


def worded_trace(said: str, what: str, *of: str) -> str:
    """The trace of words that the judge makes anew: of what is missing, as `claims.worded` has it.

    said: "" for what is shown, where that is never broken into lines.
    """
    return json.dumps([WORDED, said, what, of], ensure_ascii=False, separators=(",", ":"))


def anew(trace: str, what: str) -> str:
    """The trace of other words of what the judge makes words anew of; "" where there is none."""
    return worded_trace("", what, *json.loads(trace)[3]) if trace else ""


def untraced(text: str) -> str:
    """The text alone, as it is read."""
    return _SIGN.sub("", _TRACED.sub(r"\2", text)) if _SIGN.search(text) else text


def only_trace(text: str) -> tuple[str, str]:
    """(words, trace) where one trace spans the whole text, else (the text, "")."""
    whole = _TRACED.fullmatch(text)
    return (whole[2], whole[1]) if whole else (text, "")


def first_trace(text: str) -> str:
    """The first trace in the text; "" for none."""
    found = _TRACED.search(text)
    return found[1] if found else ""


def each_trace(text: str) -> list[tuple[str, str]]:
    """(words, trace) of the whole text, in its order; trace "" where it has none.

    What stands between two words of one trace belongs to it.
    """
    found: list[tuple[str, str]] = []
    end = 0
    for one in _TRACED.finditer(text):
        found += [(untraced(text[end : one.start()]), ""), (one[2], one[1])]
        end = one.end()
    kept: list[tuple[str, str]] = []
    for words, trace in [*found, (untraced(text[end:]), "")]:
        if len(kept) > 1 and trace and kept[-2][1] == trace:
            between = kept.pop()[0]
            kept[-1] = (f"{kept[-1][0]}{between}{words}", trace)
        else:
            kept.append((words, trace))
    return [(words, trace) for words, trace in kept if words]


def pieces(text: str) -> list[str]:
    """The text cut into signs; each word that has a trace, blank behind it, is one piece. A
    Chinese sign is a word; those right before a number stay with it.

    Of traced words that hold a number, those without a digit need no trace of their own.
    """
    cut: list[str] = []
    end = 0
    for found in _TRACED.finditer(text):
        cut += untraced(text[end : found.start()])
        numbers = any(sign.isdigit() for sign in found[2])
        for word in _WORD.findall(found[2]):
            says = any(sign.isdigit() for sign in word) or not numbers
            cut += [traced(word, found[1])] if says else word
        end = found.end()
    return [*cut, *untraced(text[end:])]


def with_traces(text: str, render: Callable[[str], str]) -> str:
    """The text as HTML: `render` makes the words safe, a trace becomes a span's attribute."""
    if not _SIGN.search(text):
        return render(text)
    pieces, end = [], 0
    for found in _TRACED.finditer(text):
        pieces.append(render(untraced(text[end : found.start()])))
        said = trace_attribute(found[1]) + quoted_attribute(found[1], found[2])
        pieces.append(f"<span{said}>{render(found[2])}</span>")
        end = found.end()
    return "".join([*pieces, render(untraced(text[end:]))])


def traced_words(text: str) -> list[tuple[str, str]]:
    """(words, trace) of every trace in the text."""
    return [(found[2], found[1]) for found in _TRACED.finditer(text)]


def spoken_attribute(text: str) -> str:
    """What a picture's spoken words claim, as an attribute beside them; "" for nothing."""
    return f' {SPOKEN}="{escape(text)}"' if _SIGN.search(text) else ""


def trace_attribute(trace: str) -> str:
    """The trace as an attribute of HTML, with the blank before it; "" for none."""
    return f' {ATTRIBUTE}="{escape(trace)}"' if trace else ""


def quoted_attribute(trace: str, words: str) -> str:
    """On a Chinese page the language of a story's own English words, as an attribute; else ""."""
    english = trace.startswith(PRINTED) and _LATIN.search(words) and not _CHINESE.search(words)
    return f' lang="{ENGLISH}"' if english and chinese() else ""
