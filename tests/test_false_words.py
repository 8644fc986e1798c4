"""Words that the judge makes anew, of what is missing and of a story's verdict, by hand.

`test_false_directions` seeds false ones of those that the pages say.
"""

from __future__ import annotations

import dataclasses

import pytest
from judged import judge

from helpers.claims.claim import written
from helpers.claims.judge import Judge
from helpers.claims.kinds import Level, ReadAs, Worded
from helpers.claims.refused import Refused
from helpers.claims.worded import WORDED


def borne(what: str, *of: object, rows=None) -> list[str]:
    """The words that the judge makes, of the project's figures or of some changed ones."""
    own = judge() if rows is None else Judge(rows)
    return WORDED[what](own, *map(str, of))


def without(*lost: tuple[str, str, int], but: dict[str, str] | None = None):
    """The judge's rows without some printed figures; but: obs_id -> another value."""
    rows = judge().rows
    gone = {one for place in lost for one in rows.figure(*place).obs_ids}
    kept = {one: row for one, row in rows.observations.items() if one not in gone}
    kept |= {one: kept[one] | {"obs_value": value} for one, value in (but or {}).items()}
    return dataclasses.replace(rows, observations=kept, _made={}, _columns={}, _counts={})


def level(code: str, area: str, year: int) -> str:
    rows = judge().rows
    ids = tuple(rows.figure(code, area, year).obs_ids)
    return written(Level("", code, area, year, rows.unit(code), ids))


HUNAN, HENAN, TIBET, WUHAN = "430000", "410000", "540000", "420100"
REVENUE = "hitech_mfg_revenue"  # of which nobody has a figure of 2017


def test_which_years_lack_a_figure_by_hand():
    lost = without((REVENUE, HUNAN, 2020), (REVENUE, HENAN, 2020), (REVENUE, HUNAN, 2021))
    both = f"{HUNAN} {HENAN}"
    assert borne("years", REVENUE, both, "", 2012, 2023) == ["2017"]
    assert borne("years", REVENUE, both, "", 2012, 2023, rows=lost) == ["2017 and 2020"]
    assert borne("years", REVENUE, HUNAN, both, 2012, 2023, rows=lost) == ["2021"]
    assert borne("years", REVENUE, HENAN, both, 2012, 2023, rows=lost) == [""]
    on = level(REVENUE, HUNAN, 2016)
    assert borne("gaps", on, 2012, 2023, rows=lost) == ["2017, 2020, 2021"]
    with pytest.raises(Refused, match="begins or ends"):
        borne("gaps", on, 2012, 2021, rows=lost)


def test_who_has_no_figure_by_hand():
    """Of technology contracts Tibet has none before 2017; all others have."""
    code = "tech_market_sold"
    on, all_ = level(code, HUNAN, 2016), f"{TIBET} {HENAN} {HUNAN}"
    assert borne("areas", all_, 2016, 2016, on)[0] == "Tibet"
    assert borne("areas", all_, 2010, 2016, on)[0] == "Tibet"
    assert borne("areas", all_, 2010, 2017, on)[0] == ""
    assert borne("areas", f"{HENAN} {HUNAN}", 2016, 2016, on)[0] == ""
    two = level("gdp_revised", HUNAN, 2016)
    assert borne("areas", all_, 2016, 2016, two, on)[0] == "Tibet"
    lost = without((code, HENAN, 2016))
    assert borne("areas", all_, 2016, 2016, on, rows=lost) == ["Tibet and Henan", "Tibet, Henan"]
    for words, among in (("Tibet", HUNAN), ("Hunan", TIBET), ("Tibet and Hunan", all_)):
        assert judge().objection(Worded(words, "areas", (among, "2016", "2016", on)))


