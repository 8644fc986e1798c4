"""Printed figures: each expected value is worked out from the words, not from the code."""

from __future__ import annotations

import time
from decimal import Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.clean.printed import Printed, UnreadableFigure, parse_printed

# words | value | high | unit | qualifier | quantum; "-" for no high and for no unit
READ = """
# bare numbers, and nouns that make them counts
13,910                              | 13910         | - | -    | exact | 1
0                                   | 0             | - | -    | exact | 1
2022                                | 2022          | - | -    | exact | 1
0.5                                 | 0.5           | - | -    | exact | 0.1
1,234,567.89                        | 1234567.89    | - | -    | exact | 0.01
13,910.                             | 13910         | - | -    | exact | 1
120 projects                        | 120           | - | NUM  | exact | 1
more than 2,000 enterprises         | 2000          | - | NUM  | over  | 1
60 manufacturing single champion enterprises (products) | 60 | - | NUM | exact | 1
478 high -tech enterprises          | 478           | - | NUM  | exact | 1
2,000 technology-based R&D firms    | 2000          | - | NUM  | exact | 1
2,847 more                          | 2847          | - | NUM  | exact | 1
33 provincial and above platforms   | 33            | - | NUM  | exact | 1
60家半导体企业                      | 60            | - | NUM  | exact | 1
120 家 企业                         | 120           | - | NUM  | exact | 1
there are 9 representatives         | 9             | - | NUM  | exact | 1
13,000 persons                      | 13000         | - | NUM  | exact | 1
# qualifiers
over 1000                           | 1000          | - | -    | over     | 1
more than 13,000                    | 13000         | - | -    | over     | 1
exceeded 13,000                     | 13000         | - | -    | over     | 1
will exceed 16,000                  | 16000         | - | -    | over     | 1
at least 50                         | 50            | - | -    | at_least | 1
no less than 50                     | 50            | - | -    | at_least | 1
not fewer than 50 firms             | 50            | - | NUM  | at_least | 1
100 or more                         | 100           | - | -    | at_least | 1
100 projects or more                | 100           | - | NUM  | at_least | 1
less than 20                        | 20            | - | -    | under    | 1
below 20                            | 20            | - | -    | under    | 1
nearly 200                          | 200           | - | -    | under    | 1
nearly 200 colleges                 | 200           | - | NUM  | under    | 1
close to 200                        | 200           | - | -    | under    | 1
about 300                           | 300           | - | -    | about    | 1
About 10 Major                      | 10            | - | NUM  | about    | 1
around 100                          | 100           | - | -    | about    | 1
100 around                          | 100           | - | -    | about    | 1
100 around the country              | 100           | - | NUM  | exact    | 1
100 or so                           | 100           | - | -    | about    | 1
300 projects or so                  | 300           | - | NUM  | about    | 1
some 300                            | 300           | - | -    | about    | 1
as many as 43                       | 43            | - | -    | exact    | 1
increased to 14                     | 14            | - | -    | exact    | 1
total of 13,910                     | 13910         | - | -    | exact    | 1
# percent and percentage points
more than 15%                       | 15            | - | PCT  | over  | 1
about 11%                           | 11            | - | PCT  | about | 1
4.4%of                              | 4.4           | - | PCT  | exact | 0.1
35%to                               | 35            | - | PCT  | exact | 1
more than 50%in the past            | 50            | - | PCT  | over  | 1
reached 2.23%                       | 2.23          | - | PCT  | exact | 0.01
more than 1.96%                     | 1.96          | - | PCT  | over  | 0.01
82.0%                               | 82            | - | PCT  | exact | 0.1
12.6 pct                            | 12.6          | - | PCT  | exact | 0.1
12.6 per cent                       | 12.6          | - | PCT  | exact | 0.1
12 percent                          | 12            | - | PCT  | exact | 1
twelve percent                      | 12            | - | PCT  | exact | 1
8.2 percentage points               | 8.2           | - | PP   | exact | 0.1
8.2 percentage points higher than   | 8.2           | - | PP   | exact | 0.1
0.5 percent points                  | 0.5           | - | PP   | exact | 0.1
1 percentage point                  | 1             | - | PP   | exact | 1
# rises and falls
increased by 12%                    | 12            | - | PCT  | exact | 1
increased by more than 11.5%        | 11.5          | - | PCT  | over  | 0.1
a net increase of 2,847             | 2847          | - | -    | exact | 1
year-on-year growth of 12.6%        | 12.6          | - | PCT  | exact | 0.1
up 12%                              | 12            | - | PCT  | exact | 1
rose to 58%                         | 58            | - | PCT  | exact | 1
decreased by 1%                     | -1            | - | PCT  | exact | 1
decreased by more than 1%           | -1            | - | PCT  | under | 1
fell by nearly 5%                   | -5            | - | PCT  | over  | 1
fell by about 5%                    | -5            | - | PCT  | about | 1
fell to 5%                          | 5             | - | PCT  | exact | 1
growth fell to 5.5%                 | 5.5           | - | PCT  | exact | 0.1
down 0.3 percentage points          | -0.3          | - | PP   | exact | 0.1
12% lower than                      | -12           | - | PCT  | exact | 1
a 5% decrease                       | -5            | - | PCT  | exact | 1
-3.2%                               | -3.2          | - | PCT  | exact | 0.1
−3.2%                               | -3.2          | - | PCT  | exact | 0.1
–3.2%                               | -3.2          | - | PCT  | exact | 0.1
+3.2%                               | 3.2           | - | PCT  | exact | 0.1
minus 1%                            | -1            | - | PCT  | exact | 1
growth of -0.7%                     | -0.7          | - | PCT  | exact | 0.1
decreased by 3-5%                   | -5            | -3 | PCT | range | 1
# money
7 billion yuan                      | 7000000000    | - | CNY  | exact | 1000000000
exceeding 7 billion yuan            | 7000000000    | - | CNY  | over  | 1000000000
exceeds 145 billion yuan            | 145000000000  | - | CNY  | over  | 1000000000
50.423 million yuan                 | 50423000      | - | CNY  | exact | 1000
approximately 3.07 billion yuan     | 3070000000    | - | CNY  | about | 10000000
193.8 billion yuan                  | 193800000000  | - | CNY  | exact | 100000000
10,000 yuan                         | 10000         | - | CNY  | exact | 1
10 thousand yuan                    | 10000         | - | CNY  | exact | 1000
100 million yuan                    | 100000000     | - | CNY  | exact | 1000000
2.3 trillion yuan                   | 2300000000000 | - | CNY  | exact | 100000000000
5.3 hundred million yuan            | 530000000     | - | CNY  | exact | 10000000
1.2 bn yuan                         | 1200000000    | - | CNY  | exact | 100000000
1.2bn yuan                          | 1200000000    | - | CNY  | exact | 100000000
three billion yuan                  | 3000000000    | - | CNY  | exact | 1000000000
RMB 3 billion                       | 3000000000    | - | CNY  | exact | 1000000000
3 billion RMB                       | 3000000000    | - | CNY  | exact | 1000000000
¥3 billion                          | 3000000000    | - | CNY  | exact | 1000000000
￥3 billion                         | 3000000000    | - | CNY  | exact | 1000000000
RMB 3 billion yuan                  | 3000000000    | - | CNY  | exact | 1000000000
US$ 1.2 billion                     | 1200000000    | - | USD  | exact | 100000000
$1.2 billion                        | 1200000000    | - | USD  | exact | 100000000
3.5 million US dollars              | 3500000       | - | USD  | exact | 100000
100,000 yuan per capita             | 100000        | - | CNY  | exact | 1
more than 2 billion                 | 2000000000    | - | -    | over  | 1000000000
# areas
1,700 acres                         | 1700          | - | ACRE | exact | 1
1,700 acres in the zone             | 1700          | - | ACRE | exact | 1
1,700 mu                            | 1700          | - | MU   | exact | 1
1.2 million square meters           | 1200000       | - | M2   | exact | 100000
1.2 million m2                      | 1200000       | - | M2   | exact | 100000
500㎡                               | 500           | - | M2   | exact | 1
85 square kilometers                | 85            | - | KM2  | exact | 1
85 km²                              | 85            | - | KM2  | exact | 1
3.2 thousand person-years           | 3200          | - | PERS_YEAR | exact | 100
# ranks
8th                                 | 8             | - | RANK | exact | 1
8th in the country                  | 8             | - | RANK | exact | 1
8th. The province                   | 8             | - | RANK | exact | 1
rose to 8th in the country          | 8             | - | RANK | exact | 1
fell to 13th                        | 13            | - | RANK | exact | 1
ranking fifth                       | 5             | - | RANK | exact | 1
fifth                               | 5             | - | RANK | exact | 1
first in the province               | 1             | - | RANK | exact | 1
twenty-first nationwide             | 21            | - | RANK | exact | 1
rank 13                             | 13            | - | RANK | exact | 1
ranked No. 8 nationally             | 8             | - | RANK | exact | 1
3rd to 5th                          | 3             | 5 | RANK | range | 1
# ranges
3-5                                 | 3             | 5 | -    | range | 1
3 - 5                               | 3             | 5 | -    | range | 1
3–5                                 | 3             | 5 | -    | range | 1
3 to 5                              | 3             | 5 | -    | range | 1
1 or 2                              | 1             | 2 | -    | range | 1
1-2                                 | 1             | 2 | -    | range | 1
two or three centres                | 2             | 3 | NUM  | range | 1
between 3 and 5                     | 3             | 5 | -    | range | 1
nearly 3-5                          | 3             | 5 | -    | range | 1
3-5 national centers                | 3             | 5 | NUM  | range | 1
3.5-4.2%                            | 3.5           | 4.2 | PCT | range | 0.1
3% to 5%                            | 3             | 5 | PCT  | range | 1
12%-15.5%                           | 12            | 15.5 | PCT | range | 0.1
3 to 5 percentage points            | 3             | 5 | PP   | range | 1
7 to 8 billion yuan                 | 7000000000    | 8000000000 | CNY | range | 1000000000
more than 7 billion yuan to 8 billion yuan | 7000000000 | 8000000000 | CNY | range | 1000000000
RMB 3-5 million                     | 3000000       | 5000000 | CNY | range | 1000000
900 million to 1.2 billion yuan     | 900000000     | 1200000000 | CNY | range | 1000000
# Chinese: size words and money
1.2万亿元                           | 1200000000000 | - | CNY  | exact | 100000000000
145亿元                             | 14500000000   | - | CNY  | exact | 100000000
30.7亿元                            | 3070000000    | - | CNY  | exact | 10000000
2.5亿                               | 250000000     | - | -    | exact | 10000000
145 亿元                            | 14500000000   | - | CNY  | exact | 100000000
十二点五亿元                        | 1250000000    | - | CNY  | exact | 10000000
三千五百万元                        | 35000000      | - | CNY  | exact | 10000
人民币30亿元                        | 3000000000    | - | CNY  | exact | 100000000
3亿美元                             | 300000000     | - | USD  | exact | 100000000
3.5亿元以上                         | 350000000     | - | CNY  | at_least | 10000000
5千家                               | 5000          | - | NUM  | exact | 1000
3百家                               | 300           | - | NUM  | exact | 100
2千万元                             | 20000000      | - | CNY  | exact | 10000000
1.2万人                             | 12000         | - | NUM  | exact | 1000
# Chinese: qualifiers
近200家                             | 200           | - | NUM  | under    | 1
超过1.2万家                         | 12000         | - | NUM  | over     | 1000
1万多家                             | 10000         | - | NUM  | over     | 10000
10多万家                            | 100000        | - | NUM  | over     | 10000
200余家                             | 200           | - | NUM  | over     | 1
超过200余家                         | 200           | - | NUM  | over     | 1
10余项                              | 10            | - | NUM  | over     | 1
十余项                              | 10            | - | NUM  | over     | 1
约300个                             | 300           | - | NUM  | about    | 1
300个左右                           | 300           | - | NUM  | about    | 1
12%左右                             | 12            | - | PCT  | about    | 1
不足200                             | 200           | - | -    | under    | 1
不到200家                           | 200           | - | NUM  | under    | 1
不低于3%                            | 3             | - | PCT  | at_least | 1
至少50项                            | 50            | - | NUM  | at_least | 1
200家以上                           | 200           | - | NUM  | at_least | 1
33家省级以上平台                    | 33            | - | NUM  | exact    | 1
高达30%                             | 30            | - | PCT  | exact    | 1
# Chinese: percent, rises, falls
超过15%                             | 15            | - | PCT  | over  | 1
百分之四点四                        | 4.4           | - | PCT  | exact | 0.1
百分之十五                          | 15            | - | PCT  | exact | 1
１２．６％                          | 12.6          | - | PCT  | exact | 0.1
１３，９１０家                      | 13910         | - | NUM  | exact | 1
同比增长12.6%                       | 12.6          | - | PCT  | exact | 0.1
下降1%                              | -1            | - | PCT  | exact | 1
同比下降超过1%                      | -1            | - | PCT  | under | 1
下降至1%                            | 1             | - | PCT  | exact | 1
增长-3.2%                           | -3.2          | - | PCT  | exact | 0.1
增加8.2个百分点                     | 8.2           | - | PP   | exact | 0.1
8.2 个 百分点                       | 8.2           | - | PP   | exact | 0.1
五个百分点                          | 5             | - | PP   | exact | 1
3百分点                             | 3             | - | PP   | exact | 1
一百分点                            | 1             | - | PP   | exact | 1
三百多家                            | 300           | - | NUM  | over  | 1
12.6%，                             | 12.6          | - | PCT  | exact | 0.1
# Chinese: numerals, ranks, areas, ranges
两家                                | 2             | - | NUM  | exact | 1
十大                                | 10            | - | NUM  | exact | 1
十二                                | 12            | - | -    | exact | 1
二十三项                            | 23            | - | NUM  | exact | 1
一百二十                            | 120           | - | -    | exact | 1
一百零七                            | 107           | - | -    | exact | 1
三千零七                            | 3007          | - | -    | exact | 1
三千零七十                          | 3070          | - | -    | exact | 1
三千七百五十二                      | 3752          | - | -    | exact | 1
零点五                              | 0.5           | - | -    | exact | 0.1
第8位                               | 8             | - | RANK | exact | 1
第八位                              | 8             | - | RANK | exact | 1
居全国第8位                         | 8             | - | RANK | exact | 1
排名第十一                          | 11            | - | RANK | exact | 1
第3至第5位                          | 3             | 5 | RANK | range | 1
1700亩                              | 1700          | - | MU   | exact | 1
120万平方米                         | 1200000       | - | M2   | exact | 10000
8.5平方公里                         | 8.5           | - | KM2  | exact | 0.1
3.2万人年                           | 32000         | - | PERS_YEAR | exact | 1000
3至5个                              | 3             | 5 | NUM  | range | 1
3—5家                               | 3             | 5 | NUM  | range | 1
3——5家                              | 3             | 5 | NUM  | range | 1
1~2所                               | 1             | 2 | NUM  | range | 1
1～2所                              | 1             | 2 | NUM  | range | 1
3家到5家                            | 3             | 5 | NUM  | range | 1
三至五个                            | 3             | 5 | NUM  | range | 1
1亿-2亿元                           | 100000000     | 200000000 | CNY | range | 100000000
1至2亿元                            | 100000000     | 200000000 | CNY | range | 100000000
8000万至1.2亿元                     | 80000000      | 120000000 | CNY | range | 10000
百分之三至百分之五                  | 3             | 5 | PCT  | range | 1
百分之三到五                        | 3             | 5 | PCT  | range | 1
3%—5%                               | 3             | 5 | PCT  | range | 1
"""

