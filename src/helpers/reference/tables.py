"""The reference tables as one value: areas, indicators, sources, and what is done by hand."""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property

import pandas as pd

from helpers.language import chinese, in_english, say
from helpers.reference.indicator import Indicator


@dataclass(frozen=True, eq=False)
class Reference:
    """The reference tables, every cell text, one row per key, in the order of their files.

    areas: one row per area; `level` is nation, province or city; `parent` an adcode.
    spellings: further names of areas, each with its reason.
    indicators: one row per indicator; see data/README.md for the columns.
    corrections: hand corrections, each with the number of rows it must touch.
    conflicts: recorded disagreements of figures and which one is used.
    derivations: rows to be computed from others.
    sources: one row per publication and file.
    neighbours: one row per pair of provinces that border on one another, the lower adcode first.
    deciders: where the outcome of what stories promise would stand, by indicator and level of area.
    scoreboard: the framework of the provincial scoreboard, one row per indicator or score.
    indicators_zh: how indicators are shown in Chinese; no rows where there is no such table.
    texts_zh: what other cells of the data say, in Chinese.

    Names and `text` are in the language in use.
    """

    areas: pd.DataFrame
    spellings: pd.DataFrame
    indicators: pd.DataFrame
    corrections: pd.DataFrame
    conflicts: pd.DataFrame
    derivations: pd.DataFrame
    sources: pd.DataFrame
    neighbours: pd.DataFrame = field(default_factory=pd.DataFrame)
    deciders: pd.DataFrame = field(default_factory=pd.DataFrame)
    scoreboard: pd.DataFrame = field(default_factory=pd.DataFrame)
    indicators_zh: pd.DataFrame = field(default_factory=pd.DataFrame)
    texts_zh: pd.DataFrame = field(default_factory=pd.DataFrame)

    @cached_property
    def area_codes(self) -> dict[str, str]:
        """Every known spelling of an area (adcode, ISO code, names; case ignored) to its adcode."""
        codes: dict[str, str] = {}
        for row in self.areas.itertuples():
            names = (row.name_pinyin, row.name_zh, row.name_zh_full, row.name_en, row.adcode)
            for name in (row.iso_3166_2, *names):
                codes[name.casefold()] = row.adcode
        codes.pop("", None)
        for row in self.spellings.itertuples():
            codes[row.spelling.casefold()] = row.adcode
        # Shanxi and Shaanxi share their pinyin in some tables: no name may stand for two areas,
        # so the loader refuses a spelling that another area bears (see _spelling_faults).
        return codes

    def area_code(self, name: str) -> str | None:
        """The adcode of a name as printed; None for an unknown one (never a guess)."""
        return self.area_codes.get(" ".join(name.split()).casefold())

    def nearest_areas(self, name: str) -> str:
        """ "Did you mean ...?" with the nearest known names; "" if none is near."""
        names = list(self.areas["name_en"]) + list(self.areas["name_zh"])
        names += [*self.areas["name_pinyin"], *self.areas["name_zh_full"], *self.areas["adcode"]]
        names += list(self.spellings["spelling"])
        shown = {one.casefold(): one for one in reversed(names)}
        near: dict[str, str] = {}  # of each area the nearest name alone
        for one in get_close_matches(name.casefold(), shown, n=9, cutoff=0.6):
            near.setdefault(self.area_codes[one], shown[one])
        return f"Did you mean {', '.join(list(near.values())[:3])}?" if near else ""

    @property
    def area_names(self) -> dict[str, str]:
        """adcode to name, in the language in use."""
        return self._names["name_zh" if chinese() else "name_en"]

    @cached_property
    def _names(self) -> dict[str, dict[str, str]]:
        return {
            column: dict(zip(self.areas["adcode"], self.areas[column], strict=True))
            for column in ("name_en", "name_zh")
        }

    def english_of(self, words: str) -> str:
        """What words of a Chinese source say, by the row of texts_zh.csv that has them; else ""."""
        return next((text for text, own in self._texts.items() if own == words), "")

    def text(self, words: str) -> str:
        """What a cell of the data says, in the language in use.

        Of words that stand in no row of texts_zh.csv the parts are looked up that semicolons part.
        A part that nobody has put into Chinese is said as it stands (`language.in_english`).
        """
        if not chinese() or not words:
            return words
        if words in self._texts:
            return self._texts[words]
        parts = words.split("; ")
        if len(parts) == 1:
            return in_english(words)
        return "；".join(self.text(part) for part in parts)

    @cached_property
    def _texts(self) -> dict[str, str]:
        if self.texts_zh.empty:
            return {}
        return dict(zip(self.texts_zh["text"], self.texts_zh["text_zh"], strict=True))

    def names_of(self, level: str) -> dict[str, str]:
        """adcode to English name of the areas of one level: nation, province or city."""
        return dict(self._of_level.get(level, {}))

    @cached_property
    def _of_level(self) -> dict[str, dict[str, str]]:
        return {
            str(level): dict(zip(rows["adcode"], rows["name_en"], strict=True))
            for level, rows in self.areas.groupby("level", sort=False)
        }

    def look_through(self) -> None:
        """Make all that is looked up here, for processes that will be forked of this one."""
        for name, made in vars(Reference).items():
            if isinstance(made, cached_property):
                getattr(self, name)

    @cached_property
    def provinces(self) -> tuple[str, ...]:
        """adcodes of the provinces, in the order of the file."""
        return tuple(self.areas.loc[self.areas["level"] == "province", "adcode"])

    @cached_property
    def cities(self) -> tuple[str, ...]:
        """adcodes of the cities, in the order of the file."""
        return tuple(self.areas.loc[self.areas["level"] == "city", "adcode"])

    @cached_property
    def borders(self) -> frozenset[tuple[str, str]]:
        """Pairs of provinces that border on one another, each pair both ways."""
        pairs = list(zip(self.neighbours["adcode"], self.neighbours["neighbour"], strict=True))
        return frozenset([*pairs, *((other, area) for area, other in pairs)])

    def source_title(self, source_id: str) -> str:
        """Publisher and date of a story, the publication of a table."""
        row = self._source[source_id]
        if row["kind"] != "story":
            return self.text(str(row["title"]))
        return say("{publisher}, {date}", publisher=self.text(row["publisher"]), date=row["date"])

    @cached_property
    def _source(self) -> dict[str, dict[str, str]]:
        return {row["source_id"]: row for row in self.sources.to_dict("records")}

    @cached_property
    def indicator(self) -> dict[str, Indicator]:
        """code to indicator."""
        chinese = (
            {} if self.indicators_zh.empty
            else self.indicators_zh.set_index("code").to_dict("index")
        )  # fmt: skip
        rows = self.indicators.to_dict("records")
        themes = {row["theme"]: chinese[row["code"]]["theme"] for row in rows
                  if row["code"] in chinese}  # fmt: skip
        return {
            row["code"]: Indicator.from_row(
                row, chinese.get(row["code"]), themes.get(row["theme"], "")
            )
            for row in rows
        }