def test_what_no_table_has_by_hand():
    assert borne("no national figure", "gdp_revised", 2023) != [""]
    assert borne("no national figure", "rd_expenditure", 2023) == [""]
    assert borne("no official table", WUHAN) != [""]
    assert borne("no official table", HUNAN) == [""]
    assert borne("no table of cities") == ["Official tables at hand stop at provinces"]
    shown = "gdp_per_head rd_fte_per_10k tech_market_sold_three_years rd_expenditure"
    assert borne("nowhere national", shown) == ["revised GDP, population and technology contracts"]
    more = "rd_government_share hitech_mfg_newproduct_sales hitech_trade_exports"
    assert borne("nowhere national", more) == [
        "R&D by source of funds, sales of new products in high-tech manufacturing and "
        "High-tech product exports"
    ]
    assert borne("nowhere national", "rd_expenditure basic_research_share") == [""]
    assert borne("begins", "tech_market_sold", TIBET) == ["2017"]
    assert borne("begins", "tech_market_sold_three_years", TIBET) == ["2019"]  # 2017 to 2019
    assert borne("begins", "tech_market_absorbed", TIBET) == [""]  # since 2000, as all others
    assert borne("begins", "tech_market_sold", HUNAN) == [""]
    assert borne("begins", "gdp_revised", TIBET) == [""]  # as all others
    assert borne("no figure", WUHAN) == [""]
    assert borne("no figure", "999999") == ["No figure of it is at hand."]
    rows = judge().rows
    like = next(row for row in rows.observations.values() if row["source_id"] == "csy_budget")
    city = {"made:1": like | {"obs_id": "made:1", "ref_area": WUHAN}}
    more = dataclasses.replace(rows, observations=rows.observations | city, _columns={})
    assert borne("no official table", WUHAN, rows=more) == [""]
    of_all = like | {"obs_id": "made:2", "ref_area": "100000", "indicator": "population_yearend",
                     "time_period": "2020"}  # fmt: skip
    known = dataclasses.replace(rows, observations=rows.observations | {"made:2": of_all}, _made={})
    assert borne("nowhere national", shown, rows=known) == ["revised GDP and technology contracts"]
    bought = of_all | {"indicator": "tech_market_absorbed"}  # only one of the two kinds is lacking
    half = dataclasses.replace(rows, observations=rows.observations | {"made:2": bought}, _made={})
    both = "tech_market_absorbed tech_market_sold"
    assert borne("nowhere national", both) == ["technology contracts"]
    assert borne("nowhere national", both, rows=half) == ["Technology contracts, seller's region"]
    assert borne("no table of cities", rows=more) == [""]


@pytest.mark.parametrize(
    ("of", "words"),
    [
        # recognitions begin in 2018; papers end in 2022; Tibet's contracts begin in 2017
        (("hte_recognised_in_year", "all", 2012, 2015),
         "no figures in 2012 to 2015: the record has 2018 to 2024"),
        (("hte_recognised_in_year", "all", 2012, 2018), ""),
        (("tech_market_sold", f"{TIBET} {HUNAN} {HENAN}", 2012, 2012), ""),
        (("tech_market_sold", f"{TIBET} {HUNAN}", 2012, 2012),
         "no year of 2012 has figures of most of these provinces"),
        (("hte_stock", "all", 2012, 2024), "the official record at hand has no figures of it"),
        (("rd_expenditure", "420100", 2012, 2024),
         "the official record at hand has no figures of it for these provinces"),
    ],
)  # fmt: skip
def test_why_no_year_has_figures_by_hand(of, words):
    assert borne("no year", *of) == [words]


def test_what_a_profile_lacks_by_hand():
    """Hunan's R&D by kind of research, without 2015, and with parts of 2016 beyond their whole."""
    place = (HUNAN, "all", 2012, 2024, "default")
    whole, parts = "rd_expenditure", "rd_exp_basic rd_exp_applied rd_exp_experimental"
    (beyond,) = judge().rows.figure("rd_exp_basic", HUNAN, 2016).obs_ids
    rows = without(("rd_exp_basic", HUNAN, 2015), but={beyond: "999999999999999"})

    def said(what: str, *of: str, rows=None) -> list[str]:
        return borne("of a profile", what, *place, *of, rows=rows)

    assert said("no bar", whole, parts) == [""]
    assert said("no bar", whole, parts, rows=rows) == ["2015"]
    assert said("contradicted", whole, parts, rows=rows) == ["2016"]
    assert said("no composition", whole, parts, rows=rows) == ["2015, 2016"]
    assert said("lacking", "hte_recognised_in_year") == ["before 2018"]
    assert said("lacking", "sci_papers") == ["after 2022"]
    assert said("lacking", REVENUE) == ["2017, after 2023"]
    gone = without((REVENUE, HUNAN, 2018), (REVENUE, HUNAN, 2013), (REVENUE, HUNAN, 2012))
    assert said("lacking", REVENUE, rows=gone) == ["before 2014, 2017 to 2018, after 2023"]
    assert said("lacking", "hte_stock") == ["any year, 2012 to 2024"]
    # one year is left of the lines of revenue from the break of 2018 on
    one = without(*((REVENUE, HUNAN, year) for year in range(2019, 2024)))
    short = ["High-tech manufacturing revenue, to GDP, Share of new products, high-tech "
             "manufacturing and R&D to revenue in high-tech manufacturing"]  # fmt: skip
    assert said("too short", "outputs") == said("too short", "inputs", rows=one) == [""]
    assert said("too short", "outputs", rows=one) == short


