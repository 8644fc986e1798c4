"""Where a page stands in its edition: all that a page says of the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from helpers.language import TAGS

Link = tuple[str, str]


@dataclass(frozen=True)
class Place:
    """Where a page stands in its edition.

    href: file name of the page. title: of the edition.
    pages: (href, label) of every page in the navigation, in its order.
    inputs: short hash of what the page was made from. version: of this package.
    folder: where the pages of its language stand, "" or "zh/"; href begins with it.
    here: how the page would link to itself. other: how to the same page in the other language,
    where the edition has it. profiles: (group, [(href, label)]) of every profile of the edition.
    Links are as this page writes them.
    """

    href: str
    title: str
    pages: Sequence[Link]
    inputs: str
    version: str
    language: str = "en"
    here: str = ""
    folder: str = ""
    other: str = ""
    profiles: Sequence[tuple[str, Sequence[Link]]] = ()

    @property
    def tag(self) -> str:
        """What HTML calls the page's language."""
        return TAGS[self.language]

    @property
    def other_tag(self) -> str:
        """What HTML calls the language that the page is not in."""
        return next(tag for language, tag in TAGS.items() if language != self.language)

    @property
    def other_name(self) -> str:
        """What that language calls itself."""
        return {"en": "English", "zh-Hans": "中文"}[self.other_tag]
