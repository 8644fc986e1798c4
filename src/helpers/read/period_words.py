"""The ways in which English and Chinese stories name a time; `helpers.read.periods` reads by them.

Each pattern names its parts: year (four digits), rel (a relative year), first and last (months),
number (a quarter, a half, a five-year plan).
"""

from __future__ import annotations

import re

FLAGS = re.IGNORECASE
MONTH_NAMES = "jan feb mar apr may jun jul aug sep oct nov dec".split()
MONTH = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
)
NUMBERS = dict(zip("一 二 三 四 五 六 七 八 九 十 十一".split(), range(1, 12), strict=True))
NUMBERS |= dict(
    zip("first second third fourth five six seven eight nine ten eleven".split(),
        [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], strict=True)
)  # fmt: skip
NUMBERS |= {"two": 2, "three": 3, "four": 4, "首": 1}
# Relative years: how many years from the story's.
LAST = r"(?:the )?(?:last|previous|past|preceding|prior) year|the year before|去年|上年|上一年"
r"|过去一年"
THIS = r"this year|the current year|今年|本年度?"
STEPS = (
    (re.compile("前年", FLAGS), -2),
    (re.compile(LAST, FLAGS), -1),
    (re.compile("next year|明年|下一?年", FLAGS), 1),
    (re.compile(THIS, FLAGS), 0),
)
REL = rf"(?P<rel>{LAST}|{THIS}|前年|明年|next year)"
Y = r"(?P<year>(?:19[89]|20[0-4])[0-9])"
Y_ZH = rf"(?:(?:{Y}\s?年|{REL})(?:的|全年)?\s?)?"
Y_EN = rf"(?:,? ?(?:(?:of|in) )?(?:{Y}(?![0-9])|{REL}))?"

