"""Printed figures of long tables: by whole columns, row by row and by the parser, all the same."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest
from command import call
from hypothesis import example, given, settings
from hypothesis import strategies as st

from helpers.clean import bulk, bulk_plain, frames
from helpers.clean.bulk import NEW, clean_bulk
from helpers.clean.frames import learn, read_one
from helpers.clean.printed import Printed, UnreadableFigure, parse_printed
from helpers.clean.tally import Sums, exact_sum
from helpers.faults import FaultsFound

pl = pytest.importorskip("polars", reason="the extra bulk is not installed")
from helpers.clean import bulk_polars  # noqa: E402 (where there is Polars)

# by hand: value, high, qualifier, unit
BY_HAND = {
    "1.2亿": ("120000000", None, "exact", ""),
    "more than 3,400": ("3400", None, "over", ""),
    "12.5%": ("12.5", None, "exact", "PCT"),
    "3 to 5": ("3", "5", "range", ""),
    "30 million to 5 billion yuan": ("30000000", "5000000000", "range", "CNY"),
    "fell by 3-5%": ("-5", "-3", "range", "PCT"),
    "decreased by more than 1%": ("-1", None, "under", "PCT"),
    "第3位": ("3", None, "exact", "RANK"),
    "0.0%": ("0", None, "exact", "PCT"),
    "5 km2": ("5", None, "exact", "KM2"),
    "１，200": None,
    "三千": ("3000", None, "exact", ""),
    "99999999999999999999": ("99999999999999999999", None, "exact", ""),
    "100000000000000000000": None,
    "99999999 trillion": ("99999999000000000000", None, "exact", ""),
    "100000000 trillion": None,
    "0.000000000000000001": ("0.000000000000000001", None, "exact", ""),
    "0.0000000000000000001": None,
    "第0位": None,
    "第2.5位": None,
    "5 to 3": None,
    "1,23": None,
    "01": None,
    "n/a": None,
    "": None,
    "3 100": None,
    "12\u200b5": None,
    "7" * 301: None,
}
WORDS = st.sampled_from(
    "more than |about |nearly |fell by |down |up to |no. |第|超过|近|约|-|+|¥|rmb |$|between "
    "| yuan| billion yuan|亿元|万|亿|%|％| percentage points|个百分点|家|位|名|多家|余亿元| to |-|~"
    "|至| and | or |以上|左右|以下| or more|rd|th| km|m|²| firms (2022)|三|十|百|three|half|０|２"
    "|，|．|,|.| |  |\u200b|\0|\n|n/a|‰|times|年|increase of |G|…|'|\"|=".split("|")
)
NUMBERS = st.one_of(
    st.integers(0, 10**6).map(str),
    st.integers(0, 10**9).map("{:,}".format),
    st.decimals("0", "99999", places=2).map(str),
    st.from_regex(r"\A[0-9]{1,24}(\.[0-9]{1,22})?\Z"),
    st.sampled_from(["0", "0.0", "1", "2", "10", "2.50", "1,234.5", "007", "1,23", "1.2.3"]),
)
TEXTS = st.one_of(
    st.tuples(WORDS, NUMBERS, WORDS).map("".join),
    st.tuples(WORDS, NUMBERS, WORDS, NUMBERS, WORDS).map("".join),
    st.lists(st.one_of(WORDS, NUMBERS), max_size=6).map("".join),
    st.text(max_size=12),
)


def by_columns(texts: list[str]) -> dict[str, tuple]:
    """What the columns' reader makes of each text, every frame learnt at once."""
    chunk = bulk_polars.Reader(learn_after=1).read(pl.Series(texts, dtype=pl.String))
    read = {}
    for part in chunk.read:
        for row, value, high, qualifier, unit in part.rows():
            assert row not in read
            read[row] = (value, high, qualifier, unit)
    for row, text, why in chunk.unreadable.rows():
        assert row not in read
        assert text == texts[row]
        read[row] = why
    assert sorted(read) == list(range(len(texts)))
    return {texts[row]: told for row, told in read.items()}


def told(printed: Printed | str) -> tuple | str:
    if isinstance(printed, str):
        return printed
    return (printed.value, printed.high, printed.qualifier, printed.unit)


def write(path: Path, texts: list[str]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["area", "as_printed", "note"])
        rows.writerows([number, text, f"note {number}"] for number, text in enumerate(texts))
    return path


