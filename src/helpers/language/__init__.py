"""What pages say, in the language that they are read in.

Every word of a page that this package makes goes through `say` when it is needed, never when a
module is imported: its English text is the key, and English pages show that text as it is. The
Chinese stands in `zh/*.tsv`, a file a room, a line a message: the English text, a tab, and the
Chinese one with the same named holes. What data/ says (names, units, definitions) has its Chinese
in data/reference (`helpers.reference`), or is said in English until it has (`in_english`).

A process speaks one language at a time: a notebook that of its edition (`use`), a process that
renders pages of both that of the page (`speaking`).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files

ENGLISH, CHINESE, BOTH = "en", "zh", "both"
TAGS = {ENGLISH: "en", CHINESE: "zh-Hans"}
"""Language -> what HTML calls it."""

_noting: list[dict[str, None]] = []
_in_use = [ENGLISH]  # a list of one: each cell of a notebook may run in a context of its own


class NoChinese(LookupError):
    """A text of this package that a Chinese page needs, and nobody has put into Chinese."""

    def __init__(self, text: str) -> None:
        super().__init__(f"{text!r} has no Chinese text: add it to src/helpers/language/zh")


def languages(chosen: str) -> tuple[str, ...]:
    """The languages of an edition whose parameter `language` is `chosen`."""
    return (ENGLISH, CHINESE) if chosen == BOTH else (chosen,)


def use(language: str) -> None:
    """From here on this process speaks "en" or "zh". Raises ValueError for another."""
    if language not in TAGS:
        raise ValueError(f"{language!r} is no language of a page; allowed: {', '.join(TAGS)}")
    _in_use[0] = language


def current() -> str:
    """The language in use."""
    return _in_use[0]


def chinese() -> bool:
    """Whether Chinese is in use."""
    return _in_use[0] == CHINESE


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """In the block this language is in use, behind it the one before."""
    before = current()
    use(language)
    try:
        yield
    finally:
        use(before)


def say(message: str, /, **values: object) -> str:
    """A message in the language in use, its named holes filled as `str.format` fills them.

    Without values nothing is filled: braces stay. Raises NoChinese where the catalogue lacks it.
    """
    if chinese():
        try:
            message = catalogue()[message]
        except KeyError:
            raise NoChinese(message) from None
    return message.format(**values) if values else message


def in_english(words: str) -> str:
    """Words of the data that have no Chinese: they are said as they stand, and noted (`noting`)."""
    for noted in _noting:
        noted[words] = None
    return words


@contextmanager
def noting() -> Iterator[dict[str, None]]:
    """In the block the words that `in_english` is given are noted, each once, in their order."""
    noted: dict[str, None] = {}
    _noting.append(noted)
    try:
        yield noted
    finally:
        _noting.pop()


def numbered(number: float, one: str, many: str, /, **values: object) -> str:
    """`say` the message for one, or for another number of things; Chinese makes no difference.

    Unless `values` holds `number` in words of its own, {number} is the number with separators.
    The catalogue needs `many` alone.
    """
    message = one if number == 1 and not chinese() else many
    return say(message, **{"number": f"{number:,}", **values})


def later(message: str) -> str:
    """The message as it is: marks one in a table of words that `say` is given later."""
    return message


@cache
def catalogue() -> dict[str, str]:
    """English -> Chinese of every message."""
    return dict(pair for room in rooms() for pair in pairs_of(room))


def rooms() -> list[str]:
    """The names of the catalogue's files."""
    folder = files("helpers.language").joinpath("zh")
    return sorted(one.name for one in folder.iterdir() if one.name.endswith(".tsv"))


def pairs_of(room: str) -> list[tuple[str, str]]:
    """(English, Chinese) of each line of one of the catalogue's files."""
    text = files("helpers.language").joinpath("zh", room).read_text(encoding="utf-8")
    return [(line.partition("\t")[0], line.partition("\t")[2]) for line in text.split("\n") if line]
