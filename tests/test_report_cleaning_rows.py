"""The cleaning record row by row, on the real figures."""

from __future__ import annotations

import dataclasses

import pytest
from as_shown import body
from editions import cleaned, edition

from helpers.report import cleaning_rows

pytestmark = pytest.mark.usefixtures("project_data")


def test_derived_rows_add_up():
    rows = {
        (r["area"], r["indicator"], r["period"]): r for r in body(cleaning_rows.derived(cleaned()))
    }
    rd, contracts = "R&D expenditure (bulletin)", "Technology contracts, seller's region"
    expected = {
        ("Hunan", "High-tech enterprises", "2021"): "11,063 enterprises",  # 13,910 - 2,847
        ("Hunan", "High-tech enterprises", "2023"): "more than 14,910 enterprises",
        ("Henan", rd, "2022"): "more than 119.2 billion yuan",  # 101.88 * 1.17
        ("Hunan", rd, "2023"): "more than 131.6 billion yuan",  # 117.53 * 1.12
        ("Hunan", contracts, "2023"): "more than 292.4 billion yuan",  # 254.28885 * 1.15
    }
    assert {key: rows[key]["value"] for key in expected} == expected
    assert all("; " in row["parents"] for row in rows.values())
    targets = {key for key, row in rows.items() if row["status"] == "target"}
    assert targets == {key for key in rows if key[2] != "2021"}


def test_corrections_exclusions_and_notes_are_listed():
    corrections = {row["as_received"]: row for row in body(cleaning_rows.repaired(cleaned()))}
    assert corrections["1,700 acres"]["corrected"] == "1,700 mu"
    left = body(cleaning_rows.left_out(cleaned()))
    by_figure = {row["as_printed"]: row for row in left}
    assert "subject lost" in by_figure["8.2 percentage points"]["exclusion"]
    assert all(row["exclusion"] != "–" for row in left)
    assert {row["area"] for row in left} >= {"Hunan", "Henan", "Wuhan", "Huangshi"}
    notes = body(cleaning_rows.noted(cleaned()))
    assert all(row["note"] != "–" for row in notes)
    assert not any("not comparable" in row["note"] for row in notes)
    titles = {edition().reference.source_title(s) for s in edition().stories["source_id"]}
    for row in notes:  # the publication with its date, then the code
        title, code = row["place"].rsplit(" ", 1)
        assert title in titles
        assert code.partition(":")[0] in set(edition().stories["source_id"])
    score = by_figure["171.58"]  # the ranking's report of 2019 has scores, in points
    assert score["exclusion"].startswith("Score, in points, in the 2019 report")


def test_what_is_left_out_may_be_of_an_area_nobody_knows():
    """Exclusions are not looked up when the figures are read: the area may be any words."""
    own = cleaned()
    areas = ["Atlantis", "湖南", *own.exclusions["area"].iloc[2:]]
    changed = dataclasses.replace(own, exclusions=own.exclusions.assign(area=areas))
    assert [row["area"] for row in body(cleaning_rows.left_out(changed))[:2]] == [
        "Atlantis",
        "Hunan",
    ]
