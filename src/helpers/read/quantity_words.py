"""The words and signs around a number in a story: qualifiers, units, and what makes it no figure.

Patterns only; `helpers.read.quantities` looks for them. They say where a figure begins and ends,
not what it is worth: that is for `helpers.clean.printed`, which reads the words again.
"""

from __future__ import annotations

import re

HAN = "零〇一二两三四五六七八九十"
ONES = "two three four five six seven eight nine".split()
TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
CARDINAL = (
    rf"(?:{'|'.join(TENS)})-(?:one|{'|'.join(ONES)})"
    rf"|{'|'.join([*TENS, *TEENS])}|one|{'|'.join(ONES)}"
)
ORDINAL = (
    "twentieth|nineteenth|eighteenth|seventeenth|sixteenth|fifteenth|fourteenth|thirteenth|twelfth"
    r"|eleventh|tenth|ninth|eighth|seventh|sixth|fifth|fourth|third|second|first"
)
NUMBER = re.compile(
    r"(?P<digits>[0-9０-９]+(?:[.,．，][0-9０-９]+)*)(?P<th>(?:st|nd|rd|th)(?![a-z]))?"
    rf"|(?<![A-Za-z-])(?:(?P<cardinal>{CARDINAL})|(?P<ordinal>{ORDINAL}))(?![A-Za-z])"
    rf"|(?P<han>[{HAN}](?:[{HAN}千]|百(?!分))*(?:点[{HAN}]+)?)",
    re.IGNORECASE,
)
SCALE = (
    "(?:hundred (?:thousand|million|billion)|hundred|thousand|million|billion|trillion|mn|bn|tn)"
    "(?![A-Za-z])|万亿|千亿|百亿|千万|百万|亿|万|千|百(?!分)"
)
UNIT = (
    r"(?:%|％|﹪)(?:\s?points?(?![a-z]))?|个?百分点|percentage[ -]points?|percent(?: points?)?"
    r"|per cent|pct"
    r"|yuan(?: rmb| renminbi)?|rmb(?: yuan)?|renminbi|cny|us dollars?|u\.s\. dollars?|usd"
    r"|square (?:kilo)?met(?:er|re)s?|sq\.? ?k?m|k?m²|mu|acres?|person-years?|man-years?"
    r"|亿?美元|元人民币|元|平方米|平方公里|平方千米|英亩|亩|人年|人次"
)
CLASSIFIER = "家|个|项|所|件|名|人|户|位|种|篇|座|条|支|场|台|套|份|处|艘|辆|枚|款|间|宗|笔|册"
"|幅|株|分(?![之钟])"
SUFFIX = re.compile(
    rf"\s?[多余]?\s?(?P<scale>{SCALE})?\s?[多余]?"
    rf"(?:\s?(?P<unit>(?:{UNIT})(?:(?<![a-z])|(?![a-z])))|\s?(?P<counted>{CLASSIFIER}))?",
    re.IGNORECASE,
)
REFUSED = re.compile(  # figures all the same, which the parser leaves to a person
    r"\s?(?:times(?! (?:in(?! [0-9▁])|of the year))"  # ▁ stands for what was blotted out
    r"|fold|-fold|倍|番|成(?![立果为功就员本都熟长效交])|吨"
    r"|公里|千瓦时?|兆瓦|tons?|tonnes?|hectares?|公顷|kilograms?|kg(?![a-z])|公斤|立方米"
    r"|kilomet(?:er|re)s|euros?|欧元|港元|日元|basis points|kilowatts?|kwh|km)(?![a-z])",
    re.IGNORECASE,
)
# Longest first; each may stand directly before the number, or before a sign of money.
QUALIFIER = re.compile(
    r"(?:(?<![A-Za-z])(?:(?:more|less|fewer|greater|higher|lower) than|in excess of|at least"
    r"|(?:no|not) (?:less|fewer|lower) than|(?:no|not) (?:more|higher) than|at most|up to"
    r"|over|above|exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?|topp(?:ed|ing)|tops|under|below"
    r"|nearly|almost|close to"
    r"|about"
    r"|around|approximately|approx\.?|roughly|some|between|not exceeding|within)"
    r"|超过|突破|不低于|不少于|不超过|不足|不到|不高于|至少|多于|高于|大于|低于|少于|将近|接近"
    r"|大约|大概|超|逾|近|约)\s?$",
    re.IGNORECASE,
)
MONEY = re.compile(
    r"(?:(?<![A-Za-z])(?:rmb|cny|yuan|us\$|usd)|¥|￥|\$|人民币|百分之)\s?$", re.IGNORECASE
)
FALL = re.compile(
    r"(?:(?<![A-Za-z])(?:decreas(?:e|es|ed|ing)|declin(?:e|es|ed|ing)|fall|falls|fell|fallen"
    r"|drop|drops"
    r"|dropped|dropping|reduc(?:ed|ing|tion)|down|cut|shrank)(?: of| by)?(?: the)?"
    r"|下降了?|降低了?|减少了?|下滑了?|回落了?|负增长|降幅为?)\s?$",
    re.IGNORECASE,
)
MINUS = re.compile(r"(?:^|(?<=[\s(（:：]))[-−–]$")
AFTER = re.compile(
    r"\s?(?:左右|上下|以上|or so(?![a-z])|or thereabouts|or more(?![a-z])|or above|and above"
    r"|and more)"
    r"(?![a-z])|\s(?:lower|fewer|less|down|decrease|decline|drop|reduction)(?![a-z])(?=$|[.,;]"
    r"| than)",
    re.IGNORECASE,
)
RANGE = re.compile(r"\s?(?:-|–|—|~|～|−|to(?![a-z])|or(?![a-z])|至|到|或)\s?$", re.IGNORECASE)
FROM = re.compile(r"(?:(?<![a-z])from|从|由)\s?(?:the\s|第)?$", re.IGNORECASE)
RANK_BEFORE = re.compile(
    r"(?:(?<![A-Za-z])(?P<word>rank(?:s|ed|ing)?|plac(?:es|ed|ing))(?: (?:in|at|as))?(?: (?:the"
    r"|no\.?))?"
    r"|(?<![A-Za-z])(?:no\.|number))\s?$",
    re.IGNORECASE,
)
RANK_HAN = re.compile(
    "(?:(?:排|居|列|名|升至|升到|进至|跃至|跃居)[^，。；,;]{0,6}"
    r"|(?:全国|全省|全市|中部|西部|东部|东北|世界|全球|国内|亚洲)[^，。；,;0-9]{0,4})第$"
)
# "in the first camp" is no rank.
NO_RANK = re.compile(
    r"\s?(?:方阵|梯队|阵营|集团|行列|档|线|动力|资源|生产力|产业|大省|大市|时间|名片)"
)
RANK_AFTER = re.compile(
    r"\s?(?:in|among|across|of)\s(?:the\s|all\s|central|china|its)|\s?(?:place|position"
    r"|nationally|nationwide|most\s|largest|biggest|best\s|highest)",
    re.IGNORECASE,
)
RANK_WORD = re.compile(r"(?<![a-z])rank|position|排名|位次|名次|居|位列|名列", re.IGNORECASE)
COUNT_RANK = re.compile(r"\s?(?:位|名)")
HALF_WIDTH = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), 0xFF05, 0xFF0E)}
ONE_COUNTS = re.compile(
    r"\s(?:[A-Za-z-]+ ){0,4}?(?:enterprise|company|firm|laborator(?:y|ies)|cent(?:er|re)"
    r"|platform|unicorn"
    r"|incubator|academician|institute|institution|award)(?![a-z])"
)
AFTER_ORDINAL = re.compile(
    r"\s?(?:[.,;。，；)）]|$|and\s|in\s|to\s|from\s|nation|place|position)", re.I
)
COUNTED_NOUN = re.compile(r"\s(?:[a-z-]+ ){0,2}(?:[a-z]+s)(?: (?:on|by|in|across|from)|[.,]|$)")
COUNTED = re.compile(
    r"\s(?:[A-Za-z&-]+ ){0,3}?(?:enterprises|companies|firms|projects|patents|people|smes"
    r"|technologies"
    r"|platforms|laborator(?:ies)|talents|papers|teams|achievements|contracts|institutions"
    r"|researchers)"
    r"(?![a-z])",
    re.IGNORECASE,
)
GROUPED = re.compile(r"(?<![0-9.,][0-9]{3})(?:\s[0-9]{3})+(?![0-9]|[.,][0-9])")  # 1 500
NOUN = re.compile(r"\s?(?:-\s?)?(?P<noun>[A-Za-z][A-Za-z-]*)")
# Words after a number word that show it counts nothing here ("two of them", "first to").
NO_NOUN = set(
    "of to is are was were and or the a an in on at for by with more another other others way ways"
    " thing things hand side sides time times step steps party parties session sessions academies"
    " guarantee guarantees person policy cloud piece meeting that which who by-one after than"
    " another's day days record records high highs first firsts provincial".split()
)
