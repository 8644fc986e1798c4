"""The contract of observations.csv, broken in one cell at a time."""

import pytest
import tiny

from helpers.clean.schema import check_schema
from helpers.faults import FaultsFound

SOUND = tiny.OBSERVATION | {"comparable": "yes"}


def faults_of(table):
    with pytest.raises(FaultsFound) as caught:
        check_schema(table)
    return caught.value.faults


@pytest.mark.parametrize(
    "cells",
    [
        {},
        {"time_period": ""},
        {"time_period": "2022-Q1"},
        {"time_period": "2022-07"},
        {"time_period": "2022-01/2022-07"},
        {"obs_value": "-1.5", "obs_value_high": "2"},
        {"obs_value": "0"},
        {"comparable": "no", "note": "1,700 acres; “quoted”"},
        {"obs_id": "nbs_portal:上海市/2022"},
    ],
)
def test_what_keeps_the_contract(cells):
    check_schema(tiny.rows(SOUND, cells))


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("obs_id", ""),
        ("obs_id", "no colon"),
        ("obs_id", "Story:s1.1"),
        ("obs_id", "story:s1 1"),
        ("ref_area", "4300"),
        ("ref_area", "Hunan"),
        ("time_period", "22"),
        ("time_period", "2022-13"),
        ("time_period", "2022-Q5"),
        ("time_period", "2022/2023"),
        ("matched_period", "about 2022"),
        ("base_period", "2022-"),
        ("obs_value", ""),
        ("obs_value", "NaN"),
        ("obs_value", "1E+3"),
        ("obs_value", "1,000"),
        ("obs_value", ".5"),
        ("obs_value_high", "inf"),
        ("qualifier", ""),
        ("qualifier", "nearly"),
        ("obs_status", "achieved"),
        ("measure", "stock"),
        ("unit_measure", "100m yuan"),
        ("unit_measure", "MU"),
        ("comparable", ""),
        ("comparable", "maybe"),
    ],
)
def test_what_breaks_the_contract(column, value):
    faults = faults_of(tiny.rows(SOUND, {"obs_id": "ok:1"}, {"obs_id": "ok:2", column: value}))
    assert [(fault.line, fault.column) for fault in faults] == [(3, column)]
    assert faults[0].file == "clean/observations.csv"
    assert repr(value) in faults[0].found


def test_an_id_stands_once():
    faults = faults_of(tiny.rows(SOUND, {}, {"obs_id": "ok:1"}, {}))
    assert [(fault.line, fault.column) for fault in faults] == [(2, "obs_id"), (4, "obs_id")]


def test_every_broken_cell_is_told():
    faults = faults_of(tiny.rows(SOUND, {"measure": "x", "qualifier": "y"}, {"obs_id": "!"}))
    assert {(fault.line, fault.column) for fault in faults} == {
        (2, "measure"),
        (2, "qualifier"),
        (3, "obs_id"),
    }


def test_columns_are_exactly_those_and_in_order():
    sound = tiny.rows(SOUND, {})
    assert faults_of(sound.drop(columns="note"))
    assert faults_of(sound.assign(quantum="1"))
    assert faults_of(sound[[*sound.columns[1:], "obs_id"]])


def test_numbers_leave_as_text():
    assert faults_of(tiny.rows(SOUND, {}).assign(obs_value=2.0))


def test_no_observations_keep_the_contract():
    check_schema(tiny.rows(SOUND).astype(str))