@pytest.mark.parametrize("text", BY_HAND, ids=lambda text: ascii(text)[:30])
def test_every_way_reads_what_a_person_reads(text):
    expected = BY_HAND[text]
    for read in (
        by_columns([text])[text],
        told(bulk_plain.Reader(learn_after=1).read(text)),
        told(read_one(text)),
    ):
        if expected is None:
            assert isinstance(read, str)
        else:
            value, high, qualifier, unit = expected
            assert read == (Decimal(value), high and Decimal(high), qualifier, unit)


@settings(max_examples=150, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=40, unique=True))
@example(["1０", "2０", "7.5０"])  # digits of two widths are one number
@example(["5m2", "三十km2", "1 km2 to 2 km2"])
@example(["between 3 and 5%", "between 3 and 5", "3 and 5"])
def test_columns_and_rows_read_as_the_parser_does(texts):
    expected = {text: told(read_one(text)) for text in texts}
    assert by_columns(texts) == expected
    reader = bulk_plain.Reader(learn_after=1)
    assert {text: told(reader.read(text)) for text in texts} == expected


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_a_text_is_refused_only_by_the_parser_or_for_its_length(text):
    read = read_one(text)
    if isinstance(read, str) and "has more than" not in read:
        with pytest.raises(UnreadableFigure) as refusal:
            parse_printed(text)
        assert str(refusal.value) == read
    elif isinstance(read, Printed):
        assert parse_printed(text) == read


def test_a_rule_is_kept_only_where_all_numbers_obey_it():
    assert learn("more than ", " billion yuan") == frames.Frame(
        (9,), 1, "CNY", "over", parts=True, zero=True
    )
    rank = learn("第", "位")
    assert (rank.parts, rank.zero) == (False, False)
    assert rank.read("3").value == 3
    assert (rank.read("2.5"), rank.read("0")) == (None, None)
    assert learn("down ", " to ", "%") is None  # a change, or a change and its result
    assert learn("", "０") is None
    assert learn("about ", " km") is None