@pytest.mark.parametrize(
    ("cells", "verdict", "outcome"),
    [
        # Hunan's intensity of 2021, as the bulletin first printed it: 2.23 %
        ({"obs_value": "2.23"}, "borne out", "borne out by the record"),
        ({"obs_value": "2.24"}, "contradicted", "contradicted by the record"),
        ({"obs_value": "2.2", "as_printed": "2.2%"}, "borne out", "borne out by the record"),
        ({"qualifier": "over", "obs_value": "2.23"}, "contradicted", "contradicted by the record"),
        ({"qualifier": "at_least"}, "borne out", "borne out by the record"),
        ({"qualifier": "about", "obs_value": "2.3"}, "borne out", "borne out by the record"),
        ({"qualifier": "about", "obs_value": "2.4"}, "contradicted", "contradicted by the record"),
        ({"time_period": "2009"}, "cannot be checked", "no official figure at hand"),
        ({"indicator": "hte_stock"}, "cannot be checked", "indication only: another count"),
    ],
)  # fmt: skip
def test_whether_the_record_bears_a_story_out_by_hand(cells, verdict, outcome):
    rows = judge().rows
    printed = rows.observations["huasheng_online_2023:s11.1"]
    assert (printed["matched_period"], printed["obs_value"]) == ("2021", "2.23")
    row = printed | {"time_period": "2021", "matched_period": ""} | cells
    changed = dataclasses.replace(rows, observations=rows.observations | {row["obs_id"]: row})
    assert borne("verdict", row["obs_id"], rows=changed) == [verdict]
    assert borne("outcome", row["obs_id"], rows=changed) == [outcome]
    assert borne("found in", row["obs_id"], rows=changed) == [""]
    assert borne("found in", row["obs_id"]) == ["2021"]


@pytest.mark.parametrize(
    ("promise", "verdict", "why"),
    [
        ("changsha_evening_news_2023:s22.2", "missed", None),
        ("changsha_evening_news_2023:s22.3", "met", None),
        ("changsha_evening_news_2023:s20.1", "not decidable", "no official figure at hand"),
        ("henan_daily_2022:s12.1", "not decidable", "the record counts something else"),
        ("wuhan_key_points_2023:s8.1", "not decidable",
         "the record at hand is of the whole province (Hubei)"),
        ("wuhan_key_points_2023:s2.1", "not decidable",
         "it counts the parts of the plan: there is nothing to reach"),
        ("huangshi_daily_2022:s32.1", "not decidable",
         "no due date is printed, and it is of a zone within the city"),
    ],
)  # fmt: skip
def test_what_is_said_of_a_promise_by_hand(promise, verdict, why):
    assert borne("promise", promise) == [verdict]
    if why is None:
        with pytest.raises(Refused):
            borne("why undecided", promise)
    else:
        assert borne("why undecided", promise) == [why]
    for said in ("met", "missed", "still open", "not decidable"):
        assert (judge().objection(Worded(said, "promise", (promise,))) == "") == (said == verdict)


