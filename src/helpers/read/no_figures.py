"""Numerals of a story that are no figures: dates, times, addresses, names, sizes, slogans.

Patterns only; `helpers.read.quantities` looks for them. NO_FIGURE is left out, NAMES are proposed
with the reason, for a person to decide.
"""

from __future__ import annotations

import re

MONTHS = (
    "(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
)
# Whole stretches of a sentence whose numerals are no figures and not worth a person's look.
NO_FIGURE = re.compile(
    r"|".join(
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
            r"|步|产业)",
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
            r"|national(?!ly)"
            r"|congress|generation|edition|floor|industry|prize|class|stage|step|party|line"
            r"|anniversary)",
            r"(?:article|chapter|section|document|phase|table|fig\.|figure|page|version|room"
            r"|floor|grade|class)"
            r"\s(?:no\.? ?)?[0-9]+(?![0-9]*[,%])",
            # names of things: C919, COVID-19, Shenzhou15; not a number glued to a plain word
            r"(?:(?<![A-Za-z])[A-Za-z]{1,3}|(?<![A-Za-z])(?-i:[A-Z])[A-Za-z]{3,11}"
            r"|[A-Za-z]{1,12}-)[0-9]+"
            r"[A-Za-z]{0,12}|[一-鿿]-[0-9]{1,4}(?![0-9.,]|\s?[%％亿万家个项件])|(?<=[科航工电船])[0-9]{1,3}所"
            r"|(?<![0-9])(?:863|973|211|985)(?=\s?(?:计划|工程|高校|院校|program|project"
            r"|universit))"
            r"|(?:project|programm?e?) (?:863|973|211|985)(?![0-9])|12345(?=\s?(?:热线|政务"
            r"|hotline))"
            # signs of a page: references, counters, licences, sizes of a letter
            r"|\[[0-9]{1,3}\](?:\s?\[[0-9]{1,3}\])*"
            r"|(?:阅读|浏览|点击|评论|点赞|分享|转发|收藏|views?|comments?|reads?|shares?"
            r"|likes?|clicks?)"
            r"(?:量|数|次数|人数)?\s?[:：(（]\s?[0-9,]+|(?:ISSN|ISBN|CN)\s?[:：]?\s?[0-9-]{5,}"
            r"|(?:证|备案?|编号|许可|公网安备|号码|邮编|邮政编码)[^0-9，。；\n]{0,8}[0-9-]{5,}号?"
            r"|第\s?[0-9]{1,5}\s?(?:期|版|页)|(?:page|p\.) ?[0-9]+(?: of [0-9]+)?(?![0-9%]|,[0-9])"
            r"|(?:工业|industry|web)\s?[1-9]\.0(?![0-9%])"
            r"|(?<![0-9.,])[0-9]+(?:G|K|D|nm|mm|cm|kg|km|h"
            r"|kW|MW|GW|TB|GB)(?![A-Za-z])",
            r"(?<=[a-z], )[1-9][0-9](?=, (?:an?|the|head|director|who|from|chief)(?![a-z]))",
            r"^\s*[0-9]{1,6}\s*$|(?<![0-9])[0-3]?[0-9]\.[01]?[0-9]\.(?:19|20)[0-9]{2}(?![0-9])"
            r"|^[0-3]?[0-9](?=\s?(?:--|—))|半导体|一带一路|双一流|双创|两会|[“\"]?两院[”\"]?(?=院士)|四个(?:全面|自信"
            r"|意识|面向|革命)|两个(?:维护|确立|毫不动摇|大局|先行)|三个(?:代表|面向|务必)"
            r"|五位一体|三农|千方百计|三步走|(?<![0-9])[0-9]+后(?=[^续来]|$)",
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
        r"(?<![0-9/.])[1-9][0-9]?/[1-9][0-9]?(?![0-9/年月])|(?:nearly |over |more than |about "
        r"|almost )?"
        r"(?<![A-Za-z])(?<!first )(?<!second )(?<!latter )half(?= (?:of |the ))|过半"
        r"|近?一半(?!以下)|近?半数|"
        r"(?<![A-Za-z])(?:one|two|three|four|a)[- ](?:half|thirds?|quarters?|fourths?|fifths?)"
        r"(?= of)|[一二三四五六七八九十]+分之[一二三四五六七八九十]+", re.IGNORECASE)),
    ("a group, not a rank", re.compile(
        r"(?<![A-Za-z])top[ -](?:[0-9]+|three|five|ten|twenty|fifty|hundred)(?![0-9%a-z]|,[0-9])"
        r"|前\s?(?:[0-9]+|[三五十百]+)(?!个?季度|个?月|[年批天届次期])"
        r"(?:位|名|强)?|[0-9]+强", re.IGNORECASE)),
    ("a round number in words, to be written as a number", re.compile(
        r"(?:[数几上近逾超破过](?!去)|突破|超过|超)(?:[十百千](?!分)[万亿]?|万亿|亿)(?:[余多])?"
        r"(?:亿?元|[家个项名人件种])?(?![0-9一-鿿]?分之)|[百千][余多](?:亿元|万元|[家个项名人件种])"
        r"|(?<![A-Za-z])(?:tens|hundreds|dozens|thousands)(?: of (?:thousands|millions"
        r"|billions))? of",
        re.IGNORECASE)),
    ("no number is printed", re.compile(
        r"full coverage|全覆盖|doubl(?:ed|ing)(?![a-z])|tripled(?![a-z])|double increase"
        r"|翻了?[一两]番|翻番|倍增(?!计划|行动|工程)|零的突破", re.IGNORECASE)),
)  # fmt: skip
MAJOR = re.compile(r"\s(?:major|great)(?![a-z])|\s?大(?![学约中型于])", re.IGNORECASE)
QUOTED = re.compile(
    r"“([^”“]{1,60})[”\"]|\"([^\"]{1,60})\"|‘([^’]{1,60})’|「([^」]{1,40})」|《([^》]{1,60})》"
)
SENTENCE_IN_QUOTES = 60  # characters; a longer quote is speech and may print figures
SPOKEN = re.compile(
    r"[，。！？!?]|,(?=[一-鿿])|[.,]\s|[一-鿿]{16}|(?<![a-z])(?:we|our|will|has|have|is|are"
    r"|was|were|there)(?![a-z])",
    re.IGNORECASE,
)
