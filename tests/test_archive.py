"""The archive: whole, equal for equal editions, and enough to re-derive what is published."""

from __future__ import annotations

import csv
import hashlib
import importlib
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from importlib.resources import files
from pathlib import Path

import pytest
from command import call
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from helpers.archive.datapackage import described
from helpers.archive.pack import packed, settled
from helpers.faults import FaultsFound
from helpers.site.execute import Job
from helpers.site.frame import Place
from helpers.site.page_task import PageTask

PROJECT = Path(__file__).resolve().parents[1]
SCRIPT = files("helpers.archive").joinpath("replicate.py")
LEFT = files("helpers.archive").joinpath("not_compared.csv")
PROVINCES = ("110000", "310000", "430000")
# Worked by hand: 12 / 100 * 100 = 12, 30 / 200 * 100 = 15, 6 / 50 * 100 = 12; sums of two years.
LEVELS = {
    ("spent", 2022): (10, 20, 5), ("spent", 2023): (12, 30, 6), ("made", 2022): (100, 100, 100),
    ("made", 2023): (100, 200, 50), ("population_yearend", 2022): (1, 1, 1),
    ("population_yearend", 2023): (1, 1, 2), ("rd_expenditure_bulletin", 2023): (1, 1, 1),
    ("rd_intensity_as_published", 2023): (1, 1, 1),
}  # fmt: skip
NATION = {("spent", 2023): 45, ("population_yearend", 2023): 4}  # nothing of what is made
PUBLISHED = ("2", "1", "3")  # a published ranking, of 2025
SHARES = {"110000": ("12", "2"), "310000": ("15", "1"), "430000": ("12", "2")}
SUMS = {"110000": ("22", "2"), "310000": ("50", "1"), "430000": ("11", "3")}
# Worked by hand, over both years, 0 for the least and 100 for the most: spent a head is 10, 20, 5
# and 12, 30, 3, so 9, 27, 0 of 27 in 2023; made a head is 100 and then 100, 200, 25, so 75, 175, 0
# of 175. The index weighs them 3 to 1.
SCORES = {
    "a": ("33.3333333333333", "100", "0"),
    "b": ("42.8571428571429", "100", "0"),
    "index": ("35.7142857142857", "100", "0"),
}
RANKS = ("2", "1", "3")