@pytest.mark.parametrize(
    ("told", "cells", "why"),
    [
        # a rank of 11 without a year; the ranking at hand has other years of Hunan
        ("changsha_evening_news_2023:s4.1", {}, "no year is printed, and none of the years"),
        ("changsha_evening_news_2023:s4.1", {"obs_value": "13"}, "no year is printed, and 2019"),
        ("changsha_evening_news_2023:s4.1", {"time_period": "2018"},
         "the record at hand has no figure of that year"),
        # the stock of certified enterprises is counted by another publication
        ("changsha_evening_news_2023:s3.2", {},
         "the record holds another count only: High-tech enterprises recognised in three years; "
         "it would stand in: China Torch Statistical Yearbook"),
        ("wuhan_key_points_2023:s6.1", {"obs_status": "actual"},
         "official tables at hand stop at provinces"),
        ("changsha_evening_news_2023:s22.3",
         {"obs_status": "actual", "time_period": "2021", "base_period": "2020"},
         "comparability breaks in that year"),
        ("changsha_evening_news_2023:s22.2",
         {"obs_status": "actual", "time_period": "2022-Q1"},
         "the record has no growth of this period"),
        ("huasheng_online_2023:s23.2", {"obs_status": "actual"},
         "no official table at hand has a figure of it; it would stand in: Lists of specialised"),
        ("huasheng_online_2023:s11.1", {"time_period": "2021"}, None),  # 2.23 %, as in the bulletin
        ("huasheng_online_2023:s11.1", {}, None),  # found in that of 2021
    ],
)  # fmt: skip
def test_why_a_result_cannot_be_checked_by_hand(told, cells, why):
    rows = judge().rows
    changed = {**rows.observations, told: rows.observations[told] | cells}
    own = dataclasses.replace(rows, observations=changed, _made={}, _columns={}, _counts={})
    if why is None:
        with pytest.raises(Refused, match="is in the record"):
            borne("why unchecked", told, rows=own)
    else:
        assert borne("why unchecked", told, rows=own)[0].startswith(why)


DESCRIBED = "changsha_evening_news_2023:s22.2"  # Hunan's R&D, more than 12 % in 2023; told twice


@pytest.mark.parametrize(
    ("what", "of", "words"),
    [
        ("area of", (DESCRIBED,), "Hunan"),
        ("area of", ("wuhan_key_points_2023:s9.1",), "Wuhan"),
        ("place of", (DESCRIBED,), "Hunan"),
        ("place of", ("wuhan_key_points_2023:s9.1",), "Wuhan, a city of Hubei"),
        ("areas of promises", (HENAN, HUNAN, "420100", "420200"),
         "Henan, Hunan, Wuhan and Huangshi"),
        ("areas of promises", (HENAN, HUNAN, "420100"), ""),
        ("years of promises", (), "2022 and 2023"),
        ("measured", (DESCRIBED,), "R&D expenditure (bulletin), growth"),
        ("measured", ("changsha_evening_news_2023:s23.2",),
         "Technology-based small and medium-sized enterprises, net increase"),
        ("measured", ("wuhan_key_points_2023:s9.1",), "Technology contracts (side not stated)"),
        ("measured", ("changsha_evening_news_2023:s4.1",),
         "Regional innovation capability rank"),
        ("status", (DESCRIBED,), "target"),
        ("status", ("henan_daily_2022:s8.1",), "expected"),
        ("status", ("huasheng_online_2023:s11.1",), "result"),
        ("period", (DESCRIBED,), "2023"),
        ("period", ("huangshi_daily_2022:s32.1",), "not printed"),
        ("period", ("huasheng_online_2023:s11.1",), "not printed, 2021 by the record"),
        ("told by", (DESCRIBED, "huasheng_online_2023:s17.4"),
         "Changsha Evening News; Huasheng Online"),
        ("told by", (DESCRIBED,), ""),  # the other is left out
        ("stories", (DESCRIBED,), "Changsha Evening News, 2023-02-26"),
        ("publication", (DESCRIBED,),
         "National S&T Expenditure Statistical Bulletin (NBS, MOST, MOF)"),
        ("publication", ("wuhan_key_points_2023:s9.1",),
         "Statistical communiqué of the city on national economic and social development"),
        ("base", (DESCRIBED,), "official"),  # the bulletin of 2022
        ("base", ("changsha_evening_news_2023:s23.2",), "as the story prints it"),
        ("promised for", (DESCRIBED,), "promised for 2023"),
        ("promised for", ("henan_daily_2022:s8.1",), "expected for 2021"),
    ],
)  # fmt: skip
def test_what_stands_beside_a_storys_figure_by_hand(what, of, words):
    assert borne(what, *of)[0] == words
    for false in ("", f"{words}, too", "Tibet", "2024"):
        assert judge().objection(Worded(false, what, of))


