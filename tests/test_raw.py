"""Raw files are evidence: read after their hash has matched, and no other file beside them."""

import hashlib
from pathlib import Path

import pytest
import tiny

from helpers.faults import FaultsFound
from helpers.read.raw import read_raw
from helpers.reference import load_reference

BUREAU = """\
指标：企业(个)
时间：最近3年
地区,2022年,2021年
河南省,12,11
湖南省,22,21
数据来源：国家统计局
"""


def read(data):
    return read_raw(data, load_reference(data))


def faults_of(data):
    with pytest.raises(FaultsFound) as caught:
        read(data)
    return caught.value.faults


def sources(*rows):
    """sources.csv of the tiny story and panel, and more rows."""
    story = tiny.source(tiny.STORY.encode(), source_id="story", file="raw/story.csv", kind="story")
    panel = tiny.source(
        tiny.PANEL.encode(),
        source_id="panel",
        file="raw/panel.csv",
        kind="panel",
        title="The Yearbook",
    )
    return "\n".join([tiny.SOURCE_COLUMNS, story, panel, *rows]) + "\n"


def with_export(folder, **register):
    content = BUREAU.encode()
    cells = {"source_id": "bureau", "file": "raw/bureau.csv", "kind": "bureau export"}
    row = tiny.source(content, **(cells | register))
    data = tiny.write_data(folder / "data", sources=sources(row))
    (data / "raw" / "bureau.csv").write_bytes(content)
    return data


def test_all_files_in_the_order_of_the_register(tmp_path):
    received = read(tiny.write_data(tmp_path / "data"))
    assert received.arrivals["source_id"].to_list() == ["story"] * 4 + ["panel"] * 3
    assert received.arrivals["locator"].to_list() == [
        "s1.1",
        "s1.2",
        "s2.1",
        "s3.1",
        "money/100000/2022",
        "money/410000/2022",
        "money/430000/2022",
    ]
    assert received.exports == {}


def test_a_file_that_has_changed_is_not_read(tmp_path):
    data = tiny.write_data(tmp_path / "data")
    changed = tiny.STORY.replace('"1,300"', '"1,301"').encode()
    (data / "raw" / "story.csv").write_bytes(changed)
    (fault,) = faults_of(data)
    assert fault.file == "raw/story.csv"
    assert f"sha256 {hashlib.sha256(changed).hexdigest()[:12]}" in fault.found
    assert f"recorded {hashlib.sha256(tiny.STORY.encode()).hexdigest()[:12]}" in fault.found
    assert "Restore it" in fault.todo


def test_even_one_line_end_is_a_change(tmp_path):
    data = tiny.write_data(tmp_path / "data")
    (data / "raw" / "panel.csv").write_bytes(tiny.PANEL.encode().replace(b"\n", b"\r\n"))
    (fault,) = faults_of(data)
    assert (fault.file, "has changed" in fault.found) == ("raw/panel.csv", True)


def test_a_file_that_is_gone_is_told(tmp_path):
    data = tiny.write_data(tmp_path / "data")
    (data / "raw" / "story.csv").unlink()
    (fault,) = faults_of(data)
    assert (fault.file, "cannot be read" in fault.found) == ("raw/story.csv", True)


def test_a_file_that_no_source_names_is_told(tmp_path):
    data = tiny.write_data(tmp_path / "data")
    (data / "raw" / "other.csv").write_text("a,b\n")
    (data / "raw" / ".hidden").write_text("of the file manager")
    (fault,) = faults_of(data)
    assert (fault.file, fault.found) == ("raw/other.csv", "no row of sources.csv names this file")


def test_faults_of_all_files_come_together(tmp_path):
    data = tiny.write_data(
        tmp_path / "data",
        story=tiny.STORY.replace("level,2022", "lvl,2022"),
        panel=tiny.PANEL.replace("20.0", "20,0"),
    )
    (data / "raw" / "other.csv").write_text("a,b\n")
    assert [fault.file for fault in faults_of(data)] == [
        "raw/other.csv",
        "raw/story.csv",
        "raw/panel.csv",
    ]


