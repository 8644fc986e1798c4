"""The words that tell of status, period, measure and place; `helpers.read.hints` reads by them."""

from __future__ import annotations

import re

FLAGS = re.IGNORECASE
GOAL = re.compile(
    r"(?<![a-z])(?:striv(?:e|es|ing)|aim(?:s|ing)?(?= to| at| for|:)|goals?(?! of life)"
    r"|target(?:s|ed)?"
    r"|seeks? to|endeavou?r to|by the end of this year|expected targets?)(?![a-z])"
    r"|力争|目标|争取|确保|努力实现|奋斗",
    FLAGS,
)
STRIVE = re.compile(
    r"(?<![a-z])(?:striv|aims? to|aiming|targets? (?:of|is|are)|goals? (?:of|is|are|include)"
    r"|seeks? to)"
    r"|力争|争取|目标",
    FLAGS,
)
PLAN = re.compile(
    r"(?<![a-z])(?:will|plan(?:s|ned|ning)? to|(?:is|are) planned|should|shall|it is necessary to"
    r"|(?:key points|tasks?) propos|proposes? to|to be (?:completed|built)|arrangements? for"
    r"|intends? to)(?![a-z])|计划(?!项目|生育)|规划|拟|将(?![军近领])|打算|部署",
    FLAGS,
)
DONE = re.compile(
    r"(?<![a-z])(?:at present|currently|last year|previous year|in the past|so far|as of"
    r"|reviewed)(?![a-z])"
    r"|截至|目前|去年|上年|过去|同比|回顾",
    FLAGS,
)
NOW = re.compile(
    r"(?<![a-z])(?:at present|currently|now|so far there)(?![a-z])|目前|现有"
    r"|截至",
    FLAGS,
)
THIS_YEAR = re.compile(r"(?<![a-z])(?:this year|so far)(?![a-z])|今年|年初以来", FLAGS)
THIS_IS = re.compile(r"(20[0-9]{2})[^0-9]{0,60}(?:this year|今年)", FLAGS)
EXPECTED = re.compile(
    r"(?<![a-z])(?:it is (?:expected|estimated)|is estimated|are estimated|is expected to"
    r"|are expected to"
    r"|estimated to)(?![a-z])|预计|预期(?!目标)|有望",
    FLAGS,
)
YEAR = re.compile(
    r"(?<![0-9.,])(?:19[89]|20[0-4])[0-9](?![0-9]|[.,][0-9]{3}|\s?(?:家|个|项|件|亿|万))"
)
RELATIVE = (
    (re.compile(r"(?<![a-z])(?:last year|previous year|in the past year|past year)(?![a-z])|去年"
    r"|上年|过去一年", FLAGS), -1),
    (re.compile(r"(?<![a-z])next year(?![a-z])|明年", FLAGS), 1),
    (re.compile(r"(?<![a-z])(?:this year|so far|at present|currently|first half"
    r"|first quarter)(?![a-z])|今年|本年|目前|截至", FLAGS), 0),
)  # fmt: skip
MONTH_NAMES = "jan feb mar apr may jun jul aug sep oct nov dec".split()
MONTH = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
)
DATES = (
    re.compile(
        r"(?P<year>20[0-9]{2})\s?[-./年]\s?(?P<month>[01]?[0-9])\s?[-./月]\s?(?P<day>[0-3]?[0-9])(?![0-9])"
    ),
    re.compile(
        rf"(?P<month>{MONTH})\.? (?P<day>[0-3]?[0-9])(?:st|nd|rd"
        rf"|th)?,? (?P<year>20[0-9]{{2}})(?![0-9])",
        FLAGS,
    ),
    re.compile(
        rf"(?P<day>[0-3]?[0-9])(?:st|nd|rd"
        rf"|th)? (?P<month>{MONTH})\.?,? (?P<year>20[0-9]{{2}})(?![0-9])",
        FLAGS,
    ),
)
ORDER = ["first", "second", "third", "fourth", "一", "二", "三", "四"]
QUARTER = re.compile(r"(first|second|third|fourth) quarter|第?([一二三四])季度", FLAGS)
MONTHS = re.compile(
    rf"(?:from )?({MONTH}) to ({MONTH})(?![a-z])"
    rf"|(?<![0-9])([0-9]{{1,2}})\s?月?\s?[-—~至到]\s?([0-9]{{1,2}})\s?月",
    FLAGS,
)
PERCENT = re.compile(r"%|％|percent|per cent|百分之|成", FLAGS)
POINTS = re.compile(r"points?|百分点|% point", FLAGS)
COUNTS = re.compile(r"yuan|rmb|[%％元]|percent|per cent|百分", FLAGS)
CLAUSE_END = re.compile(r"[,;:，；：。]")
CHANGED_TO = re.compile(
    r"(?:increas|ris|rose|grew|fell|drop|reduc|declin|improv|bring|reach)[a-z]*(?: [a-z]+){0,4} to"
    r"\s?(?:the )?$|reach[a-z]* $|[提增降升][高长低加至到]?[至到]$|达到?$",
    FLAGS,
)
GROWTH = re.compile(
    r"(?<![a-z])(?:increas|grow|grew|rise|rose|rising|up|decreas|declin|fell|drop|reduc|down"
    r"|year-on-year"
    r"|year on year)[a-z]*|增长|增加|增速|增幅|下降|同比|提高|减少|上升",
    FLAGS,
)
GROWTH_AFTER = re.compile(
    r"\s?(?:increase|growth|rise|decline|drop|decrease|year|higher|lower|more than|的增长|的增速)",
    FLAGS,
)
INCREASE = re.compile(
    r"(?<![a-z])(?:net increase|increas(?:e|ed|ing|es)(?: by| of)|newly added|added|an additional)"
    r"[^,;，；]{0,45}$|(?<![a-z])new $|(?:净增|新增|增加)[^，；。至到]{0,15}$",
    FLAGS,
)
RATE = re.compile(r"growth rate(?! of the share)[^,;，；]{0,20}$|增速[^，；]{0,4}$", FLAGS)
NEW_AFTER = re.compile(r"\snew (?!and)", FLAGS)
GROUPS = (
    (re.compile(r"central (?:china|region|provinces)|中部", FLAGS), "central China"),
    (re.compile(r"country|nation|china|全国", FLAGS), "nation"),
    (re.compile(r"in the province|全省", FLAGS), "province"),
)
OUR = re.compile(
    r".*(?<![a-z])(?:(?P<province>(?:the|our|whole|entire) province(?![a-z]))"
    r"|(?P<city>(?:the|our|whole|entire) (?:whole |entire )?city(?![a-z])))|.*(?:全省|我省"
    r"|(?P<city_zh>全市|我市))",
    FLAGS,
)
NATIONAL = re.compile(
    r"across the country|nationwide|China's|the country's"
    r"|全国(?:共|有|已|总|累计|各|范围|研发|R&D|高新技术企业)",
    FLAGS,
)
NAME_GOES_ON = re.compile(r"\s(?:Daily|University|Evening|Online|News|Road)|大学|日报|晚报|路")
OTHER_CITY = re.compile(
    r"(?<![A-Za-z])([A-Z][a-z]{3,}) City(?! (?:of|Science))"
    r"|(?<![一-鿿])([一-鿿]{2})市(?![场民委政])"
)


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