def test_a_table_is_cleaned_to_the_same_rows_sums_and_reasons_with_and_without_polars(tmp_path):
    texts = ["1.2亿元", "more than 3,400", "12.5%", "3 to 5", "n/a", "", "=1+1", "down 0.5%"] * 60
    texts += ["2.5%", 'say "3"', "7\n8", "13,910 yuan", "第三位"]
    path = write(tmp_path / "figures.csv", texts)
    fast = clean_bulk(path, "as_printed", tmp_path / "fast.csv")
    plain = clean_bulk(path, "as_printed", tmp_path / "plain.csv", plainly=True)
    assert fast == plain
    assert (tmp_path / "fast.csv").read_bytes() == (tmp_path / "plain.csv").read_bytes()
    assert (fast.rows, fast.figures, fast.refused) == (485, 304 - 1, 182)
    assert fast.read == {
        ("CNY", "exact"): Sums(61, Decimal(60 * 120_000_000 + 13_910)),
        ("", "over"): Sums(60, Decimal(60 * 3400)),
        ("PCT", "exact"): Sums(121, Decimal("722.5")),  # 60 * 12.5 - 60 * 0.5 + 2.5
        ("", "range"): Sums(60, Decimal(180), Decimal(300)),
        ("RANK", "exact"): Sums(1, Decimal(3)),
    }
    assert {text: count for text, (count, _) in fast.unreadable.items()} == {
        "n/a": 60,
        "": 60,
        "=1+1": 60,
        'say "3"': 1,
        "7\n8": 1,
    }
    with (tmp_path / "fast.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == ["area", "as_printed", "note", *NEW]
    assert [list(row.values())[3:7] for row in rows[:4]] == [
        ["120000000", "", "exact", "CNY"],
        ["3400", "", "over", ""],
        ["12.5", "", "exact", "PCT"],
        ["3", "5", "range", ""],
    ]
    assert rows[4]["unreadable"] == ("'n/a' cannot be read as a figure: there is no number in it.")
    assert rows[6]["as_printed"] == "'=1+1"  # no spreadsheet runs it


def test_sums_keep_every_digit(tmp_path):
    texts = ["99999999999999999999"] * 40 + ["0.000000000000000001"]
    path = write(tmp_path / "figures.csv", texts)
    for plainly in (False, True):
        (sums,) = clean_bulk(path, "as_printed", plainly=plainly).read.values()
        assert str(sums.value) == "3999999999999999999960.000000000000000001"
    assert str(exact_sum(Decimal(10**30), Decimal("0.1"))) == f"{10**30}.1"


def test_more_chunks_than_one_come_out_in_order(tmp_path, monkeypatch):
    monkeypatch.setattr(bulk_polars, "CHUNK", 7)
    texts = [f"{number}%" if number % 3 else "n/a" for number in range(100)]
    path = write(tmp_path / "figures.csv", texts)
    tally = clean_bulk(path, "as_printed", tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["area"] for row in rows] == [str(number) for number in range(100)]
    assert [row["obs_value"] for row in rows] == [
        str(number) if number % 3 else "" for number in range(100)
    ]
    assert tally.unreadable["n/a"][0] == 34


def test_strings_beyond_those_listed_are_counted(tmp_path):
    texts = [f"no figure {'x' * number}" for number in range(1, 1031)]
    path = write(tmp_path / "figures.csv", texts)
    for plainly in (False, True):
        tally = clean_bulk(path, "as_printed", plainly=plainly)
        assert (len(tally.unreadable), tally.unlisted, tally.refused) == (1000, 30, 1030)


def test_without_polars_the_same_function_serves(tmp_path, monkeypatch):
    monkeypatch.setattr(bulk, "find_spec", lambda name: None)
    monkeypatch.setattr(bulk_polars, "read_columns", None)
    path = write(tmp_path / "figures.csv", ["5%"])
    assert clean_bulk(path, "as_printed").read == {("PCT", "exact"): Sums(1, Decimal(5))}


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        (b"a,as_printed\r\n1,5%\r\n2,6%\r\n", 2),
        (b"a,as_printed\r1,5%\r2,6%\r", 2),  # line ends that Polars does not know
        (b'a,as_printed\n1,5%\n2,p"q\n', 2),  # a quote that only Python's reader takes
        (b"\xef\xbb\xbfas_printed,a\n5%,1", 1),
        (b"a,as_printed\n1\n2,6%\n", 2),  # a short row has an empty cell
        (b"as_printed\n5%\n\n6%\n", 3),
    ],
)
def test_files_of_every_shape_give_all_their_rows(tmp_path, content, rows):
    path = tmp_path / "figures.csv"
    path.write_bytes(content)
    fast = clean_bulk(path, "as_printed")
    assert fast.rows == rows
    assert fast == clean_bulk(path, "as_printed", plainly=True)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "no columns are called 'as_printed'"),
        (b"a,b\n", r"no columns .* Allowed: one of a, b"),
        (b"as_printed,as_printed\n1,2\n", "2 columns are called 'as_printed'"),
        (b"as_printed,obs_value\n1,2\n", "column obs_value: the file has this column already"),
        (b"a,as_printed\n1,2,3\n", "line 2: 3 cells stand there. Allowed: 2"),
        (b'a,as_printed\n1,"2\n', "line 2: the row is no CSV"),
        ("a,as_printed\n湖南,2\n".encode("gb18030"), "the file is not in UTF-8"),
    ],
)
@pytest.mark.parametrize("plainly", [False, True])
def test_what_is_no_such_table_is_told_and_nothing_is_left(tmp_path, content, why, plainly):
    path = tmp_path / "figures.csv"
    path.write_bytes(content)
    with pytest.raises(FaultsFound, match=why):
        clean_bulk(path, "as_printed", tmp_path / "out.csv", plainly=plainly)
    assert [left.name for left in tmp_path.iterdir()] == ["figures.csv"]


def test_the_command_tells_sums_and_what_is_no_figure(tmp_path):
    path = write(tmp_path / "figures.csv", ["1.2亿元", "3 to 5", "5%", "4%", "n/a", "n/a", "..."])
    out = tmp_path / "numbers.csv"
    ran = call("numbers", str(path), "--out", str(out))
    assert ran.exit_code == 0, ran.output
    assert ran.output.splitlines() == [
        "7 rows: 4 figures, 3 that are none",
        "  no unit, range: 1, sum 3 to 5",
        "  CNY, exact: 1, sum 120000000",
        "  PCT, exact: 2, sum 9",
        "  2 times: 'n/a' cannot be read as a figure: there is no number in it.",
        "  once: '...' cannot be read as a figure: there is no number in it.",
        f"7 rows in {out}",
    ]
    assert len(out.read_text().splitlines()) == 8
    ran = call("numbers", str(path), "--out", str(path))
    assert (ran.exit_code, "this is the table itself" in ran.output) == (2, True)
    ran = call("numbers", str(path), "--column", "printed")
    assert (ran.exit_code, "Did you mean as_printed?" in ran.output) == (1, True)