# words | a word of the reason
REFUSED = """
# no number
double                              | no number
翻一番                              | multiple
NaN                                 | no number
inf                                 | no number
-                                   | no number
several hundred                     | no number
hundreds of firms                   | no number
百分之百                            | no number
# broken numbers
15,00                               | thousands
1,2                                 | thousands
1,000,00                            | thousands
1.2.3                               | no number
1.234,5                             | no number
12,5%                               | thousands
007                                 | zero
0,123                               | zero
1e5                                 | stuck
5G                                  | stuck
60-strong                           | sign
.5                                  | not known
G20                                 | not known
12.%                                | sign
100+                                | sign
30 yuan/person                      | sign
三千七                              | place
三四                                | place
二〇二二                            | place
十几家                              | apart
十百                                | place
# two numbers
10 20                               | space
1 000                               | space
3 100                               | space
one third                           | space
10，200家                           | no range
478 of 500                          | no range
12% and 15%                         | no range
6+1                                 | no range
12:30                               | no range
1/3                                 | no range
1亿2000万                           | no range
10 of them and 3 to 5               | no range
三分之一                            | no range
8.5 per 10,000 people               | no range
1 of five                           | no range
increased from 10 to 12             | change
从10增至12                          | change
increased by 3% to 12%              | result
增长3%至5%                          | result
between 12                          | one end
# ranges
5-3                                 | rise
5-5                                 | rise
3% to 5                             | units
3% to 5 yuan                        | units
5 yuan to 6%                        | units
3家至5%                             | units
1 million to 2                      | size word
1万-2家                             | size word
1,000 to 2 million                  | rise
-3 to 5                             | minus
# words around the number
up to 30                            | up to
no more than 30                     | upper
not exceeding 30                    | upper
at most 30                          | upper
不超过30家                          | upper
30家以下                            | bound
30 or less                          | bound
100 plus                            | bound
not 30                              | not known
plunged 5%                          | not known
R&D of 30                           | not known
top 10                              | group
前十                                | group
about more than 30                  | at once
近200余家                           | at once
fell by at least 5%                 | fall
fell by -5%                         | minus
an increase and decrease of 5%      | not known
growth decreased by 5%              | both
12% year-on-year decline            | fall
12 lower-tier cities                | fall
- 12                                | not known
# units
3 times                             | multiple
3倍                                 | multiple
增长2番                             | multiple
3 years                             | time
2022年                              | time
12月                                | time
8.2 points                          | percent
60 tons                             | unit
60千米                              | unit
3 hectares                          | unit
3 billion euros                     | unit
三成                                | unit
A$5 million                         | currency
RMB 5%                              | at once
$5 billion yuan                     | at once
US$ RMB 5                           | at once
12 new billion yuan                 | apart
12 new percent                      | apart
3 millions                          | apart
9 hundredths                        | apart
RMB 5 m                             | size word
5k                                  | size word
12 yuan per square meters           | apart
5 million percent                   | percent
half of 500                         | fraction
12.6% in the first half             | fraction
3 quarters                          | fraction
two thirds                          | fraction
3年半                               | fraction
# ranks
0th                                 | rank
rank 2.5                            | rank
-3rd                                | rank
second batch                        | ordinal
5th session                         | ordinal
第8届                               | ordinal
第8家                               | at once
rank 12%                            | at once
"""

