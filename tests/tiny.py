"""The smallest data folder that cleaning takes, to be spoiled by one fault at a time.

Two provinces, the nation and a city; four indicators; one story and one official table. Every
number here is made up and chosen to be added in the head.
"""

from __future__ import annotations

import csv
import hashlib
import io
from pathlib import Path

import pandas as pd

AREAS = """\
adcode,name_en,name_zh,name_zh_full,name_pinyin,level,zone,parent,letters,iso_3166_2,tile_row,tile_col
100000,China,中国,中华人民共和国,Zhongguo,nation,,,CN,CN,,
410000,Henan,河南,河南省,Henan,province,Central,100000,HA,CN-HA,5,5
430000,Hunan,湖南,湖南省,Hunan,province,Central,100000,HN,CN-HN,7,4
430100,Changsha,长沙,长沙市,Changsha,city,Central,430000,,,,
"""
SPELLINGS = """\
spelling,adcode,reason
Hunan Province,430000,with the word for province
"""
NEIGHBOURS = """\
adcode,neighbour,border,reason
410000,430000,sea,made up: these two share no border
"""
SCOREBOARD = """\
code,parent,weight,direction,name,denominator,transform,goalpost_low,goalpost_high,numerator,\
factor,window,unit,decimals,reaches_back,reason
index,,1,1,Scoreboard,,,,,,,,,,yes,
firms,index,1,1,Firms,,,,,firms,1,,firms,0,yes,Made up
"""
# money: 100 to 1000 million yuan are plausible, and provinces must add up to the nation within 1 %
INDICATORS = """\
code,name_en,name_zh,theme,base_unit,display_unit,display_scale,decimals,direction,stock_or_flow,\
numerator,denominator,factor,window,minimum,maximum,sum_tolerance_pct,national_row,break_years,\
definition,publication
money,Money,经费,Made up,CNY,billion yuan,1000000000,1,higher,flow,,,,,100000000,1000000000000,1,\
yes,2018=item changed|2021=policy changed,Made up,Made up
firms,Firms,企业,Made up,NUM,firms,1,0,higher,stock,,,,,0,100000,,no,,Made up,Made up
money_per_firm,Money per firm,每家经费,Made up,CNY,million yuan,1000000,2,none,ratio,money,firms,\
1,,,,,no,,Made up,Made up
place,Place,排名,Made up,RANK,rank,1,0,lower,ratio,,,,,1,31,,no,,Made up,Made up
"""
CORRECTIONS = "source_id,locator,column,as_received,corrected,rows,reason\n"
CONFLICTS = "obs_ids,used,reason\n"
DERIVATIONS = "ref_area,indicator,time_period,measure,obs_status,method,parents,note\n"
STORY_COLUMNS = (
    "sentence,figure,as_printed,area,indicator,measure,time_period,obs_status,base_period,"
    "reference_group,matched_period,comparable,exclusion,note\n"
)
STORY = (
    STORY_COLUMNS
    + """\
1,1,"1,300",Hunan,firms,level,2022,actual,,,,,,
1,2,300,Hunan,firms,net_increase,2022,actual,2021,,,,,
2,1,more than 100,Hunan,firms,net_increase,2023,target,2022,,,,,
3,1,Ten Major,Hunan,,,,,,,,,"name of a programme, not a count",
"""
)
PANEL = """\
adcode,name_en,year,indicator,value,unit,publication
100000,China,2022,money,30.0,100m yuan,The Yearbook
410000,Henan,2022,money,10.0,100m yuan,The Yearbook
430000,Hunan,2022,money,20.0,100m yuan,The Yearbook
"""
DECIDERS = """\
indicator,level,nature,publication,note
firms,city,,The Yearbook of Cities,
"""
SOURCE_COLUMNS = (
    "source_id,file,kind,publisher,title,date,received,indicator,unit,licence,compilation,"
    "sha256,text_sha256,note"
)
OBSERVATION = {
    "obs_id": "panel:money/430000/2022",
    "ref_area": "430000",
    "indicator": "money",
    "time_period": "2022",
    "obs_value": "2000000000",
    "obs_value_high": "",
    "qualifier": "exact",
    "obs_status": "actual",
    "measure": "level",
    "unit_measure": "CNY",
    "base_period": "",
    "reference_group": "",
    "source_id": "panel",
    "locator": "money/430000/2022",
    "as_printed": "20.0",
    "derived_from": "",
    "repeats": "",
    "matched_period": "",
    "comparable": "",
    "note": "",
}
ARRIVAL = {
    "source_id": "story",
    "file": "raw/story.csv",
    "line": "2",
    "locator": "s1.1",
    "area": "Hunan",
    "indicator": "firms",
    "time_period": "2022",
    "measure": "level",
    "obs_status": "actual",
    "as_printed": "1,300",
    "unit": "",
    "base_period": "",
    "reference_group": "",
    "matched_period": "",
    "comparable": "",
    "exclusion": "",
    "note": "",
}


def source(content: bytes, **cells: str) -> str:
    """A row of sources.csv (without its line end) with the hash of `content`."""
    cells = {
        "publisher": "A publisher",
        "title": "A title",
        "received": "2026-11-22",
        "licence": "facts",
        "sha256": hashlib.sha256(content).hexdigest(),
    } | cells
    line = io.StringIO()
    names = SOURCE_COLUMNS.split(",")
    csv.DictWriter(line, names, lineterminator="").writerow(dict.fromkeys(names, "") | cells)
    return line.getvalue()


def write_data(folder: Path, *, story: str = STORY, panel: str = PANEL, **tables: str) -> Path:
    """A data folder at `folder`; `tables` are contents of reference/<name>.csv, or `sources`."""
    (folder / "raw").mkdir(parents=True)
    (folder / "reference").mkdir()
    (folder / "raw" / "story.csv").write_text(story, encoding="utf-8", newline="")
    (folder / "raw" / "panel.csv").write_text(panel, encoding="utf-8", newline="")
    sources = [
        SOURCE_COLUMNS,
        source(
            story.encode(), source_id="story", file="raw/story.csv", kind="story", date="2023-01-31"
        ),
        source(
            panel.encode(),
            source_id="panel",
            file="raw/panel.csv",
            kind="panel",
            title="The Yearbook",
        ),
    ]
    contents = {
        "areas": AREAS,
        "area_spellings": SPELLINGS,
        "neighbours": NEIGHBOURS,
        "scoreboard": SCOREBOARD,
        "indicators": INDICATORS,
        "corrections": CORRECTIONS,
        "conflicts": CONFLICTS,
        "derivations": DERIVATIONS,
        "deciders": DECIDERS,
        "sources": "\n".join(sources) + "\n",
    } | tables
    for name, content in contents.items():
        path = folder / "sources.csv" if name == "sources" else folder / f"reference/{name}.csv"
        path.write_text(content, encoding="utf-8", newline="")
    return folder


def rows(default: dict, *changes: dict) -> pd.DataFrame:
    """A table of text with one row for each of `changes`, laid over `default`."""
    return pd.DataFrame(
        [default | change for change in changes], columns=list(default), dtype=object
    )
