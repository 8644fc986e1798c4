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
    "|eleventh|tenth|ninth|eighth|seventh|sixth|fifth|fourth|third|second|first"
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
CLASSIFIER = "家|个|项|所|件|名|人|户|位|种|篇|座|条|支"
SUFFIX = re.compile(
    rf"\s?[多余]?\s?(?P<scale>{SCALE})?\s?[多余]?"
    rf"(?:\s?(?P<unit>(?:{UNIT})(?:(?<![a-z])|(?![a-z])))|\s?(?P<counted>{CLASSIFIER}))?",
    re.IGNORECASE,
)
REFUSED = re.compile(  # figures all the same, which the parser leaves to a person
    r"\s?(?:times(?! (?:in|of the year))|fold|-fold|倍|番|成(?![立果为功就员本都熟长效交])|吨"
    r"|公里|千瓦时?|tons?|tonnes?|hectares?|公顷"
    r"|kilomet(?:er|re)s|euros?|欧元|港元|日元|basis points|kilowatts?|kwh|km)(?![a-z])",
    re.IGNORECASE,
)
# Longest first; each may stand directly before the number, or before a sign of money.
QUALIFIER = re.compile(
    r"(?:(?<![A-Za-z])(?:(?:more|less|fewer|greater|higher|lower) than|in excess of|at least"
    r"|(?:no|not) (?:less|fewer|lower) than|(?:no|not) (?:more|higher) than|at most|up to"
    r"|over|above|exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?|under|below|nearly|almost|close to"
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
RANK_HAN = re.compile("(?:排|居|列|名|升至|升到|进至)[^，。；,;]{0,6}第$")
RANK_AFTER = re.compile(
    r"\s?(?:in|among|across|of)\s(?:the\s|all\s|central|china|its)|\s?(?:place|position"
    r"|nationally|nationwide)",
    re.IGNORECASE,
)
RANK_WORD = re.compile(r"(?<![a-z])rank|position|排名|位次|名次|居|位列|名列", re.IGNORECASE)
COUNT_RANK = re.compile(r"\s?(?:位|名)")

MONTHS = (
    "(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
)
# Whole stretches of a sentence whose numerals are no figures and not worth a person's look.
NO_FIGURE = re.compile(
    "|".join(
        (
            r"(?<![0-9])(?:19|20)[0-9]{2}\s?[-./]\s?[01]?[0-9]\s?[-./]\s?[0-3]?[0-9](?![0-9])",
            r"(?<![0-9])[0-3]?[0-9]/[01]?[0-9]/(?:19|20)[0-9]{2}",
            r"(?:19|20)[0-9]{2}\s?(?:-|–|~|至|to)\s?(?:19|20)[0-9]{2}(?![0-9,])",
            rf"(?<![A-Za-z]){MONTHS}\s[0-3]?[0-9](?:st|nd|rd|th)?(?![0-9%]|[,.][0-9]|\s?(?:%"
            rf"|percent|million|billion))"
            r"(?:\s?(?:-|–|to)\s?[0-3]?[0-9](?:st|nd|rd|th)?(?![0-9,.]))?(?:,?\s?(?:19"
            r"|20)[0-9]{2})?",
            rf"(?<![0-9])[0-3]?[0-9](?:st|nd|rd|th)?(?: of)? {MONTHS}(?![a-z])(?:,?\s?(?:19"
            rf"|20)[0-9]{{2}})?",
            r"(?<![a-z])[Oo]n the [0-3]?[0-9](?:st|nd|rd|th)(?! (?:place|position))",
            r"[0-9]{1,4}\s?年\s?(?:[0-9]{1,2}\s?[至到~-])?\s?(?:[0-9]{1,2}\s?月)?\s?(?:[0-9]{1,2}\s?[日号])?",
            r"[0-9]{1,2}\s?月?\s?[-—~至到]\s?[0-9]{1,2}\s?(?:月份?|[日号])",
            r"[0-9]{1,2}\s?月(?:份|底|末)?(?:\s?[0-9]{1,2}\s?[日号])?"
            r"|(?<![0-9])[0-3]?[0-9]\s?[日号](?!线)",
            r"[二〇零一三四五六七八九]{4}年|[一二三四五六七八九十两]+(?:个?月|年|天|日|号|季度"
            r"|周年|小时|届|次)",
            r"[0-9]{1,2}[:：][0-5][0-9](?:[:：][0-5][0-9])?|(?<![0-9])[0-9]{1,2}\s?(?:a\.m\."
            r"|p\.m\.|am|pm)(?![a-z])",
            r"[0-9]{1,2}\s?(?:时(?!代)|点(?:半|钟))",
            r"(?:tel|phone|hotline|fax|qq|电话|热线|微信|邮编|ICP备?)\D{0,6}[0-9][0-9 -]{4,}",
            r"(?<![0-9])0[0-9]{2,3}-[0-9]{7,8}|(?<![0-9,.])1[3-9][0-9]{9}(?![0-9])",
            r"(?:https?://|www\.)\S+|\S+@\S+\.\S+",
            r"第?\s?[一二三四五六七八九十]+个五年|十[一二三四五]五|[0-9]+(?:st|nd|rd"
            r"|th)? Five[ -]Year",
            r"第[0-9一二三四五六七八九十百]+(?:届|次|章|条|期|版|批|季度|代|轮|个|款|号|节|部分"
            r"|步|产业|一)",
            r"[一二三四五六七八九十]\s?是|[（(][0-9一二三四五六七八九十]{1,3}[)）]"
            r"|^[0-9]{1,2}\s?[、.．](?![0-9])",
            r"^[一二三四五六七八九十]{1,3}、|(?<![a-z])one is (?:to|that)(?![a-z])",
            r"[0-9一二两三四五六七八九十]+\s?(?:周?岁|个?小时|天|个?多?月|分钟|年来|年内|余?年)",
            r"(?<![a-z-])(?:aged?|under the age of) [0-9]+|[0-9]+[ -]+years?[ -]old",
            r"(?:[0-9]+|(?<![A-Za-z])(?:one|two|three|four|five|six|seven|eight|nine|ten|fifteen"
            r"|twenty|thirty))"
            r"(?:\s?(?:-|–|to|or)\s?(?:[0-9]+|[a-z]+))?\s?(?:consecutive |straight |full |more "
            r"|and a half |- ?)?"
            r"(?:years?|months?|weeks?|days?|hours?|minutes?|seconds|decades?|quarters?)(?![a-z])",
            r"(?:[0-9]+(?:st|nd|rd|th)|(?<![A-Za-z])(?:first|second|third|fourth))[ -]"
            r"(?:quarter|half|year|month|day|century|time|session|batch|phase|round|plenary"
            r"|national"
            r"|congress|generation|edition|floor|industry|prize|class|stage|step|party|line"
            r"|anniversary)",
            r"(?:article|chapter|section|document|phase|table|fig\.|figure|page|version|room"
            r"|floor|grade|class)"
            r"\s(?:no\.? ?)?[0-9]+(?![0-9]*[,%])",
            r"[A-Za-z]{1,12}-?[0-9]+[A-Za-z]{0,12}|(?<![0-9.,])[0-9]+(?:G|K|D|nm|mm|cm|kg|km|h"
            r"|kW|MW|GW|TB|GB)(?![A-Za-z])",
            r"(?<=[a-z], )[1-9][0-9](?=, (?:an?|the|head|director|who|from|chief)(?![a-z]))",
            r"半导体|一带一路|双一流|(?<![0-9])[0-9]+后(?=[^续来]|$)",
        )
    ),
    re.IGNORECASE,
)
# Numerals within names or within an indicator's unit: proposed, marked, for a person to decide.
NAMES = (
    ("part of an indicator's name, not an amount", re.compile(
        r"(?:per|for each|for every|each|every)\s(?P<name>(?:10,000|100,000|1,000"
        r"|[0-9]+ (?:thousand|million)"
        r"|hundred|thousand)(?: (?:people|persons|residents|population|yuan|employees|workers)))"
        r"|(?P<name2>10,000 (?:yuan|people))(?= of (?:the )?(?:gdp|output|industrial|value)"
        r"| people ha)",
        re.IGNORECASE)),
    ("a figure of speech", re.compile(r"from 0 to 1|从[“\"]?0到1", re.IGNORECASE)),
    ("name, perhaps no figure", re.compile(
        r"[0-9]+\s?[+＋×xX]\s?(?:[0-9]+|[NnXx])(?:\s?[+＋]\s?[0-9NnXx]+)*")),
    ("size of a product, perhaps no figure", re.compile(
        r"[0-9]+(?:\.[0-9]+)?\s?[- –]\s?(?:inch|nanomet(?:er|re)|micron|ton|megawatt"
        r"|kilovolt|stor(?:e?y)|meter|metre)(?:es|s)?"
        r"|[0-9]+(?:\.[0-9]+)?\s?(?:英寸|纳米|微米|毫米)", re.IGNORECASE)),
    ("a fraction in words, to be written as a number", re.compile(
        r"(?<![A-Za-z])(?:one|two|three|four|a)[- ](?:half|thirds?|quarters?|fourths?|fifths?)"
        r"(?= of)|[一二三四五六七八九十]+分之[一二三四五六七八九十]+", re.IGNORECASE)),
    ("a group, not a rank", re.compile(
        r"(?<![A-Za-z])top[ -](?:[0-9]+|three|five|ten|twenty|fifty|hundred)(?![0-9%a-z])"
        r"|前\s?(?:[0-9]+|[三五十百]+)"
        r"(?:位|名|强)?|[0-9]+强", re.IGNORECASE)),
    ("no number is printed", re.compile(
        r"full coverage|全覆盖|doubl(?:ed|ing) |double increase|翻了?一番|翻番", re.IGNORECASE)),
)  # fmt: skip
MAJOR = re.compile(r"\s(?:major|great)(?![a-z])|\s?大(?![学约中型于])", re.IGNORECASE)
QUOTED = re.compile(
    r"“([^”“]{1,60})[”\"]|\"([^\"]{1,60})\"|‘([^’]{1,60})’|「([^」]{1,40})」|《([^》]{1,60})》"
)
SENTENCE_IN_QUOTES = 60  # characters; a longer quote is speech and may print figures
SPOKEN = re.compile(
    r"[，。！？!?]|[.,]\s|[一-鿿]{16}|(?<![a-z])(?:we|our|will|has|have|is|are|was|were|there)(?![a-z])",
    re.IGNORECASE,
)
