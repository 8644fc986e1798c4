"""What stands alone, and why, on the real figures."""

from __future__ import annotations

import pytest
from as_shown import body, said
from editions import cleaned, edition, written
from raw_figures import HENAN, NATION

from helpers.report.not_comparable import not_comparable, row_by_row

pytestmark = pytest.mark.usefixtures("project_data")


def test_everything_that_stands_alone_is_listed_with_its_reason():
    table = row_by_row(cleaned())
    rows = body(table)
    alone = [row for row in written() if row["comparable"] == "no" and not row["repeats"]]
    assert len(rows) == len(alone)
    assert f"({len(alone)} rows)" in table.html()
    assert all(row["why"] != "–" for row in rows)
    by_figure = {(row["area"], row["printed"], row["indicator"]): row for row in rows}
    wuhan = by_figure["Wuhan", "exceeded 13,000", "High-tech enterprises"]
    assert wuhan["why"] == "a city is no province, a target, no result"
    months = by_figure["Huangshi", "872", "Technology-based small and medium-sized enterprises"]
    assert "not a whole year" in months["why"]
    assert months["period"] == "2022-01 to 2022-07"
    hunan = by_figure["Hunan", "13,910", "High-tech enterprises"]
    assert hunan["why"] == "no other province has it for this period and status"
    computed = by_figure["Hunan", "computed: 13,910 minus 2,847", "High-tech enterprises"]
    assert computed["period"] == "2021"
    assert sum(row["printed"].startswith("computed: ") for row in rows) == sum(
        bool(row["derived_from"]) for row in alone
    )
    budget = ("Shanghai", "939.3 billion yuan (printed 9393.00)", "Local budget expenditure, total")
    assert by_figure[budget]["period"] == "2022"  # the table's own unit is 100 million yuan
    assert by_figure["Hunan", "43", "Academicians of both academies"]["period"] == "not printed"


def reasons_told(opened):
    """The rows of the table of reasons, and all that the section says."""
    shown = not_comparable(opened)
    return body(shown.pieces[0]), " ".join(said(shown.html()).split())


def test_the_comparison_counts_what_stands_alone_by_reason_and_leads_to_the_rows():
    alone = [row for row in written() if row["comparable"] == "no" and not row["repeats"]]
    why = [row["note"].partition("not comparable: ")[2] or row["note"] for row in alone]
    rows, words = reasons_told(edition())
    assert {row["why"]: int(row["figures"]) for row in rows} == {
        reason: why.count(reason) for reason in set(why)
    }
    counts = [int(row["figures"]) for row in rows]
    assert counts == sorted(counts, reverse=True)
    assert 'href="data.html#not-comparable"' in not_comparable(edition()).html()
    assert "Not counted here" not in words


def test_the_example_of_a_reason_is_a_marked_provinces():
    rows, _ = reasons_told(edition((HENAN,)))
    target = "a target, no result, no other province has it for this period and status"
    ones = {row["why"]: row["one"] for row in rows}
    assert ones[target].startswith("Henan, ")
    assert ones["a city is no province, a target, no result"].startswith(("Wuhan, ", "Huangshi, "))


def test_the_reasons_keep_to_the_areas_that_are_compared():
    """Beside Zhejiang's zone stand the nation, and no province or city of another zone."""
    east = edition(("330000",), "zone")
    rows, told = reasons_told(east)
    alone = [row for row in written() if row["comparable"] == "no" and not row["repeats"]]
    zone = {NATION, *east.peers}
    inside = [row for row in alone if row["ref_area"] in zone]
    assert sum(int(row["figures"]) for row in rows) == len(inside) > 0
    assert {row["one"].partition(",")[0] for row in rows} <= {"China", "Shanghai", "Shandong"}
    assert f"Not counted here: {len(alone) - len(inside)} figures of areas that this" in told
