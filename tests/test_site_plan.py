"""Which pages an edition has, where each stands, and what it is made from."""

from __future__ import annotations

import pytest

from helpers.faults import FaultsFound
from helpers.site.plan import PAGES, PROFILE, Page, plan, profiles

VALUES = {"areas": ["430000"], "peers": "all", "first_year": 2012, "language": "en"}
PARAMETERS = "# parameters\nareas = []\npeers = 'all'"


class Counted:
    """In place of Inputs: what is asked for, told back."""

    def of_page(self, notebook, parameters, area="", language="en"):
        return f"shown-{area}"

    def of_task(self, notebook, parameters, area, place):
        return f"{notebook.name} {sorted(parameters)} {area} {place.href} {place.inputs}"

    def english(self, uses="", language="en"):
        return ()


def test_every_province_and_city_has_a_profile(reference):
    pages = profiles(reference)
    assert len(pages) == 33
    assert {page.notebook for page in pages} == {PROFILE}
    by_area = {page.area: page for page in pages}
    place = ("areas/430000.html", "Hunan", "430000", "Central", "湖南")
    assert by_area["430000"] == (PROFILE, *place, "")  # `uses` is of pages that are no profiles
    assert by_area["420100"].group == "Cities"
    assert "100000" not in by_area


@pytest.mark.parametrize(
    "chosen", [["430000", "420100"], ["Hunan", "Wuhan"], ["湖南省", "武汉"], ["420100", "Hunan"]]
)
def test_some_are_chosen_by_code_or_name_in_the_order_of_all(reference, chosen):
    assert [page.area for page in profiles(reference, chosen)] == ["420100", "430000"]
    assert profiles(reference, []) == ()


def test_all_unknown_names_are_told_at_once(reference):
    with pytest.raises(FaultsFound) as found:
        profiles(reference, ["Hunnan", "Hunan", "China", "999999"])
    told = [str(fault) for fault in found.value.faults]
    assert len(told) == 3
    assert "names 'Hunnan', which has no profile" in told[0]
    assert "Did you mean Hunan" in told[0]


def test_a_notebook_is_given_what_it_declares_and_a_profile_its_area(make_notebook, tmp_path):
    folder = make_notebook("a.ipynb", PARAMETERS).parent
    make_notebook("b.ipynb", "# parameters\narea = '430000'\nfirst_year = 2000")
    make_notebook("c.ipynb", "# No parameters")
    pages = [
        Page("a.ipynb", "index.html", "Comparison"),
        Page("b.ipynb", "areas/420100.html", "Wuhan", "420100", "Cities"),
        Page("b.ipynb", "areas/430000.html", "Hunan", "430000", "Central"),
        Page("c.ipynb", "data.html", "Data"),
    ]
    tasks = plan(pages, folder, tmp_path / "data", VALUES, Counted())
    assert [task.job.parameters for task in tasks] == [
        {"areas": ["430000"], "peers": "all"},
        {"first_year": 2012, "area": "420100"},
        {"first_year": 2012, "area": "430000"},
        {},
    ]
    assert {task.job.data_dir for task in tasks} == {tmp_path / "data"}
    assert len({task.key for task in tasks}) == 4
    first, city, _, data = (task.place for task in tasks)
    assert (first.inputs, city.inputs) == ("shown-", "shown-420100")
    menu = [("index.html", "Comparison"), ("data.html", "Data")]
    assert first.pages == data.pages == menu
    assert city.pages == [(f"../{href}", label) for href, label in menu]
    assert (first.here, city.here) == ("index.html", "../areas/420100.html")
    assert first.profiles == [
        ("Central", [("areas/430000.html", "Hunan")]),
        ("Cities", [("areas/420100.html", "Wuhan")]),
    ]
    assert city.profiles[0] == ("Central", [("../areas/430000.html", "Hunan")])


def test_a_profile_is_told_its_own_place_among_the_marked_and_nothing_of_theirs(
    make_notebook, tmp_path
):
    """So the page of an area stays while an edition marks others in place of others."""
    notebook = make_notebook("b.ipynb", "# parameters\narea = '430000'\nmark = 1")
    areas = ["420100", "430000", "410000", "420000"]
    pages = [Page("b.ipynb", f"areas/{area}.html", area, area) for area in areas]

    def given(*marked):
        values = {**VALUES, "areas": list(marked)}
        tasks = plan(pages, notebook.parent, tmp_path / "data", values, Counted())
        return [task.job.parameters for task in tasks]

    def told(*marks):
        return [{"area": area, "mark": mark} for area, mark in zip(areas, marks, strict=True)]

    assert given("430000", "410000", "420000") == told(1, 1, 2, 3)
    assert given("430000", "110000", "420000") == told(1, 1, 1, 3)
    assert given("440000") == told(1, 1, 1, 1)


def test_a_parameter_that_could_never_be_given_is_a_fault(make_notebook, tmp_path):
    folder = make_notebook("a.ipynb", "# parameters\narea = ''\narae = 1").parent
    make_notebook("b.ipynb", "# parameters\naeras = ''")
    pages = [Page("a.ipynb", "a.html", "A"), Page("b.ipynb", "b.html", "B")]
    with pytest.raises(FaultsFound) as found:
        plan(pages, folder, tmp_path, VALUES, Counted())
    told = " ".join(str(fault) for fault in found.value.faults)
    for name in ("arae", "area,", "aeras"):
        assert f"declares a parameter {name}" in told
    profile = [Page("a.ipynb", "areas/1.html", "A", "1", "Cities")]
    with pytest.raises(FaultsFound, match="arae") as found:
        plan(profile, folder, tmp_path, VALUES, Counted())
    assert len(found.value.faults) == 1, "a profile's notebook declares its area"


def test_the_published_pages_lead_the_navigation():
    assert PAGES[0].href == "index.html"
    assert not any(page.area for page in PAGES)