def test_rows_of_one_file_must_agree(tmp_path):
    row = tiny.source(b"other", source_id="twin", file="raw/panel.csv", kind="panel")
    (fault,) = faults_of(tiny.write_data(tmp_path / "data", sources=sources(row)))
    assert "disagree in kind or sha256" in fault.found


def test_only_a_panel_has_several_publications(tmp_path):
    content = tiny.STORY.encode()
    row = tiny.source(content, source_id="twin", file="raw/story.csv", kind="story")
    (fault,) = faults_of(tiny.write_data(tmp_path / "data", sources=sources(row)))
    assert fault.found == "raw/story.csv has 2 rows"


def test_each_row_of_a_panel_goes_to_its_publication(tmp_path):
    panel = tiny.PANEL.replace("30.0,100m yuan,The Yearbook", "30.0,100m yuan,The Bulletin")
    rows = [
        tiny.source(panel.encode(), source_id=code, file="raw/panel.csv", kind="panel", title=title)
        for code, title in (("yearbook", "The Yearbook"), ("bulletin", "The Bulletin"))
    ]
    data = tiny.write_data(
        tmp_path / "data", panel=panel, sources="\n".join([tiny.SOURCE_COLUMNS, *rows]) + "\n"
    )
    (data / "raw" / "story.csv").unlink()
    assert read(data).arrivals["source_id"].to_list() == ["bulletin", "yearbook", "yearbook"]


def test_an_export_that_names_its_indicator_gets_its_code(tmp_path):
    received = read(with_export(tmp_path))
    rows = received.arrivals[received.arrivals["source_id"] == "bureau"]
    assert rows[["area", "time_period", "as_printed", "indicator"]].to_numpy().tolist() == [
        ["河南省", "2022", "12", "firms"],
        ["河南省", "2021", "11", "firms"],
        ["湖南省", "2022", "22", "firms"],
        ["湖南省", "2021", "21", "firms"],
    ]
    assert received.exports["bureau"].years == ("2022", "2021")


def test_an_export_of_an_unknown_indicator_is_told(tmp_path):
    data = with_export(tmp_path)
    indicators = data / "reference" / "indicators.csv"
    indicators.write_text(tiny.INDICATORS.replace("企业", "工厂"), encoding="utf-8")
    (fault,) = faults_of(data)
    assert fault.file == "raw/bureau.csv"
    assert fault.found == "the indicator '企业' is in no row of indicators.csv"
    assert "sources.csv" in fault.todo


def test_no_sources_are_no_arrivals(tmp_path):
    data = tiny.write_data(tmp_path / "data", sources=tiny.SOURCE_COLUMNS + "\n")
    for path in (data / "raw").iterdir():
        path.unlink()
    received = read(data)
    assert len(received.arrivals) == 0
    assert "exclusion" in received.arrivals.columns


def test_a_code_never_overrules_the_indicator_that_a_bureau_file_names():
    """The file's own line says 地区生产总值, which is gdp_revised."""
    from types import SimpleNamespace

    import pandas as pd

    from helpers.read.readers import _named

    reference = load_reference(Path(__file__).parents[1] / "data")
    export = SimpleNamespace(
        indicator_line="地区生产总值", arrivals=pd.DataFrame({"indicator": ["x"]})
    )
    with pytest.raises(FaultsFound, match=r"地区生产总值.*not patents_granted"):
        _named(export, "raw/x.csv", "patents_granted", reference)
    assert _named(export, "raw/x.csv", "gdp_revised", reference) is export.arrivals
    assert list(_named(export, "raw/x.csv", "", reference)["indicator"]) == ["gdp_revised"]


def test_a_folder_that_cannot_be_read_is_told(tmp_path, monkeypatch):
    data = tiny.write_data(tmp_path)

    def refuses(folder):
        raise PermissionError(13, "Permission denied", str(folder))

    monkeypatch.setattr(Path, "iterdir", refuses)
    (fault,) = faults_of(data)
    assert str(fault) == "raw: the folder cannot be read (Permission denied)."