DATES = (
    re.compile(
        r"(?<![0-9])(?P<year>20[0-9]{2})\s?[-./]\s?(?P<month>[01]?[0-9])\s?[-./]\s?"
        r"(?P<day>[0-3]?[0-9])(?![0-9])"
    ),
    re.compile(
        r"(?<![0-9])(?P<year>20[0-9]{2})\s?年\s?(?P<month>[01]?[0-9])\s?月\s?"
        r"(?P<day>[0-3]?[0-9])(?![0-9])\s?日?"
    ),
    re.compile(
        rf"(?P<month>{MONTH})\.? (?P<day>[0-3]?[0-9])(?:st|nd|rd"
        rf"|th)?,? (?P<year>20[0-9]{{2}})(?![0-9])",
        FLAGS,
    ),
    re.compile(
        rf"(?<![0-9])(?P<day>[0-3]?[0-9])(?:st|nd|rd|th)? (?P<month>{MONTH})\.?,? "
        r"(?P<year>20[0-9]{2})(?![0-9])",
        FLAGS,
    ),
    re.compile(
        r"(?<![0-9])(?P<day>[0-3]?[0-9])\.(?P<month>[01]?[0-9])\.(?P<year>20[0-9]{2})(?![0-9])"
    ),
)
THIS_IS = re.compile(r"(20[0-9]{2})[^0-9]{0,60}(?:this year|今年)", FLAGS)
YEAR = re.compile(
    r"(?<![0-9.])(?<![0-9],)(?:19[89]|20[0-4])[0-9](?![0-9]|\.[0-9]|,[0-9]{3}|\s?(?:家|个|项|件|亿|万))"
)
ZH_END = "(?:截[至止](?:到)?|(?<![0-9月份日])[到至])"
EN_END = r"(?<![a-z])(?:as of|as at|by|until|up to|through|at)(?: the)?(?: end of)?"
# kind, pattern. The first that fits a stretch of text takes it; the order matters.
TIMES = (
    # Titles hold the years of what they are about, not of the figures beside them.
    ("title", re.compile(
        r"《[^》]{1,80}》|[“\"][^”\"“]{0,70}(?:Report|Index|Bulletin|Yearbook|Outline|报告"
        r"|公报|纲要)"
        r"[^”\"“]{0,20}[”\"]")),
    ("base", re.compile(
        rf"(?:比|较){Y}\s?年?(?:和|、|与)20[0-9]{{2}}\s?年"
        r"|(?:比|较)(?:[“\"‘]?十[一二三四]?五[”\"’]?(?:时期|期间|规划|计划)?期?末?"
        r"|第?[一二三四]季度|[上下]半年|[0-9]{1,2}\s?月份?)")),
    ("plan", re.compile(
        r"(?P<until>(?:the )?end of )?(?:the )?[“\"]?"
        r"(?P<number>1[0-9])th Five[- ]Year[- ]Plan[”\"]?"
        r"(?: period)?"
        r"|[“\"‘]?(?P<han>十[一二三四五]?五)[”\"’](?:规划|计划)?(?P<tail>(?:时期|期间|规划"
        r"|计划)?末|收官|以来)?"
        r"|(?P<han2>十[一二三四五]五)(?:规划|计划|时期|期间|以来|末)", FLAGS)),
    ("base", re.compile(
        r"(?<![a-z])(?:than|compared (?:with|to)|from|over|on|versus|against|relative to)\s"
        r"(?:that )?(?:of |in )?(?:the )?(?:levels? (?:of|in) |figures? (?:from|of|in|for) "
        r"|same period (?:of |in |a )?|end of )?(?:the )?"
        rf"(?:{Y}(?!\s?(?:to|-|–|through|[0-9]))|{REL}|(?P<ago>a? ?year (?:earlier|ago|before)"
        rf"|corresponding period))",
        FLAGS)),
    ("base", re.compile(
        rf"(?:比|较|与|同(?=上|去|20)|相当于|是|为)(?:{Y}\s?年(?:底|末)?(?:同期)?|(?P<rel>上年"
        rf"|去年|前年)(?:同期|底|末)?|同期|上季度?|上月)"
        r"|同比|环比|year[- ]on[- ]year|the amount in (?P<year2>20[0-9]{2})", FLAGS)),
    ("span", re.compile(
        rf"(?:(?:from|between) )?{Y}\s?年?\s?(?:-|–|—|~|至|到|to|and|through)\s?"
        r"(?P<until>(?:19[89]|20[0-4])[0-9])(?:\s?年|(?![0-9]))", FLAGS)),
    ("since", re.compile(
        rf"{Y}\s?年(?:以来|至今|起)|since {Y.replace('year', 'year2')}(?![0-9])", FLAGS)),
    ("until", re.compile(
        rf"{ZH_END}\s?{Y_ZH}(?P<last>1?[0-9])\s?月(?:底|末|份|\s?[0-9]{{1,2}}\s?日)?", FLAGS)),
    ("until", re.compile(
        rf"{EN_END} (?P<last>{MONTH})\.?(?: [0-9]{{1,2}}(?:st|nd|rd"
        rf"|th)?(?![0-9]))?(?![a-z]){Y_EN}", FLAGS)),
    ("day", DATES[0]), ("day", DATES[1]), ("day", DATES[2]), ("day", DATES[3]), ("day", DATES[4]),
    ("day", re.compile(
        rf"(?:(?:last|this) )?(?<![a-z])(?:{MONTH})\.? [0-3]?[0-9](?:st|nd|rd|th)?(?![0-9]"
        rf"|[,.][0-9])"
        rf"|(?<![0-9])[0-3]?[0-9](?:st|nd|rd|th)? (?:of )?(?:{MONTH})(?![a-z])"
        r"|[0-9]{1,2}\s?月\s?[0-9]{1,2}\s?[日号]", FLAGS)),
    ("months", re.compile(
        rf"{Y_ZH}(?P<first>1?[0-9])\s?月?份?\s?[-—–~～至到]{{1,2}}\s?(?P<last>1?[0-9])\s?月份?"
        rf"|{Y_ZH.replace('year', 'year2').replace('rel', 'rel2')}[前头]"
        rf"(?P<number>[0-9]{{1,2}}|[一二三四五六七八九十]+)个?月", FLAGS)),
    ("months", re.compile(
        rf"(?:from |between )?(?<![a-z])(?P<first>{MONTH})(?: to |-| - |–| through "
        rf"| and )(?P<last>{MONTH})(?![a-z]){Y_EN}"
        rf"|first (?P<number>[a-z]{{3,6}}"
        rf"|[0-9]{{1,2}}) months"
        rf"{Y_EN.replace('year', 'year2', 1).replace('rel', 'rel2', 1)}", FLAGS)),
    ("quarters", re.compile(
        rf"first (?:three|3) quarters{Y_EN}"
        rf"|{Y_ZH.replace('year', 'year2').replace('rel', 'rel2')}前[三3]个?季度?", FLAGS)),
    ("half", re.compile(
        rf"(?P<number>first|second) half(?: year)?{Y_EN}"
        rf"|{Y_ZH.replace('year', 'year2').replace('rel', 'rel2')}(?P<half>[上下])半年", FLAGS)),
    ("quarter", re.compile(
        rf"(?P<number>first|second|third|fourth) quarter{Y_EN}"
        rf"|(?P<q>Q[1-4]){Y_EN.replace('year', 'year3', 1).replace('rel', 'rel3', 1)}"
        rf"|{Y_ZH.replace('year', 'year2').replace('rel', 'rel2')}(?:第?(?P<han>[一二三四])"
        rf"|首)季度?(?!次)", FLAGS)),
    ("month", re.compile(
        rf"(?<![0-9]){Y_ZH}(?<![0-9])(?P<last>1?[0-9])\s?月(?:份|底|末|初)?(?!\s?[0-9])", FLAGS)),
    ("month", re.compile(
        rf"(?<![a-z])in (?:early |late |mid-)?(?P<last>{MONTH})(?![a-z]){Y_EN}"
        rf"|(?<![a-z])(?P<first>{MONTH}),? {Y.replace('year', 'year2')}(?![0-9])", FLAGS)),
    ("vague", re.compile(
        r"近(?:些|几)?年来?|近[0-9一二两三四五六七八九十]+年来?"
        r"|[0-9一二两三四五六七八九十]+年来|多年来|历年"
        r"|过去[0-9一二三四五六七八九十]+年|(?:in )?recent years|(?:in |over "
        r"|during )?the (?:past|last) "
        r"(?:[0-9]+|two|three|four|five|six|seven|eight|nine|ten|few|several) years"
        r"|average annual", FLAGS)),
    ("year", re.compile(rf"{YEAR.pattern}", FLAGS)),
    ("now", re.compile(
        r"(?<![a-z])(?:at present|currently|now(?=[,.]| has| have| there| boasts?)|as of now"
        r"|so far(?! this))"
        r"(?![a-z])|截至(?:目前|现在)|迄今|目前|现有|现已", FLAGS)),
    ("this", re.compile(
        r"(?:so far )?(?<![a-z])(?:this year|the current year)(?![a-z])"
        r"|今年|本年|年初以来|年内", FLAGS)),
    ("rel", re.compile(rf"(?<![a-z]){REL}(?![a-z])", FLAGS)),
    ("whole", re.compile("(?<!_)(?:全年|当年|年底|年末)")),
)  # fmt: skip
BESIDE = re.compile(r"\s?年?\s?的?\s?")  # between a Chinese time and the figure that is of it
CLAUSE_END = re.compile(r"[;，；。：:]|,(?![0-9]{3})")
FROM = re.compile(r"(?:从|由|自|(?<![a-z])from)\s?(?:the )?[^，,;；0-9]{0,8}$", FLAGS)
TO = re.compile(r"(?:到|至|为|(?<![a-z])to)\s?(?:the )?$", FLAGS)