@pytest.mark.parametrize(
    ("obs_id", "words", "borne_out"),
    [
        ("changsha_evening_news_2023:s22.2", "more than 12%", True),
        ("changsha_evening_news_2023:s22.2", "more than 12 percentage points", False),
        ("changsha_evening_news_2023:s22.2", "more than 12", False),
        ("changsha_evening_news_2023:s30.1", "3 to 5", True),
        ("changsha_evening_news_2023:s30.1", "3 to 5%", False),
    ],
)  # fmt: skip
def test_a_figure_is_not_read_in_another_unit(obs_id, words, borne_out):
    """Points for percent, percent for a count."""
    assert (judge().objection(ReadAs(words, obs_id)) == "") == borne_out


def test_of_several_promises_all_must_have_one_verdict_one_year_and_these_days():
    """Of Hunan's of 2023 one was missed and one met; the first story is of 24 February."""
    undecided = ["huasheng_online_2023:s17.2", "changsha_evening_news_2023:s20.1"]
    missed, met = (f"changsha_evening_news_2023:s22.{number}" for number in (2, 3))
    assert borne("promise", *undecided) == ["not decidable"]
    with pytest.raises(Refused, match="met and missed"):
        borne("promise", missed, met)
    assert borne("told on", *undecided) == ["2023-02-24 to 2023-02-26"]
    assert borne("told on", missed, "huasheng_online_2023:s17.4") == ["2023-02-24"]  # two tell it
    assert borne("told on", met) == ["2023-02-26"]
    assert borne("due", *undecided, met) == ["2023"]
    assert borne("due", met, "henan_daily_2022:s11.2") == [""]
    for said in ("2023-02-25", "2023-02-24 to 2023-02-25"):
        assert judge().objection(Worded(said, "told on", tuple(undecided)))


GDP_BREAKS = {2019: "GDP of provinces after the fourth economic census",
              2024: "GDP revised after the fifth economic census"}  # fmt: skip


@pytest.mark.parametrize(
    ("promise", "cells", "why"),
    [
        # told in February 2022 of 2024: GDP was revised with 2024
        ("henan_daily_2022:s11.2", {"time_period": "2024"},
         "GDP was revised with the figures of 2024"),
        # a growth of 2021 starts in 2020, and registration practice changed with 2021
        ("changsha_evening_news_2023:s22.3", {"time_period": "2021", "base_period": "2020"},
         "comparability breaks in 2021: registration practice changed in some provinces "
         "(Jilin, Guangxi)"),
        ("changsha_evening_news_2023:s22.3", {"time_period": "2022", "base_period": "2021"}, None),
        ("henan_daily_2022:s11.2", {"time_period": "2023"}, None),
    ],
)  # fmt: skip
def test_why_a_break_leaves_a_promise_undecided_by_hand(promise, cells, why):
    rows = judge().rows
    changed = {**rows.observations, promise: rows.observations[promise] | cells}
    own = dataclasses.replace(rows, observations=changed, _made={}, _columns={}, _counts={})
    if why is None:
        with pytest.raises(Refused, match=r"is (met|missed)"):
            borne("why undecided", promise, rows=own)
    else:
        assert borne("why undecided", promise, rows=own) == [why]


def test_where_a_series_breaks_by_hand():
    code, sums = "rd_intensity_as_published", "tech_market_sold_three_years"
    for year, words in GDP_BREAKS.items():
        told = borne("break", code, year)
        assert len(told) == 1
        assert told[0].startswith(words)
        assert borne("break year", code, year) == [str(year)]
        assert borne("break", code, year - 1) == borne("break year", code, year - 1) == [""]
        assert borne("break", "tech_market_sold", year) == [""]
    assert borne("breaks", code, 2018, 2023)[0].startswith("2019: GDP of provinces")
    assert "2024" not in borne("breaks", code, 2018, 2023)[0].partition("; 2024: ")[2]
    assert "; 2024: GDP revised" in borne("breaks", code, 0, 9999)[0]
    assert borne("breaks", code, 2019, 2023) == [""]
    # registration practice changed with 2021: the sum of 2021 to 2023 is the first without it
    assert borne("break", sums, 2021)[0].startswith("registration practice changed")
    assert borne("break", sums, 2023)[0] == "from here the sums lie wholly after the change"
    assert borne("break", sums, 2022) == [""]
    (both,) = borne("breaks", sums, 2012, 2024)
    assert [part[:10] for part in both.split("; ")] == ["2021: regi", "2023: from"]
    assert borne("breaks", sums, 2012, 2022)[0].startswith("2021: registration")
    assert "2023" not in borne("breaks", sums, 2012, 2022)[0]
    assert borne("break", "tech_market_sold", 2023, 3)[0].startswith("from here the sums")
    assert borne("break", "tech_market_sold", 2023) == [""]