MADE = {  # what a table of text cannot show
    "": "no number",
    "   \t\n": "no number",
    "13\x00910": "control",
    "13,910\u200f": "control",
    "\u202e13,910": "control",
    "13\u200b910": "invisible",
    "13\ufeff,910": "invisible",
    "10\n20": "space",
    "13\u00a0910": "space",
    "12①": "stuck",
    "12 ٣": "sign",
    "9" * 501: "501 characters",
    "12 \ud800": "sign",
}


def rows(table: str) -> list[list[str]]:
    lines = [line for line in table.splitlines() if line.strip() and not line.startswith("#")]
    return [[cell.strip() for cell in line.split(" | ")] for line in lines]


@pytest.mark.parametrize(
    ("words", "value", "high", "unit", "qualifier", "quantum"),
    rows(READ),
    ids=[row[0] for row in rows(READ)],
)
def test_words_become_numbers(words, value, high, unit, qualifier, quantum):
    assert parse_printed(words) == Printed(
        value=Decimal(value),
        high=None if high == "-" else Decimal(high),
        unit="" if unit == "-" else unit,
        qualifier=qualifier,
        quantum=Decimal(quantum),
    )


@pytest.mark.parametrize(("words", "reason"), [*rows(REFUSED), *MADE.items()])
def test_unclear_words_are_refused_with_the_reason(words, reason):
    with pytest.raises(UnreadableFigure) as caught:
        parse_printed(words)
    message = str(caught.value)
    because = message.partition("cannot be read as a figure: ")[2]
    assert reason in because
    assert message.endswith(".")
    assert message.isprintable()  # safe in a terminal and on a page: nothing hidden is repeated
    assert len(message) < 300


