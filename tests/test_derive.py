"""Rows computed from two others: values by hand, and pairs that cannot be put together."""

from decimal import Decimal

import pytest
import tiny

from helpers.clean.derive import derive
from helpers.faults import FaultsFound

# A stock of 1,300 in 2022, 300 more than in 2021, and more than 100 more aimed at for 2023.
STOCK = tiny.OBSERVATION | {
    "obs_id": "story:s1.1",
    "indicator": "firms",
    "obs_value": Decimal(1300),
    "obs_value_high": None,
    "unit_measure": "NUM",
    "source_id": "story",
    "as_printed": "1,300",
    "quantum": Decimal(1),
}
STEP = STOCK | {
    "obs_id": "story:s1.2",
    "obs_value": Decimal(300),
    "measure": "net_increase",
    "base_period": "2021",
    "as_printed": "300",
}
AIM = STEP | {
    "obs_id": "story:s2.1",
    "time_period": "2023",
    "obs_value": Decimal(100),
    "qualifier": "over",
    "obs_status": "target",
    "base_period": "2022",
    "as_printed": "more than 100",
}
GROWTH = AIM | {
    "obs_id": "story:s2.2",
    "measure": "growth",
    "unit_measure": "PCT",
    "obs_value": Decimal(15),
    "as_printed": "more than 15%",
}
BEFORE = {
    "ref_area": "430000",
    "indicator": "firms",
    "time_period": "2021",
    "measure": "level",
    "obs_status": "actual",
    "method": "difference",
    "parents": "story:s1.1;story:s1.2",
    "note": "computed: stock less its increase",
}
AHEAD = BEFORE | {
    "time_period": "2023",
    "obs_status": "target",
    "method": "sum",
    "parents": "story:s1.1;story:s2.1",
}
GROWN = AHEAD | {"method": "growth", "parents": "story:s1.1;story:s2.2"}


def derived(observations, *derivations):
    table = derive(tiny.rows(STOCK, *observations), tiny.rows(BEFORE, *derivations))
    return table.iloc[len(observations) :].to_dict("records")


def faults_of(observations, *derivations):
    with pytest.raises(FaultsFound) as caught:
        derived(observations, *derivations)
    return caught.value.faults


def test_the_stock_before_is_the_stock_less_its_increase():
    (row,) = derived([STOCK, STEP], BEFORE)
    assert row == {
        "obs_id": "story:derived/firms/430000/2021/actual",
        "ref_area": "430000",
        "indicator": "firms",
        "time_period": "2021",
        "obs_value": Decimal(1000),
        "obs_value_high": None,
        "qualifier": "exact",
        "obs_status": "actual",
        "measure": "level",
        "unit_measure": "NUM",
        "base_period": "",
        "reference_group": "",
        "source_id": "story",
        "locator": "derived/firms/430000/2021/actual",
        "as_printed": "1,300 minus 300",
        "derived_from": "story:s1.1;story:s1.2",
        "repeats": "",
        "matched_period": "",
        "comparable": "",
        "note": "computed: stock less its increase",
        "quantum": Decimal(1),
    }


def test_a_target_level_is_the_stock_and_the_increase_aimed_at():
    (row,) = derived([STOCK, AIM], AHEAD)
    assert (row["obs_value"], row["qualifier"]) == (Decimal(1400), "over")
    assert (row["obs_status"], row["as_printed"]) == ("target", "1,300 plus more than 100")


def test_a_target_level_grown_by_percent_is_exact():
    (row,) = derived([STOCK | {"obs_value": Decimal("117530000000")}, GROWTH], GROWN)
    # 1175.3 x 1.15 = 1351.595
    assert row["obs_value"] == Decimal("135159500000")
    assert row["as_printed"] == "1,300 grown by more than 15%"


def test_a_tables_bare_number_of_money_is_told_in_billions_or_millions():
    """1175.3 in a table of 100 million yuan is 117.53 billion; printed words keep their own."""
    bare = STOCK | {"unit_measure": "CNY", "as_printed": "1175.3"}
    (row,) = derived([bare | {"obs_value": Decimal("117530000000")}, GROWTH], GROWN)
    assert row["as_printed"] == "117.53 billion yuan grown by more than 15%"
    (row,) = derived([bare | {"obs_value": Decimal(11_753_000)}, GROWTH], GROWN)
    assert row["as_printed"] == "11.753 million yuan grown by more than 15%"
    words = bare | {"obs_value": Decimal(53_000_000_000), "as_printed": "53 billion yuan"}
    (row,) = derived([words, GROWTH], GROWN)
    assert row["as_printed"] == "53 billion yuan grown by more than 15%"


