"""The words and signs that a printed figure may hold, and the patterns made of them.

Tables first: what each size word, unit and qualifier says, in English and in Chinese, and what
each refused one would leave open. `helpers.clean.printed` reads figures by them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import product

# Powers of ten. Chinese 百 and 千 are size words only behind digits (3千); 三千 is one numeral.
SCALES = {
    "hundred": 2, "thousand": 3, "million": 6, "mn": 6, "billion": 9, "bn": 9, "trillion": 12,
    "tn": 12, "hundred thousand": 5, "hundred million": 8, "hundred billion": 11,
    "百": 2, "千": 3, "万": 4, "百万": 6, "千万": 7, "亿": 8, "百亿": 10, "千亿": 11, "万亿": 12,
}  # fmt: skip

# A figure keeps the unit that it prints; no unit is turned into another here.
UNITS = {
    "CNY": "yuan|yuan rmb|rmb yuan|yuan renminbi|renminbi|rmb|cny|元|元人民币|人民币",
    "USD": "us dollars|us dollar|u.s. dollars|usd|us$|美元",
    "PCT": "%|percent|per cent|pct",
    "PP": "percentage points|percentage point|percent points|% points|pct points|pp|个百分点"
    "|百分点",
    "M2": "square meters|square metres|square meter|square metre|sq m|sqm|m²|平方米",
    "KM2": "square kilometers|square kilometres|square kilometer|square kilometre|sq km|km²"
    "|平方公里|平方千米",
    "MU": "mu|亩",
    "ACRE": "acres|acre|英亩",  # often a mistranslated mu: a counted correction's job
    "PERS_YEAR": "person-years|person-year|man-years|person years|人年",
    "NUM": "家|个|项|所|件|名|人|户|位|种|篇|座|条|支|大",  # Chinese words that only count
}
# Read as a counted noun these would give a wrong NUM, so the unit is refused by name.
REFUSED_UNITS = {
    "is a multiple, and of what is not said": "times|fold|倍|番",
    "is time": "years|year|months|month|weeks|week|days|day|hours|hour|minutes|年|个月|月|日|天"
    "|小时|点",
    "may be a size word or a unit": "m|b|k|t|mln|bln|mio",
    "may be percent or percentage points": "points|point|percentage|basis points",
    "is a unit that no indicator here uses": "hectares|hectare|tons|tonnes|ton|tonne|kilometers"
    "|kilometres|km|kg|meters|metres|meter|metre|kw|kwh|euros|euro|yen|pounds|dollars|公顷|吨|公里"
    "|米|瓦|千瓦时|港元|日元|欧元|英镑|‰|成",
}

# What the words before a number do. `rise` and `fall` give a change its sign until `level`
# ("fell to 5%") makes it a level again; `pass` changes nothing.
BEFORE = {
    "over": "more than|over|above|greater than|higher than|in excess of|exceed|exceeds|exceeded"
    "|exceeding|topped|tops|topping|surpass|surpasses|surpassed|surpassing|超过|超|突破|逾|多于|高于|大于",
    "at_least": "at least|no less than|not less than|no fewer than|not fewer than|no lower than"
    "|not lower than|a minimum of|至少|不低于|不少于",
    "under": "less than|fewer than|lower than|below|under|nearly|almost|close to|近|将近|接近|不足"
    "|不到|低于|少于",
    "about": "about|around|approximately|approx|approx.|roughly|some|约|大约|大概",
    "rise": "increase|increases|increased|increasing|rise|rises|rose|risen|rising|grow|grows|grew"
    "|grown|growing|growth|up|higher|gained|climbed|增长|增加|提高|上升|提升|增|增速|增幅|新增"
    "|净增|净增长",
    "fall": "decrease|decreases|decreased|decreasing|decline|declines|declined|declining|fall|falls"
    "|fell|fallen|drop|drops|dropped|dropping|reduce|reduced|reducing|reduction|down|lower|shrank"
    "|cut|下降|降低|减少|下滑|回落|降|减|降幅",
    "level": "to|into|至|到",
    "minus": "minus|negative|负",
    "CNY": "rmb|cny|yuan|¥|人民币",
    "USD": "us$|$|usd",
    "PCT": "百分之",
    "RANK": "rank|ranks|ranked|ranking|no.|第|排名",
    "pass": "between|a|an|the|of|by|is|was|are|were|be|been|has|have|had|will|would|it|there|only"
    "|just|well|slightly|already|also|total|totaled|totaling|totalled|totalling|reach|reached|reaches"
    "|reaching|hit|stood at|stands at|at|amounted to|amounting to|accounted for|accounting for"
    "|accounts for|year-on-year|year on year|net|rate|achieved|as high as|as many as|as much as"
    "|in total|达|达到|高达|多达|为|是|共|共有|有|已|已达|将|实现|累计|总数|了|同比|比上年|较上年"
    "|全国|全省|全市|居|位居|位列|列|名列|占",
}  # fmt: skip
REFUSED_BEFORE = {
    "'up to' is either a highest allowed or a value reached": "up to",
    "the words set an upper bound, for which there is no qualifier": "no more than|not more than"
    "|at most|not exceeding|not exceed|no higher than|not higher than|within|a maximum of|不超过"
    "|不高于|不多于|至多|最多|最高",
    "'from' tells of a change, not of one figure": "from|从|由",
    "'top' names a group, not a rank": "top|前",
    "the currency is one that no indicator here uses": "a$|hk$|€|£|港币|欧元|日元",
    "a multiple is no number": "翻|翻了|double|doubled|triple|tripled",
}

# What the words behind number and unit do: those of LOOSE also at the very end ("300 projects or
# so"), the others only directly, for in "33 provincial and above" they belong to the noun.
AFTER = {
    "about": "左右|上下|or so|or thereabouts|approximately",
    "at_least": "以上|or more|or above|and above|and more|at least",
    "refused": "以下|以内|之内|or less|or fewer|or below|and below|at most|maximum|plus|odd",
}
LOOSE = {"about": "左右|上下|or so|around|about", "at_least": "or more", "refused": "or less"}
FALL_AFTER = "lower|fewer|less|down|decrease|decline|drop|reduction|fall|below|下降|减少|降低"

CARDINALS = dict(zip(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty"
    " ninety".split(), [*range(20), *range(20, 100, 10)], strict=True,
))  # fmt: skip
CARDINALS |= {
    f"{ten}-{one}": tens + ones
    for (ten, tens), (one, ones) in product(CARDINALS.items(), repeat=2)
    if tens >= 20 and 0 < ones < 10
}
IRREGULAR = {"one": "first", "two": "second", "three": "third", "five": "fifth"}
IRREGULAR |= {"eight": "eighth", "nine": "ninth", "twelve": "twelfth"}
ORDINALS = {
    re.sub("[a-z]+$", lambda m: IRREGULAR.get(m[0], m[0].replace("y", "ie") + "th"), word): n
    for word, n in CARDINALS.items()
}
HAN_DIGITS = {
    sign: int(n) for sign, n in zip("零〇一二两三四五六七八九", "001223456789", strict=True)
}
HAN_PLACES = {"十": 10, "百": 100, "千": 1000}


def _any_of(phrases: Iterable[str]) -> str:
    """A pattern for the longest of the phrases; a Latin word must end where the phrase ends."""
    return "|".join(
        re.escape(phrase) + ("(?![a-z])" if re.search("[a-z]$", phrase) else "")
        for phrase in sorted(phrases, key=len, reverse=True)
    )


def _by_phrase(table: dict) -> dict:
    return {phrase: key for key, words in table.items() for phrase in words.split("|")}


UNIT_OF = _by_phrase(UNITS)
REFUSED_UNIT_OF = _by_phrase(REFUSED_UNITS)
EFFECT_OF = _by_phrase(BEFORE) | _by_phrase(REFUSED_BEFORE)
AFTER_OF = _by_phrase(AFTER)
LOOSE_OF = _by_phrase(LOOSE)

_HAN = "一二两三四五六七八九"
CJK = "[一-鿿]"
CJK_NO_NUMERAL = f"(?![零〇{_HAN}十百千万亿]){CJK}"
NUMBER = re.compile(
    r"(?P<digits>[0-9]+(?:[.,][0-9]+)*)(?P<th>(?:st|nd|rd|th)(?![a-z]))?"
    rf"|(?P<han>[零〇十{_HAN}](?:[零〇{_HAN}十千]|百(?!分))*(?:点[零〇{_HAN}]+)?)"
    rf"|(?<![a-z-])(?P<word>{_any_of([*CARDINALS, *ORDINALS])})(?!-[a-z])"
)
DIGITS = re.compile(
    r"(?P<whole>0|[1-9][0-9]*|[1-9][0-9]{0,2}(?:,[0-9]{3})+)(?:\.(?P<part>[0-9]+))?"
)
# Under 10,000, every place named: 三千七 (3,700 in speech) and 三四 ("three or four") are none.
_TENS = f"[{_HAN}]?十[{_HAN}]?"
_HUNDREDS = f"[{_HAN}]百(?:{_TENS}|[零〇][{_HAN}])?"
HAN_NUMERAL = re.compile(
    f"[{_HAN}]千(?:{_HUNDREDS}|[零〇]{_TENS}|[零〇][{_HAN}])?|{_HUNDREDS}|{_TENS}|[零〇{_HAN}]"
)
SUFFIX = re.compile(
    rf"\s?(?P<more>[多余])?\s?(?P<scale>(?!百分)(?:{_any_of(SCALES)}))?\s?(?P<more_too>[多余])?"
    rf"\s?(?P<unit>{_any_of([*UNIT_OF, *REFUSED_UNIT_OF])})?"
)
JOIN = re.compile(
    r"\s?(?P<word>-|~|to(?![a-z])|or(?![a-z])|and(?![a-z])|至|到|或)"
    r"\s?(?P<again>第|百分之|rmb|¥|us\$|\$)?\s?"
)
BEFORE_PHRASE = re.compile(_any_of(EFFECT_OF))
AFTER_PHRASE = re.compile(rf"\s?({_any_of(AFTER_OF)})")
LOOSE_PHRASE = re.compile(rf"(?<![a-z])({_any_of(LOOSE_OF)})[\s.,;。，；]*$")
FALLS = re.compile(rf"(?<![a-z])(?:{_any_of(FALL_AFTER.split('|'))})")
FALLS_CLEARLY = re.compile(
    rf"\s?(?:{_any_of(FALL_AFTER.split('|'))})\s?(?=$|[.,;。，；]|(?:than|from|in|on|year)(?![a-z]))"
)
# Size words and units that stand apart. Chinese units are not looked for behind the figure's own:
# their characters stand in ordinary words (元素).
LEFT_OVER = re.compile(
    rf"(?<![a-z])(?:{_any_of(p for p in [*UNIT_OF, *SCALES] if p.isascii())}"
    "|(?:hundred|thousand|million|billion|trillion|percent)[a-z]+)|[¥$‰百千万亿兆几]"
)
INNER_SIGN = re.compile(r"(?<=[^\W\d_])\s?[-&]")  # technology-based, high -tech, R&D
PLAIN_SIGNS = " .,;:!?'\"“”‘’()、。，；：…"
RANK_TAIL = re.compile(
    r"(?:$|[.,;。，；]|(?:in|among|amongst|place|position|nationally|nationwide|overall|across|of|for"
    r"|on|at)(?![a-z-]))"
)
FRACTION = re.compile(
    r"(?<![a-z])(?:half|halves|halved|quarters?|thirds|fourths|fifths|tenths)(?![a-z])|半(?!导体)"
)
# Shows digits in another order than they are stored, or hides some.
CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
ZERO_WIDTH = "[\u00ad\u200b-\u200d\u2060\ufeff]+"
SAME_SIGN = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if code != 0xFF0C}
SAME_SIGN |= str.maketrans({"﹪": "%", "￥": "¥", "㎡": "m²", "㎢": "km²"})
SAME_SIGN |= str.maketrans("‐‑‒–−", "-----") | str.maketrans("—―～〜", "~~~~")  # ~ is never a minus