def csv_of(rows: list[dict[str, object]]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def indicator(code, **changes):
    row = {"code": code, "numerator": "", "denominator": "", "factor": "", "window": ""}
    return row | {"direction": "higher", "display_scale": "1"} | changes


def scored(code, **changes):
    row = {"code": code, "parent": "index", "weight": "1", "numerator": "", "denominator": ""}
    return row | {"factor": "10", "window": "", "reaches_back": "yes"} | changes


def board_tables() -> dict[str, list[dict[str, object]]]:
    """The published tables of the index of SCORES, in 2023 and, ranks alone, in both years."""
    about = {"year": 2023, "indicator": "index"}
    heat = [
        {"area": area, "indicator": code, "year": 2023, "score": score}
        for code in ("a", "b")
        for area, score in zip(PROVINCES, SCORES[code], strict=True)
    ]
    weights = [
        {"area": area, "score": score, "rank": rank} | about
        for area, score, rank in zip(PROVINCES, SCORES["index"], RANKS, strict=True)
    ]
    ranks = [{"area": area, "rank": rank} for area, rank in zip(PROVINCES, RANKS, strict=True)]
    slope = [row | about | {"year": year} for year in (2022, 2023) for row in ranks]
    lines = [
        {"ref_area": "110000", "indicator": "spent", "year": 2023, "value": 12, "nation": "",
         "peers_median": 12, "zone_median": 21}
    ]  # fmt: skip
    return {
        "scoreboard-heat": heat, "scoreboard-weights": weights, "scoreboard-slope": slope,
        # 3 and 1 of 4 parts of 33.3 and 42.9; beside the nation, which makes nothing, a alone
        "scoreboard-contributions": [
            {"area": "110000", "part": "a", "points": "25", "year": 2023},
            {"area": "110000", "part": "b", "points": "10.7142857142857", "year": 2023},
        ],
        "scoreboard-groups": [
            {"area": area, "score": score, "indicator": "index-beside-nation", "year": 2023}
            for area, score in zip(PROVINCES, SCORES["a"], strict=True)
        ],
        "scoreboard-beside-2025": [
            {"area": area, "indicator": code, "year": year, "rank": rank}
            for code, year, places in (("ranking", 2025, PUBLISHED), ("index", 2023, RANKS))
            for area, rank in zip(PROVINCES, places, strict=True)
        ],
        "area_110000_trends-inputs": lines,
        "area_all_standing-inputs": [{"area": "", "indicator": "spent", "year": 2023, "value": 12}],
    }  # fmt: skip


def told_tables() -> dict[str, list[dict[str, object]]]:
    """Tables with what a story says: a sum of 70, which is 7 as it is shown; the record has 22."""
    about = {"ref_area": "110000", "indicator": "sum", "period": 2023}
    story = about | {"period": 2024, "obs_id": "told:1"}
    record = [about | {"value": "2.2", "obs_id": ""}, story | {"value": 7}]
    target = [{"year" if key == "period" else key: cell for key, cell in row.items()}
              for row in record]  # fmt: skip
    changes = [
        {"ref_area": "110000", "indicator": "spent", "year": year, "value": value,
         "peers_median": median, "zone_median": zone}
        for year, value, median, zone in ((2022, 10, 10, 15), (2023, 12, 12, 21))
    ]  # fmt: skip
    return {
        "record-sum-110000": record, "told-sum-110000": [story | {"value": 7}],
        "area_110000_target-110000-sum-level-2024": target, "area_110000_changes": changes,
        "targets-110000": [story | {"obs_status": "target", "value": 70}],
        "area_110000_stories": [story | {"obs_status": "target", "obs_value": 70}],
    }  # fmt: skip


@pytest.fixture
def unpacked(tmp_path):
    """A tiny archive: two parts, a share of them, a sum of two years, an index, a target."""
    rows = [
        {"indicator": code, "ref_area": area, "time_period": year, "obs_value": number,
         "measure": "level", "obs_status": "actual", "comparable": "yes", "repeats": ""}
        for (code, year), numbers in LEVELS.items()
        for area, number in zip(PROVINCES, numbers, strict=True)
    ]  # fmt: skip
    rows.append(rows[0] | {"obs_status": "target", "obs_value": 999, "comparable": "no"})
    rows += [
        rows[0]
        | {"indicator": code, "ref_area": "100000", "time_period": year, "obs_value": number}
        for (code, year), number in NATION.items()
    ]
    place = rows[0] | {"indicator": "ranking", "time_period": 2025, "measure": "rank"}
    rows += [place | {"ref_area": area, "obs_value": rank}
             for area, rank in zip(PROVINCES, PUBLISHED, strict=True)]  # fmt: skip
    rows = [row | {"obs_id": f"record:{number}"} for number, row in enumerate(rows)]
    told = {"obs_id": "told:1", "indicator": "sum", "obs_value": 70, "time_period": 2024}
    rows.append(rows[0] | told | {"obs_status": "target", "comparable": "no"})
    reference = {
        "indicators": [
            indicator("spent"),
            indicator("made"),
            indicator("share", numerator="spent", denominator="made", factor="100"),
            indicator("sum", numerator="spent", window="2", display_scale="10"),
            indicator("ranking", direction="lower"),
        ],
        "indicators_zh": [
            {"code": "sum", "display_scale": "5"},
            {"code": "share", "display_scale": 1},
        ],
        "scoreboard": [
            scored("index", parent=""),
            scored("a", numerator="spent", denominator="population", weight="3"),
            scored("b", numerator="made", denominator="population"),
        ],
        "areas": [
            {"adcode": "110000", "zone": "East"},
            {"adcode": "310000", "zone": "East"},
            {"adcode": "430000", "zone": "Central"},
        ],
    }
    about = {"year": 2023, "indicator": "share"}
    tables = board_tables() | told_tables() | {
        "share-provinces": [
            {"area": area, "value": value, "rank": rank, "rank_of": 3} | about
            for area, (value, rank) in SHARES.items()
        ],
        "share-map": [{"area": area, "value": value} | about
                      for area, (value, _) in SHARES.items()],
        "sum-provinces": [
            {"area": area, "value": int(value) / 10, "rank": rank} | about | {"indicator": "sum"}
            for area, (value, rank) in SUMS.items()
        ],
        "findings": [{"finding": "words"}],
        "parameters": [{"parameter": "peers", "value": " ".join(PROVINCES)}],
        # a profile compared with one other: of 30 and 6 the middle is 18; alone in its zone
        "area_310000_parameters": [
            {"profile_of": "310000", "parameter": "peers", "value": "310000 430000"}
        ],
        "area_310000_changes": [
            {"ref_area": "310000", "indicator": "spent", "year": 2023, "value": 30, "nation": "",
             "peers_median": 18, "zone_median": 30}
        ],
    }  # fmt: skip
    tables["../zh/data/sum-provinces"] = [
        row | {"value": row["value"] * 2} for row in tables["sum-provinces"]
    ]
    tables["../zh/data/parameters"] = tables["parameters"]
    for folder in ("data/clean", "data/reference", "reports/data", "reports/zh/data"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "data/clean/observations.csv").write_text(csv_of(rows))
    for name, table in reference.items():
        (tmp_path / f"data/reference/{name}.csv").write_text(csv_of(table))
    for name, table in tables.items():
        (tmp_path / f"reports/data/{name}.csv").write_text(csv_of(table))
    (tmp_path / "parameters.yml").write_text("gdp_vintage: revised\n")
    (tmp_path / "replicate.py").write_text(SCRIPT.read_text())
    (tmp_path / "not_compared.csv").write_text(LEFT.read_text())
    return tmp_path


# What the archive's script may import of what is installed: pandas, and what pandas stands on.
ALONE = """
import runpy, sys
class OnlyPandas:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {blocked}:
            raise ImportError(name + " is not to be had here")
sys.meta_path.insert(0, OnlyPandas())
runpy.run_path({script!r}, run_name="__main__")
"""
BLOCKED = {
    "helpers", "scipy", "matplotlib", "seaborn", "papermill", "pandera", "pydantic", "yaml",
    "openpyxl", "polars", "nbformat", "jinja2", "click",
}  # fmt: skip


def replicated(folder: Path) -> subprocess.CompletedProcess:
    """The script in a fresh process, elsewhere, in which this package and its like are not."""
    code = ALONE.format(blocked=sorted(BLOCKED), script=str(folder / "replicate.py"))
    return subprocess.run(
        [sys.executable, "-I", "-c", code],
        cwd=folder.parent, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_every_value_rank_median_and_score_is_derived_again(unpacked):
    ran = replicated(unpacked)
    assert ran.returncode == 0, ran.stderr + ran.stdout
    # charts: 2 of 3 values and 3 ranks; the map: 3 values; 6 scores; 3 scores and ranks of the
    # index; its ranks of 2 years; a value and 2 medians beside it; a median alone; of a Chinese
    # page, whose unit is another, 3 values and ranks: 43. 2 points; 3 scores beside the nation;
    # 6 ranks beside a published one; the record and a story twice, a story thrice alone; 2 values
    # and 4 medians of a change; 1 and 2 among chosen peers
    assert ran.stdout.startswith("70 figures of 19 tables compared: 0 differ")
    assert "words and counts: area_parameters findings parameters\n" in ran.stdout


def test_a_table_that_is_left_without_a_known_reason_is_named(unpacked):
    (unpacked / "reports/data/record-x-110000.csv").write_text("figure,value\nofficial record,1\n")
    assert "Not compared, no reason known: record-x\n" in replicated(unpacked).stdout


@pytest.mark.parametrize(
    ("table", "old", "new"),
    [
        ("share-provinces", "310000,15,1", "310000,15.1,1"),
        ("share-provinces", "430000,12,2", "430000,12,3"),
        ("sum-provinces", "110000,2.2,", "110000,2.21,"),
        ("../zh/data/sum-provinces", "110000,4.4,", "110000,2.2,"),
        ("share-map", "430000,12", "430000,13"),
        ("scoreboard-heat", "33.3333333333333", "33.3333343333333"),
        ("scoreboard-weights", "35.7142857142857,2", "35.7142857142857,1"),
        ("scoreboard-weights", "35.7142857142857", "35.8"),
        ("scoreboard-slope", "430000,3,2022", "430000,2,2022"),
        ("area_110000_trends-inputs", ",,12,21", ",,15,21"),
        ("area_all_standing-inputs", ",spent,2023,12", ",spent,2023,13"),
        ("area_110000_trends-inputs", ",,12,21", ",,12,20"),
        ("area_110000_trends-inputs", "2023,12,,", "2023,12,99,"),  # the nation's is 45
    ],
)
def test_a_figure_that_is_not_so_is_found(unpacked, table, old, new):
    path = unpacked / f"reports/data/{table}.csv"
    assert path.read_text().count(old) == 1
    path.write_text(path.read_text().replace(old, new))
    ran = replicated(unpacked)
    assert ran.returncode == 1
    assert "1 differ" in ran.stdout
    assert table.removeprefix("../") in ran.stderr  # the list


WRONG = {  # a cell of each kind, and how many figures it makes wrong
    "scoreboard-contributions": [("a,25,", "a,26,", 1), (".7142857142857", ".7142867142857", 1)],
    "scoreboard-groups": [("110000,33.3", "110000,35.7", 1)],  # the score on all
    "scoreboard-beside-2025": [("430000,index,2023,3", "430000,index,2023,2", 1),
                               ("430000,ranking,2025,3", "430000,ranking,2025,2", 1)],
    "record-sum-110000": [("2023,2.2,", "2023,2.3,", 1), (",7", ",7.1", 1)],
    "told-sum-110000": [("told:1", "told:2", 1)],  # there is no such figure
    "area_110000_target-110000-sum-level-2024": [(",2.2,", ",22,", 1), (",7,", ",8,", 1)],
    "area_110000_changes": [("2022,10,", "2022,11,", 1), ("12,12,21", "12,13,22", 2)],
    "targets-110000": [(",70", ",7", 1)],
    "area_110000_stories": [(",70", ",7", 1)],
}  # fmt: skip


def test_a_figure_of_a_story_or_behind_a_score_that_is_not_so_is_found(unpacked):
    for table, changes in WRONG.items():
        path = unpacked / f"reports/data/{table}.csv"
        for old, new, _ in changes:
            assert path.read_text().count(old) == 1, (table, old)
            path.write_text(path.read_text().replace(old, new))
    ran = replicated(unpacked)
    assert ran.returncode == 1
    listed = [line.split() for line in ran.stderr.splitlines()]
    for table, changes in WRONG.items():
        found = sum(f"data/{table}" in words for words in listed)
        assert found == sum(number for _, _, number in changes), table
    assert f"{sum(n for changes in WRONG.values() for _, _, n in changes)} differ" in ran.stdout


def test_a_figure_that_the_record_does_not_bear_is_found(unpacked):
    path = unpacked / "data/clean/observations.csv"
    path.write_text(re.sub("spent,430000,2023,.*\n", "", path.read_text()))
    ran = replicated(unpacked)
    assert ran.returncode == 1
    assert "430000" in ran.stderr


def test_the_script_is_short_and_needs_pandas_alone():
    text = SCRIPT.read_text()
    assert len(text.splitlines()) <= 60
    assert set(re.findall(r"^(?:import|from) (\w+)", text, re.MULTILINE)) == {
        "pathlib", "pandas"
    }  # fmt: skip


def project(folder: Path) -> tuple[Path, list[PageTask]]:
    """A project with an edition of one page and one table."""
    for name, text in {
        "reports/index.html": "<p>",
        "reports/data/t.csv": "area,value\n110000,1.5\n",
        "reports/.edition.json": json.dumps(
            {"inputs": "abc", "version": "1.0", "files": ["data/t.csv", "index.html"]}
        ),
        "data/sources.csv": "source_id\nx\n",
        "data/raw/x.csv": "no,table\n1",
        "data/clean/observations.csv": "obs_id\nx:1\n",
        "notebooks/01.ipynb": "{}",
        "notebooks/.ipynb_checkpoints/01.ipynb": "{}",
        "notebooks/executed/earlier.ipynb": "{}",
        "parameters.yml": "of another edition",
        "mine.yml": "language: en",
    }.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    place = Place("index.html", "Edition", (), "abc", "1.0")
    return folder, [PageTask("k", Job(folder / "notebooks/01.ipynb"), place)]


def executed(second: str):
    """A notebook as papermill leaves it, run at some second."""
    cell = new_code_cell("1", outputs=[new_output("execute_result", {"text/plain": "1"})])
    cell.metadata["execution"] = {"iopub.status.busy": f"2024-01-01T00:00:{second}"}
    cell.metadata["papermill"] = {"duration": second}
    cell.metadata["tags"] = ["parameters"]
    notebook = new_notebook(cells=[new_markdown_cell("# A"), cell])
    notebook.metadata["papermill"] = {"start_time": second}
    return notebook


def test_equal_editions_give_equal_bytes_whenever_they_ran(tmp_path):
    folder, tasks = project(tmp_path)
    one, two = (
        packed(folder, folder / "reports", tasks, [executed(at)], folder / "mine.yml")
        for at in ("01", "59")
    )
    assert one == two
    assert b"2024" not in settled(executed("01"))
    assert json.loads(settled(executed("01")))["cells"][1]["metadata"] == {"tags": ["parameters"]}


def test_the_archive_holds_all_and_its_sums_hold(tmp_path):
    folder, tasks = project(tmp_path)
    archive = zipfile.ZipFile(
        io.BytesIO(packed(folder, folder / "reports", tasks, [executed("01")], folder / "mine.yml"))
    )
    names = archive.namelist()
    assert names == sorted(names)
    assert {
        "reports/index.html", "reports/data/t.csv", "data/sources.csv", "data/raw/x.csv",
        "data/clean/observations.csv", "notebooks/01.ipynb", "notebooks/executed/01.ipynb",
        "replicate.py", "not_compared.csv", "datapackage.json", "SHA256SUMS", "parameters.yml",
    } == set(names)  # fmt: skip
    assert archive.read("parameters.yml") == b"language: en"
    lines = archive.read("SHA256SUMS").decode().splitlines()
    sums = dict(line.split("  ")[::-1] for line in lines)
    assert set(sums) == set(names) - {"SHA256SUMS"}
    for name, expected in sums.items():
        assert hashlib.sha256(archive.read(name)).hexdigest() == expected


def test_an_edition_of_other_inputs_or_with_a_lost_file_is_refused(tmp_path):
    folder, tasks = project(tmp_path)
    (folder / "reports/data/t.csv").unlink()
    with pytest.raises(FaultsFound, match="1 files of the edition are not there"):
        packed(folder, folder / "reports", tasks, [executed("01")], folder / "mine.yml")
    folder, tasks = project(tmp_path)
    marker = folder / "reports/.edition.json"
    marker.write_text(marker.read_text().replace("abc", "def"))
    with pytest.raises(FaultsFound, match="made from inputs def"):
        packed(folder, folder / "reports", tasks, [executed("01")], folder / "mine.yml")
    with pytest.raises(FaultsFound, match="holds no edition"):
        packed(folder, folder / "data", tasks, [executed("01")], folder / "mine.yml")


def test_other_inputs_are_told_before_the_notebooks_run(tmp_path, monkeypatch):
    folder, tasks = project(tmp_path)
    marker = folder / "reports/.edition.json"
    marker.write_text(marker.read_text().replace("abc", "def"))
    monkeypatch.setattr("helpers.cli.archive.project_folder", lambda: folder)
    monkeypatch.setattr("helpers.site.build.planned", lambda *_, **__: tasks)
    monkeypatch.setattr(
        "helpers.site.execute.execute_notebooks", lambda *_, **__: pytest.fail("ran")
    )
    result = call("archive", "--out", tmp_path / "e.txt")
    assert (result.exit_code, "e.txt does not end in .zip" in result.stderr) == (2, True)
    result = call("archive", "--out", tmp_path / "e.zip")
    assert result.exit_code == 1
    assert "made from inputs def, and the project now holds abc" in result.stderr


TYPES = {"string", "number", "integer", "boolean"}


def broken_rules(package: dict, content: dict[str, bytes]) -> list[str]:
    """What of Data Package 2.0 (package, data resource, table schema) a descriptor breaks."""
    found = []
    if not str(package.get("$schema", "")).startswith("https://datapackage.org/profiles/2"):
        found.append("$schema")
    if not package.get("resources"):
        found.append("resources: at least one")
    names = [resource.get("name", "") for resource in package["resources"]]
    if len(names) != len(set(names)) or not all(re.fullmatch("[a-z0-9._-]+", n) for n in names):
        found.append("names of resources: there, unique, in small letters")
    for resource in package["resources"]:
        path = resource.get("path", "")
        if not path or path.startswith("/") or ".." in path.split("/") or path not in content:
            found.append(f"{path}: a path within the package")
            continue
        if resource["bytes"] != len(content[path]):
            found.append(f"{path}: bytes")
        if resource["hash"] != "sha256:" + hashlib.sha256(content[path]).hexdigest():
            found.append(f"{path}: hash")
        fields = resource["schema"]["fields"]
        heads, *rows = csv.reader(io.StringIO(content[path].decode()))
        if [field["name"] for field in fields] != heads:
            found.append(f"{path}: fields")
        if not all(field["type"] in TYPES for field in fields):
            found.append(f"{path}: types")
        read = {"integer": int, "number": float, "string": str, "boolean": bool}
        for row in rows:
            for field, cell in zip(fields, row, strict=True):
                if cell not in resource["schema"]["missingValues"]:
                    read[field["type"]](cell)
    return found


def frictionless():
    """The library; the test is skipped without it, a failure where CI=true."""
    if os.environ.get("CI") == "true":
        return importlib.import_module("frictionless")
    return pytest.importorskip("frictionless", reason="frictionless is not installed")


def told_by_frictionless(package: dict, folder: Path) -> list[str]:
    """What Frictionless finds wrong with a package whose tables lie in `folder`."""
    report = frictionless().Package.from_descriptor(package, basepath=str(folder)).validate()
    faults = [*report.errors, *(fault for task in report.tasks for fault in task.errors)]
    return [f"{fault.type}: {fault.message}" for fault in faults]


def test_frictionless_finds_nothing_wrong_with_the_tables_of_the_edition():
    paths = [*(PROJECT / "reports/data").glob("*.csv"), *(PROJECT / "data/reference").glob("*.csv")]
    paths += [PROJECT / "data/sources.csv", PROJECT / "data/clean/observations.csv"]
    tables = {path.relative_to(PROJECT).as_posix(): path.read_bytes() for path in paths}
    package = json.loads(described(tables, version="1.0", inputs="abc", title="T"))
    assert len(package["resources"]) == len(paths) > 100
    assert told_by_frictionless(package, PROJECT) == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("1.5", "1,5", "type-error"),
        ("area", "areas", "incorrect-label"),
        ("2023,true", "2023,perhaps", "type-error"),
        ("430000,", "430000,,", "extra-cell"),
    ],
)
def test_frictionless_finds_a_table_that_is_not_as_described(tmp_path, old, new, fault):
    text = 'area,value,year,held\n110000,"1.5",2023,true\n430000,,2022,\n'
    package = json.loads(described({"t.csv": text.encode()}, version="1", inputs="a", title="T"))
    (tmp_path / "t.csv").write_text(text)
    assert told_by_frictionless(package, tmp_path) == []
    (tmp_path / "t.csv").write_text(text.replace(old, new))
    assert any(line.startswith("hash-count") for line in told_by_frictionless(package, tmp_path))
    for key in ("hash", "bytes"):  # else it looks no further
        del package["resources"][0][key]
    assert any(line.startswith(fault) for line in told_by_frictionless(package, tmp_path))


def test_the_data_package_keeps_the_rules_and_its_types_fit():
    content = {
        "reports/data/t.csv": b"area,value,year,held,note\n110000,1.5,2023,true,\n430000,,2022,,x\n"
    }
    package = json.loads(described(content, version="1.0", inputs="abc", title="T"))
    assert broken_rules(package, content) == []
    (resource,) = package["resources"]
    types = [field["type"] for field in resource["schema"]["fields"]]
    assert types == ["string", "number", "integer", "boolean", "string"]
    assert package["id"] == "innovation-report/1.0/abc"
    one_row, no_row = {"a.csv": b"value,year\n1.5,2023\n"}, {"a.csv": b"value,year\n"}
    for table, types in ((one_row, ["number", "integer"]), (no_row, ["string"] * 2)):
        small = json.loads(described(table, version="1.0", inputs="abc", title="T"))
        fields = small["resources"][0]["schema"]["fields"]
        assert [field["type"] for field in fields] == types
    package["resources"][0]["bytes"] = 1
    assert broken_rules(package, content) == ["reports/data/t.csv: bytes"]