def test_less_than_a_stock_with_more_than_an_increase_is_under():
    (row,) = derived([STOCK, STEP | {"qualifier": "over"}], BEFORE)
    assert (row["obs_value"], row["qualifier"]) == (Decimal(1000), "under")


def test_at_least_stays_at_least_in_a_sum():
    (row,) = derived([STOCK, AIM | {"qualifier": "at_least"}], AHEAD)
    assert row["qualifier"] == "at_least"


def test_the_last_digit_is_the_coarser_one_but_growth_has_none_of_its_own():
    coarse = {"quantum": Decimal(100)}
    assert derived([STOCK, STEP | coarse], BEFORE)[0]["quantum"] == Decimal(100)
    assert derived([STOCK | coarse, STEP], BEFORE)[0]["quantum"] == Decimal(100)
    assert derived([STOCK, GROWTH | coarse], GROWN)[0]["quantum"] == Decimal(1)


def test_the_rows_that_were_there_stay_as_they_are():
    observations = tiny.rows(STOCK, STOCK, STEP)
    table = derive(observations, tiny.rows(BEFORE, BEFORE))
    assert table.iloc[:2].equals(observations)
    assert len(table) == 3


def test_nothing_to_derive_gives_the_same_rows():
    observations = tiny.rows(STOCK, STOCK)
    assert derive(observations, tiny.rows(BEFORE)).equals(observations)


def test_a_missing_parent_is_told():
    (fault,) = faults_of([STOCK], BEFORE)
    assert (fault.file, fault.line, fault.column) == ("reference/derivations.csv", 2, "parents")
    assert "'story:s1.2'" in fault.found


MISFITS = [
    ([STOCK, STEP], {"parents": "story:s1.1"}, "1 parents"),
    ([STOCK, STEP], {"parents": "story:s1.1;story:s1.2;story:s1.1"}, "3 parents"),
    ([STOCK, STEP], {"indicator": "money"}, "is of another area or indicator"),
    ([STOCK | {"ref_area": "410000"}, STEP], {}, "is of another area or indicator"),
    ([STOCK, STEP | {"indicator": "money"}], {}, "is of another area or indicator"),
    ([STOCK | {"obs_value_high": Decimal(9)}, STEP], {}, "story:s1.1 is a range"),
    ([STOCK, STEP | {"obs_value_high": Decimal(9)}], {}, "story:s1.2 is a range"),
    ([STOCK, STEP], {"parents": "story:s1.2;story:s1.1"}, "story:s1.2 is no level"),
    ([STOCK, STEP | {"measure": "growth"}], {}, "is no net_increase"),
    ([STOCK, STEP], {"method": "growth", "time_period": "2022"}, "is no growth"),
    ([STOCK | {"qualifier": "over"}, STEP], {}, "no result can be told"),
    ([STOCK, STEP | {"qualifier": "about"}], {}, "no result can be told"),
    ([STOCK, STEP | {"qualifier": "under"}], {}, "no result can be told"),
    ([STOCK, STEP], {"obs_status": "target"}, "that of neither parent"),
    # the change must lead from the one year to the other
    ([STOCK, STEP], {"time_period": "2020"}, "leads from 2021 to 2022"),
    ([STOCK, STEP | {"base_period": "2020"}], {}, "leads from 2020 to 2022"),
    ([STOCK, STEP | {"base_period": ""}], {}, "leads from no year to 2022"),
    ([STOCK | {"time_period": "2023"}, STEP], {}, "the base is of 2023, the result of 2021"),
    ([STOCK | {"time_period": ""}, STEP], {}, "the base is of no year"),
]


@pytest.mark.parametrize(("observations", "change", "found"), MISFITS)
def test_what_does_not_fit_is_refused(observations, change, found):
    (fault,) = faults_of(observations, BEFORE | change)
    assert found in fault.found


@pytest.mark.parametrize("change", [{"time_period": "2024"}, {"time_period": "2022"}])
def test_a_target_is_of_the_year_that_its_change_leads_to(change):
    (fault,) = faults_of([STOCK, AIM], AHEAD | change)
    assert "leads from 2022 to 2023" in fault.found


def test_a_growth_is_reckoned_from_its_own_base():
    (fault,) = faults_of([STOCK | {"time_period": "2021"}, GROWTH], GROWN)
    assert "the base is of 2021, the result of 2023" in fault.found


def test_all_misfits_come_together():
    faults = faults_of([STOCK, STEP], {}, {"parents": "a;b"}, {"obs_status": "plan"})
    assert [fault.line for fault in faults] == [3, 3, 4]