@pytest.mark.parametrize("table", [READ, REFUSED])
def test_no_words_are_listed_twice(table):
    words = [row[0] for row in rows(table)]
    assert len(words) == len(set(words))


@pytest.mark.parametrize(
    "words", ["  13,910\n", "13,910\u200b", "\ufeff13,910", "\u300013,910\t", '"13,910"']
)
def test_harmless_characters_around_a_number_are_dropped(words):
    assert parse_printed(words) == parse_printed("13,910")


def test_whole_numbers_print_as_whole_numbers():
    assert str(parse_printed("50.423 million yuan").value) == "50423000"
    assert str(parse_printed("7 billion yuan").quantum) == "1000000000"
    assert str(parse_printed("2.30%").value) == "2.30"


def test_a_500_digit_number_is_exact():
    assert parse_printed("7" * 499 + "亿").value == int("7" * 499) * 10**8


@pytest.mark.parametrize(
    "piece",
    ["1", "1,", "1.", "一", "十", "a ", " ", "more than ", "-", "万", "1 ", "(", "R&", "two-"],
)
def test_a_long_text_is_read_or_refused_at_once(piece):
    text = (piece * 500)[:499]
    began = time.perf_counter()
    for words in (text, text + "x", "1 " + text, text + "%"):
        read_or_refuse(words)
    assert time.perf_counter() - began < 0.5