def test_which_breaks_part_a_boards_years_by_hand():
    """Patents and contracts broke with 2021, and the sum of 2019 to 2021 holds both sides of it."""
    assert borne("breaks of a board", "all|2018|2022|revised|whole") == ["2021"]
    assert borne("breaks of a board", "all|2021|2021|revised|whole") == ["2021"]
    assert borne("breaks of a board", "all|2018|2020|revised|whole") == [""]


SHARED = "no change shown between them: they share years"


@pytest.mark.parametrize(
    ("of", "since", "none"),
    [
        (("rd_expenditure", f"{HUNAN} {HENAN}", 2012, 2023), "2012", ""),
        (("rd_intensity_as_published", HUNAN, 2012, 2023), "2019", ""),
        (("rd_intensity_as_published", HUNAN, 2012, 2018), "2012", ""),
        # GDP was revised with 2024: nothing is behind it yet
        (("rd_intensity_as_published", HUNAN, 2012, 2024), "", "no change shown across it"),
        (("rd_intensity_as_published", HUNAN, 2024, 2024), "", ""),  # nothing lies behind it
        # recognised first in 2018, so the first sum of three years is of 2018 to 2020
        (("hte_recognised_three_years", HUNAN, 2012, 2024), "2018 to 2020", ""),
        (("tech_market_sold", f"{HUNAN} {TIBET}", 2012, 2019), "2012 and 2017", ""),
        # of the new basis alone are the sums of 2021 to 2023 and of 2022 to 2024: no two apart
        (("tech_market_sold_three_years", HUNAN, 2012, 2024), "", SHARED),
        (("tech_market_sold_three_years", HUNAN, 2022, 2024), "", SHARED),
        (("tech_market_sold_three_years", HUNAN, 2012, 2023), "", "no change shown across it"),
        (("tech_market_sold_three_years", HUNAN, 2023, 2024), "", ""),
    ],
)  # fmt: skip
def test_from_when_a_change_is_told_by_hand(of, since, none):
    assert borne("change since", *of) == [since]
    assert borne("no change", *of) == [none]


def test_the_sum_of_provinces_falls_short_where_the_figures_tell():
    """Of 2024: R&D of 3,632.68 billion at 2.69 % is between 134.8 and 135.3 trillion yuan of GDP,
    and the provinces' adds up to 133.8; of 2023 the one is of its day, the other is revised."""
    words = "of GDP it would fall short"
    assert borne("falls short") == [words]
    one = judge().rows.figure("gdp_revised", HUNAN, 2024)
    (of_hunan,) = one.obs_ids
    much = str(int(one.value) + 1_100_000_000_000)
    assert borne("falls short", rows=without(but={of_hunan: much})) == [""]
    assert borne("falls short", rows=without(("gdp_revised", HUNAN, 2024))) == [""]


def test_a_promise_is_open_past_the_record_and_its_record_may_end():
    """Hunan's aim of 2023 told of 2030; and the record of it cut off after 2022."""
    code, promise = "rd_expenditure_bulletin", "changsha_evening_news_2023:s22.2"
    rows = judge().rows
    later = {**rows.observations, promise: rows.observations[promise] | {"time_period": "2030"}}
    fresh = {"_made": {}, "_columns": {}, "_counts": {}}
    later_rows = dataclasses.replace(rows, observations=later, **fresh)
    assert borne("promise", promise, rows=later_rows) == ["still open"]
    ended = without((code, HUNAN, 2023), (code, HUNAN, 2024))
    assert borne("promise", promise, rows=ended) == ["not decidable"]
    assert borne("why undecided", promise, rows=ended) == ["the record at hand ends with 2022"]
    with pytest.raises(Refused, match="is no promise"):
        borne("promise", "changsha_evening_news_2023:s3.2")
