"""The areas that a story names, and which of them a figure belongs to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from helpers.reference import NATION, Reference

FLAGS = re.IGNORECASE
OUR = re.compile(
    r"(?<![a-z])(?:(?P<province>(?:the|our|whole|entire) province(?![a-z])"
    r"|the autonomous region|province-wide)"
    r"|(?P<city>(?:the|our|whole|entire) (?:whole |entire )?(?:city|municipality)(?![a-z])"
    r"|city-?wide))|(?P<province_zh>全省|我省|全区|我区)|(?P<city_zh>全市|我市)",
    FLAGS,
)
HOME = re.compile("我省|我区")
NATIONAL = re.compile(
    r"across the country|nationwide|China's(?! total)|the country's"
    r"|the (?:nation|country) as a whole"
    r"|全国(?:共|有|已|总|累计|各|范围|研发|R&D|高新技术企业|基础研究|技术合同)|我国",
    FLAGS,
)
FOREIGN = re.compile(
    r"the United States|European Union|the EU(?![a-z])|the US(?![a-z])|Japan|South Korea|Germany"
    r"|Israel|美国|欧盟|日本|韩国|德国|以色列|英国|法国"
)
NAME_GOES_ON = re.compile(
    r"\s(?:Daily|University|Evening|Online|News|Road|Bureau|Academy|Institute|Stock|bourse)"
    r"|大学|日报|晚报|路(?!线)|电(?=[(（讯]|\s)|新闻|海关|科学院|报道|高新区|经开区"
)
WHOLE_NATION = re.compile("全国|我国|nationwide|national", FLAGS)
OTHER_CITY = re.compile(
    r"(?<![A-Za-z])([A-Z][a-z]{3,}) City(?! (?:of|Science))"
    r"|(?<![一-鿿])([一-鿿]{2})市(?![场民委政值])"
)
# A city named in passing owns no figure of a province's story: it must stand next to it, or at the
# head of the sentence.
CLAUSE_END = re.compile(r"[,;，；。、]")


@dataclass(frozen=True)
class Places:
    """The areas of a story: `main` holds per level the adcode or the name most spoken of."""

    reference: Reference
    names: re.Pattern
    main: dict[str, str]

    @classmethod
    def of(cls, text: str, reference: Reference, cities: Iterable[str]) -> Places:
        """Counts the areas that a story's text names.

        cities: names of further cities, which areas.csv does not hold.
        """
        names = _names(reference, cities)
        levels = dict(zip(reference.areas["adcode"], reference.areas["level"], strict=True))
        counts: Counter[str] = Counter()
        top = min(120, len(text.partition("\n")[0]))  # the headline counts twice
        for match in names.finditer(text):
            code = reference.area_code(match[0])
            if code or not NAME_GOES_ON.match(text, match.end()):
                counts[code or match[0].removesuffix("市")] += 1 + (match.end() <= top)
        main: dict[str, str] = {}
        for name, number in counts.most_common():
            if name in levels or number > 1 or len(counts) == 1:
                main.setdefault(levels.get(name, "city"), name)
        others = Counter(match[1] or match[2] for match in OTHER_CITY.finditer(text))
        for name, number in others.most_common(1):
            if number > 1 and "city" not in main and not reference.area_code(name):
                main["city"] = name
        ranked = [
            name
            for name, number in counts.most_common()
            if name != NATION and (name in levels or number > 1)
        ] or [name for name in counts if name != NATION]
        if WHOLE_NATION.search(text[:top]) and not names.search(text[:top]):
            ranked = [NATION]
        main["all"] = next(iter(ranked), "" if "city" in main else _nation(counts))
        if "province" not in main and HOME.search(text):  # a province that is not named
            parents = dict(zip(reference.areas["adcode"], reference.areas["parent"], strict=True))
            main["province"] = main["all"] = parents.get(main.get("city", ""), "")
        return cls(reference, names, main)

    def named(self, text: str) -> list[tuple[int, int, str, bool]]:
        """Start, end, adcode or name of the areas that a sentence names, and whether that is sure
        wherever it stands ("the city"), not only beside a figure; in its order."""
        found = []
        for match in self.names.finditer(text):
            inside = text[match.start() - 1 : match.start()] in ("(", "（")
            code = self.reference.area_code(match[0])
            if code != NATION and not inside and not NAME_GOES_ON.match(text, match.end()):
                area = code or match[0].removesuffix("市")
                found.append((*match.span(), area, bool(code) or area == self.main["all"]))
        for match in OUR.finditer(text):
            level = "city" if match["city"] or match["city_zh"] else "province"
            known = self.main.get(level, self.main.get("all", ""))
            if known and not text[match.end() :].startswith(("'s capital", "’s capital")):
                found.append((*match.span(), known, True))
        found += [(*match.span(), NATION, True) for match in NATIONAL.finditer(text)]
        for match in FOREIGN.finditer(text):
            found.append((*match.span(), match[0].removeprefix("the "), False))
        return sorted(found)

    def area(
        self, text: str, found: list[tuple[int, int, str, bool]], start: int, end: int, rank: bool
    ) -> str:
        """The area of a figure: named last before it, else the story's main one; a name of
        areas.csv in English, any other as printed, "" for none."""
        own = ""
        for first, last, area, sure in found:
            if last > start and not (area == NATION and first < end + 30 and not own):
                break
            if area == NATION and (rank or own):
                continue
            if sure or first == 0 or not CLAUSE_END.search(text[last:start]):
                own = area
        home = "" if self.main.get("province") == "" else self.main.get("city", "")
        return self.name(own or self.main.get("all", "") or home)

    def name(self, area: str) -> str:
        """An adcode's English name, any other name as it is."""
        return self.reference.area_names.get(area, area)


def _nation(counts: Counter[str]) -> str:
    return NATION if counts[NATION] else ""


def _names(reference: Reference, cities: Iterable[str]) -> re.Pattern:
    """All names of areas that a text may hold; Latin ones as whole words, longest first."""
    names = set(reference.areas["name_en"]) | set(reference.spellings["spelling"]) | set(cities)
    names |= set(reference.areas["name_zh"]) | set(reference.areas["name_zh_full"])
    names |= set(reference.areas["name_pinyin"])
    names -= {"National", "全国", "全国总计"}
    return re.compile(
        r"|".join(
            rf"(?<![A-Za-z]){re.escape(name)}(?![A-Za-z])" if name.isascii() else re.escape(name)
            for name in sorted(names, key=lambda name: (-len(name), name))
        )
    )
