"""Which indicator a figure speaks of: words of the table indicator_words.csv near to it.

Of counts the counted noun speaks, in English behind the number, in Chinese before it; of amounts
and shares the last subject before them. A clause that names a subject of its own takes over
nothing from the clause before it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from helpers.read.quantities import Quantity

FLAGS = re.IGNORECASE
AMOUNT = re.compile(r"yuan|rmb|[%％元$¥￥]|percent|per cent|百分|dollar|u\.s\.|倍|times|pct", FLAGS)
PERCENT = re.compile(r"%|％|percent|per cent|百分之", FLAGS)
CLAUSE_END = re.compile(r"[;:，；：。]|,(?![0-9]{3})")
TO_THE_NOUN = re.compile(
    r"\s*(?:was |were |has been )?(?:spent |invested )?(?:in|on|of|for)\s", FLAGS
)
OF_GDP = re.compile(r"GDP|生产总值|gross (?:domestic|regional) product", FLAGS)
PER_10K = re.compile(
    r"每万(?:名)?(?:人|常住人口)|(?:per|every|for each|for every) (?:10,000|ten thousand)", FLAGS
)
# What an indicator's words become beside a share of GDP, or beside "per 10,000 people".
TO_GDP = {
    "rd_expenditure_bulletin": "rd_intensity_as_published",
    "tech_market_sold": "tech_contracts_to_gdp",
    "hightech_industry_value_added": "hightech_value_added_to_gdp",
}
TO_PER_10K = {
    "invention_patents_in_force": "invention_patents_in_force_per_10k",
}
# Words that name no subject: a clause of nothing else goes on with the one before it.
NO_SUBJECT_ZH = re.compile(
    "同比|环比|比上年|较上年|比去年|较去年|上年|去年|今年|同期|年均|平均水平|平均|每年|分别"
    r"|增长率|增长了?|增加了?|增至|增到|增速|增幅"
    r"|增量|增|提高|提升|上升|下降|减少|回升|回落|加快|扩大|达到了?|高达|达|超过|突破|实现|完成"
    r"|约|近|逾|超|至|到|为|是|了|已|共|总量|总数|总额|总计"
    r"|累计|合计|其中|数量|规模|全国|全省|全市|排名|排|位居|位列|位次|居|列|名列|稳居|保持|第"
    r"|中部|西部|东部|省份|中|占|比重|占比|比例|强度|的|在|从|由|和|及|与"
    r"|均|一年|就|又|再|首次|支出|经费|金额|成交额|交易额|历史性|连续|净|新|年|月|日|上|下|半"
    r"|一|个|高于|低于|平均水平|左右|以上|数|值|额|将|力争|预计|成功|继续|并|且|也|较|比"
    r"|[0-9％%.、“”()（）/\\s]"
)
NO_SUBJECT_EN = re.compile(
    r"(?<![a-z])(?:an?|the|of|or|and|by|to|from|in|at|up|down|over|about|with|which|while|was|were"
    r"|is|are|has|have|had|been|it|its|this|that|these|year|years|on|than|more|less|increase[sd]?"
    r"|increasing|rise|rises|rose|rising|grew|grow|grows|growing|growth|rate|net|new|newly|reach"
    r"|reached|reaching|hit|hitting|stood|stands|known|total|totaling|totalling|bringing|number|amount|value"
    r"|account(?:ed|s|ing)? for|account|accounting|for|respectively|average|annual|an|last"
    r"|previous|same|period|percent|ranks?|ranking|ranked|placed|compared|there|will|exceed"
    r"|exceed(?:ed|ing|s)|surpass(?:ed|ing)|some|nearly|making|representing|equal|equivalent|them"
    r"|first|second|among|country|nation|national|province|provinces|city|one|also|month"
    r"|months|quarter|half|[0-9]{4}|gdp|regional)(?![a-z])|[^a-z]",
    FLAGS,
)
COUNTS_ON = re.compile(
    r"(?:of which|among (?:them|which|the total)|including|total(?: number)? to|of them"
    r"|an? total of|\bgrew to"
    r"|[(（]\s?(?:about |约)?|其中|累计达?到?|总数达?到?逾?|总量达?到?|增至|增加到?|增长到"
    r"|达到?|新增|净增|就增加|去年一年增加)\s?$",
    FLAGS,
)

COUNTS_BEHIND = re.compile(r"\s(?:more|fewer)\s|\s(?:out )?of them|\sones(?![a-z])", FLAGS)
# GDP that something is a share of, or grows faster than, is no subject.
AGAINST = re.compile(
    r"(?:占|占全[省市国区]|与|相当于|单位|万元|每万元|(?<![a-z])(?:of|to|than|with)(?: the"
    r"| its| regional"
    r"| national| total)*)\s?$",
    FLAGS,
)


@dataclass
class Subjects:
    """Finds indicators in sentences, and remembers the last one of the paragraph."""

    words: re.Pattern
    codes: dict[str, str]  # words, as `key` writes them, to a code; "" for other subjects
    last: str = ""

    @classmethod
    def of(cls, indicator_words: dict[str, str]) -> Subjects:
        """indicator_words: words in any case to the code they speak of, "" for none of ours."""
        codes = {key(words): code for words, code in indicator_words.items()}
        return cls(pattern_of(list(indicator_words)), codes)

    def spoken(self, text: str) -> list[re.Match]:
        """The subjects of a sentence, in its order."""
        found = []
        for match in self.words.finditer(text):
            gdp = self.codes[key(match[0])] == "gdp_revised"
            if not gdp or not AGAINST.search(text, max(0, match.start() - 24), match.start()):
                found.append(match)
        return found

    def heads(self, found: list[re.Match]) -> list[tuple[int, int, str]]:
        """The subjects of a sentence as start, end and code."""
        return [(*match.span(), self.codes[key(match[0])]) for match in found]

    def indicator(
        self, text: str, found: list[re.Match], one: Quantity, previous: int, following: int
    ) -> str:
        """The code of the indicator that a figure speaks of, "" for none.

        previous, following: where the figure before it ends, and where the next one starts.
        """
        amount = bool(AMOUNT.search(one.words))
        ahead = next((m for m in reversed(found) if m.end() <= one.start), None)
        behind = next((m for m in found if m.start() >= one.end), None)
        if behind and behind.start() >= min(following, one.end + 90):
            behind = None
        near = ahead if ahead and ahead.start() >= previous else None
        best = self._best(text, one, near, behind, amount)
        if best is None and (amount or one.rank or self._goes_on(text, one, previous)):
            best = self._carried(text, one, ahead, behind, previous)
        if best is None:
            return ""
        code = best if isinstance(best, str) else self.codes[key(best[0])]
        self.last = code
        return self._exact(code, text, one, following)

    def _best(
        self, text: str, one: Quantity, near: re.Match | None, behind: re.Match | None, amount: bool
    ) -> re.Match | None:
        """The words in the figure's own stretch of the sentence that speak of it."""
        own = behind and not CLAUSE_END.search(text[one.end : behind.start()])
        if own and amount:
            link = TO_THE_NOUN.match(text, one.end)
            apart = not near or CLAUSE_END.search(text[near.end() : one.start])
            own = bool(link) and (bool(apart) or not PERCENT.search(one.words))
            if own and near and not CLAUSE_END.search(text[near.end() : one.start]):
                return near if "of" in text[one.end : one.end + 4] else behind
        if own and near and not one.words.isascii():
            # Chinese names what it counts before the number: 高新技术企业300家.
            own = bool(CLAUSE_END.search(text[near.end() : one.start]))
        if own and not one.rank:
            return behind
        if near and not amount and self._noun_behind(text, one, near):
            return None
        between = text[near.end() : one.start] if near else ""
        if amount and CLAUSE_END.search(between) and self._own_subject(between):
            return None
        return near

    @staticmethod
    def _noun_behind(text: str, one: Quantity, near: re.Match) -> bool:
        """Whether an English count has another noun behind it than the words before it."""
        if not text[one.start : one.end].isascii() or one.rank:
            return False
        after = re.match(r"\s(?:[a-z-]+ ){0,3}[a-z-]+s(?![a-z])", text[one.end :])
        verb = re.search(
            r"(?:reach|exceed|total|hit|stood|rose|grew|increas|to)[a-z ]*[0-9,. ]*$",
            text[near.end() : one.start] + one.words,
        )
        return bool(after) and not verb

    def _carried(
        self,
        text: str,
        one: Quantity,
        ahead: re.Match | None,
        behind: re.Match | None,
        previous: int,
    ) -> re.Match | str | None:
        """The subject of the clause before, where the figure's own clause names none."""
        if one.rank:
            return ahead or self.last or behind
        own = text[max(previous, _clause_start(text, one.start)) : one.start]
        if self._own_subject(own):
            return None
        return ahead or self.last or None

    @staticmethod
    def _own_subject(clause: str) -> bool:
        """Whether words stay that name something, once the usual ones are taken away."""
        clause = re.split("[,;:，；：]", clause)[-1]
        if re.search("[一-鿿]", clause):
            rest = NO_SUBJECT_ZH.sub("", clause)
            return len(re.findall("[一-鿿]", rest)) >= 2
        return len(NO_SUBJECT_EN.sub("", clause)) >= 4

    @staticmethod
    def _goes_on(text: str, one: Quantity, previous: int) -> bool:
        before = text[max(previous, one.start - 40) : one.start]
        if COUNTS_ON.search(before) or COUNTS_BEHIND.match(text, one.end):
            return True
        # 不低于280家 between two commas: no noun stands behind a count in Chinese
        alone = not one.words.isascii() and text[one.end : one.end + 1] in "，。；、,;）)"
        return alone and re.search("[一-鿿]", text[max(0, one.start - 60) : one.start]) is not None

    @staticmethod
    def _exact(code: str, text: str, one: Quantity, following: int) -> str:
        """The code beside "of GDP" or "per 10,000 people"."""
        start = max(0, one.start - 60)
        behind = CLAUSE_END.split(text[one.end : min(following, one.end + 40)])[0]
        around = text[start : one.end] + behind
        if code in TO_PER_10K and PER_10K.search(around) and not AMOUNT.search(one.words):
            return TO_PER_10K[code]
        share = re.search(
            "占|accounted|accounting|ratio|share|proportion|比重|比例|percentage of|(?:percent"
            r"|%) of",
            around,
        )
        if code in TO_GDP and PERCENT.search(one.words) and share:
            if OF_GDP.search(around):
                return TO_GDP[code]
            return "" if code == "hightech_industry_value_added" else code
        return code


def _clause_start(text: str, end: int) -> int:
    start = 0
    for match in CLAUSE_END.finditer(text, max(0, end - 200), end):
        start = match.end()
    return start or max(0, end - 200)


def key(words: str) -> str:
    """Words as they are compared: small letters, without the blanks and hyphens that
    translations put anywhere ("high -tech")."""
    return re.sub(r"[\s–‐‑-]+", "", words).lower()


def pattern_of(words: list[str]) -> re.Pattern:
    """Finds any of the words, whatever blanks and hyphens stand in them; longest first."""
    parts = []
    for word in sorted(words, key=len, reverse=True):
        part = r"[\s–‐‑-]{0,2}".join(re.escape(piece) for piece in re.split(r"[\s-]+", word))
        parts.append(rf"(?<![A-Za-z]){part}(?![A-Za-z])" if word.isascii() else part)
    return re.compile("|".join(parts) or r"(?!)", re.IGNORECASE)