def read_or_refuse(words: str) -> Printed | None:
    try:
        return parse_printed(words)
    except UnreadableFigure:
        return None


@given(st.integers(min_value=0, max_value=10**40))
def test_thousands_commas_keep_the_number(number):
    printed = parse_printed(f"{number:,}")
    assert printed == Printed(Decimal(number), None, "", "exact", Decimal(1))


@given(st.integers(min_value=0, max_value=10**30), st.integers(min_value=0, max_value=4))
def test_billion_yuan_scales_exactly(digits, places):
    text = str(digits).zfill(places + 1)
    number = text if places == 0 else f"{text[:-places]}.{text[-places:]}"
    printed = parse_printed(f"{number} billion yuan")
    assert printed.value == digits * 10 ** (9 - places)
    assert printed.quantum == 10 ** (9 - places)
    assert printed.unit == "CNY"


@given(st.integers(min_value=1, max_value=9999))
def test_chinese_numerals_read_as_they_are_spelt(number):
    assert parse_printed(f"{spelt(number)}家").value == number


def spelt(number: int) -> str:
    """A number under 10,000 in Chinese, one 零 for each gap."""
    words, gap = "", False
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            words += ("零" if gap and words else "") + "零一二三四五六七八九"[digit] + name
        gap = not digit
    return words


PIECES = [
    *"0123456789.,-%¥$ 零一二两十百千万亿点元亩家个多余第至到半翻几",
    *("more than ", "up to ", "fell by ", " to ", " or ", " and ", "between ", "百分之", "百分点"),
    *(" million", " billion", " yuan", " mu", " percent", "th", " percentage points", " lower"),
    *(
        "左右",
        "以上",
        "超过",
        "两",
        "five",
        "fifth",
        " firms",
        "\u200b",
        "\u202e",
        "１",
        "％",
        "—",
        "~",
    ),
]


@given(st.one_of(st.text(max_size=600), st.lists(st.sampled_from(PIECES)).map("".join)))
def test_any_text_is_read_or_refused(words):
    printed = read_or_refuse(words)
    if printed is None:
        return
    assert printed.value.is_finite()
    assert printed.quantum > 0
    assert (printed.high is not None) == (printed.qualifier == "range")
    assert printed.high is None or printed.value < printed.high
    with localcontext(prec=1200):
        assert printed.value % printed.quantum == 0
