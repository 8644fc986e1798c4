"""A long table's printed figures by whole columns, with Polars, in chunks that threads share."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path
from typing import IO, NamedTuple

import polars as pl

from helpers import csv_cells
from helpers.clean.frames import LEARN_AFTER, LONGEST, MOST_DECIMALS, ONE, TWO, learn, read_one
from helpers.clean.printed import Printed
from helpers.clean.tally import Tally, exact_sum

CHUNK = 200_000  # rows
MOST_AT_ONCE = 4  # chunks; each takes some 100 MB, however many processors there are
MOST_FRAMES = 20_000  # remembered at a time
PARTED = "0"  # between the words of a frame, which hold no digit
NUMBER = pl.Decimal(38, MOST_DECIMALS)
WHOLE = pl.Decimal(38, 0)
BOUND = 9e19  # nearly 20 digits: what may be more is asked of the parser
RULE = {
    "frame": pl.String,
    "unit": pl.String,
    "qualifier": pl.String,
    "factor": WHOLE,
    "second_factor": WHOLE,
    "falls": pl.Boolean,
    "parts": pl.Boolean,
    "zero": pl.Boolean,
}
READ = {
    "row": pl.UInt32,
    "value": NUMBER,
    "high": NUMBER,
    "qualifier": pl.String,
    "unit": pl.String,
}


class Chunk(NamedTuple):
    """read: a row number, value, high, qualifier, unit for each figure. unreadable: row, text,
    why. Together all rows of the chunk, in no order."""

    read: list[pl.DataFrame]
    unreadable: pl.DataFrame


class Reader:
    """Reads columns of strings, and learns the frames that it meets often; threads may share it."""

    def __init__(self, learn_after: int = LEARN_AFTER) -> None:
        self._learn_after = learn_after
        self._lock = threading.Lock()
        self._rules = {words: pl.DataFrame(schema=RULE) for words in (2, 3)}

    def read(self, texts: pl.Series) -> Chunk:
        """Every string as `read_one` reads it."""
        rows = pl.DataFrame({"text": texts.fill_null("")}).with_row_index("row")
        single, left = self._by_rule(rows, ONE, 2)
        ranges, left = self._by_rule(left, TWO, 3)
        asked, unreadable = _by_parser(left)
        return Chunk([single, ranges, asked], unreadable)

    def _by_rule(
        self, rows: pl.DataFrame, pattern: str, words: int
    ) -> tuple[pl.DataFrame, pl.DataFrame]:
        """What a rule reads, and (row, text) of what is left."""
        names = ["before", "between", "after"] if words == 3 else ["before", "after"]
        short = pl.when(pl.col("text").str.len_bytes() <= LONGEST).then(pl.col("text"))
        parts = rows.with_columns(short.str.extract_groups(pattern).alias("parts"))
        parts = parts.unnest("parts").with_columns(
            frame=pl.concat_str(names, separator=PARTED), number=_number("number")
        )
        if words == 3:
            parts = parts.with_columns(second=_number("second"))
        parts = parts.drop(names)
        found = parts.join(self._known(parts, words), on="frame", how="left")
        checked = found.with_columns(ok=_allowed(words).fill_null(value=False))
        done, left = checked.filter("ok"), checked.filter(~pl.col("ok")).select("row", "text")
        read = _computed(done, words)
        if words == 3:  # a range must rise
            falls = read.filter(pl.col("value") >= pl.col("high")).select("row")
            left = pl.concat([left, rows.join(falls, on="row", how="semi")])
            read = read.filter(pl.col("value") < pl.col("high"))
        return read, left

    def _known(self, parts: pl.DataFrame, words: int) -> pl.DataFrame:
        """The rules, with those learnt of frames that this chunk meets often for the first time."""
        known = self._rules[words]
        new = parts.lazy().filter(pl.col("frame").is_not_null())
        new = new.join(known.lazy().select("frame"), on="frame", how="anti")
        met = new.group_by("frame").len().filter(pl.col("len") >= self._learn_after)
        frames = met.collect()["frame"].to_list()
        if not frames:
            return known
        with self._lock:
            known = self._rules[words]
            if known.height > MOST_FRAMES:
                known = known.clear()
            there = set(known["frame"])
            rules = [_rule(frame) for frame in frames if frame not in there]
            known = pl.concat([known, pl.DataFrame(rules, schema=RULE, orient="row")])
            self._rules[words] = known
            return known


def read_columns(path: Path, column: str, out: IO[str] | None) -> Tally:
    """Tally of a column; each row with its number to `out`, where there is one.

    Raises polars.exceptions.PolarsError where Polars cannot read the file.
    """
    tally, reader = Tally(), Reader()
    table = pl.scan_csv(path, infer_schema=False, glob=False)
    if out is None:
        table = table.select(column)

    def work(chunk: pl.DataFrame) -> tuple[list[tuple], pl.DataFrame, str]:
        numbers = reader.read(chunk[column])
        text = "" if out is None else _as_csv(chunk, numbers)
        why = numbers.unreadable.group_by("text", "why", maintain_order=True).len()
        return [row for read in numbers.read for row in _sums(read)], why, text

    batches = table.collect_batches(chunk_size=CHUNK, maintain_order=True, lazy=True)
    for sums, unreadable, text in _in_threads(work, batches):
        for one in sums:
            tally.add(*one)
        for refused, why, count in unreadable.rows():
            tally.refuse(refused, count, why)
        if out is not None:
            out.write(text)
    return tally


def _in_threads(work, items) -> Iterator:
    """work(item) for each, in their order; few are in memory at a time."""
    workers = min(max(2, pl.thread_pool_size()), MOST_AT_ONCE)
    with ThreadPoolExecutor(workers) as pool:
        waiting: deque = deque()
        for item in items:
            waiting.append(pool.submit(work, item))
            del item
            if len(waiting) > workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _number(name: str) -> pl.Expr:
    return pl.col(name).str.replace_all(",", "", literal=True)


def _allowed(words: int) -> pl.Expr:
    """Whether there is a rule and it holds for these numbers."""
    ends = [("number", "factor"), ("second", "second_factor")][: words - 1]
    allowed = pl.col("unit").is_not_null()
    for number, factor in ends:
        size = pl.col(number).cast(pl.Float64)
        allowed &= (size * pl.col(factor).cast(pl.Float64)).abs() < BOUND
        allowed &= pl.col("parts") | ~pl.col(number).str.contains(".", literal=True)
        allowed &= pl.col("zero") | (size != 0)
    return allowed


def _computed(rows: pl.DataFrame, words: int) -> pl.DataFrame:
    first = pl.col("number").cast(NUMBER) * pl.col("factor")
    if words == 2:
        value, high = first, pl.lit(None, NUMBER)
    else:
        second = pl.col("second").cast(NUMBER) * pl.col("second_factor")
        value = pl.when("falls").then(second).otherwise(first)
        high = pl.when("falls").then(first).otherwise(second)
    return rows.select("row", value.alias("value"), high.alias("high"), "qualifier", "unit").cast(
        READ
    )


def _rule(frame: str) -> tuple:
    """The row of RULE; without unit where there is no rule, so that it is not asked again."""
    rule = learn(*frame.split(PARTED))
    if rule is None:
        return (frame, *[None] * (len(RULE) - 1))
    factors = [Decimal(rule.sign * 10**power) for power in rule.powers]
    second = factors[-1] if len(factors) > 1 else None
    falls = rule.sign < 0
    return (frame, rule.unit, rule.qualifier, factors[0], second, falls, rule.parts, rule.zero)


def _by_parser(rows: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Each different text once."""
    texts = rows["text"].unique(maintain_order=True).to_list()
    read, refused = [], []
    for text in texts:
        printed = read_one(text)
        if isinstance(printed, Printed):
            ends = (format(printed.value, "f"), printed.high and format(printed.high, "f"))
            read.append((text, *ends, printed.qualifier, printed.unit))
        else:
            refused.append((text, printed))
    names = ("text", "value", "high", "qualifier", "unit")
    known = pl.DataFrame(read, schema=dict.fromkeys(names, pl.String), orient="row")
    why = pl.DataFrame(refused, schema=dict.fromkeys(("text", "why"), pl.String), orient="row")
    figures = rows.join(known, on="text").select(*READ).cast(READ)
    return figures, rows.join(why, on="text", maintain_order="left")


def _sums(read: pl.DataFrame) -> list[tuple]:
    """(unit, qualifier, count, sum of values, sum of upper ends), exact.

    Whole parts apart from what is behind the point: together they would have too many digits.
    """
    ends = ("value", "high")
    whole = [pl.col(end).cast(pl.Int128).alias(f"{end}_whole") for end in ends]
    grouped = read.select("unit", "qualifier", *ends, *whole).group_by("unit", "qualifier")
    rest = [
        (pl.col(end) - pl.col(f"{end}_whole").cast(NUMBER)).sum().alias(f"{end}_rest")
        for end in ends
    ]
    sums = grouped.agg(pl.len(), *(pl.col(f"{end}_whole").sum() for end in ends), *rest)
    return [
        (unit, qualifier, count, exact_sum(Decimal(v), v_rest), exact_sum(Decimal(h), h_rest))
        for unit, qualifier, count, v, h, v_rest, h_rest in sums.rows()
    ]


def _as_csv(chunk: pl.DataFrame, numbers: Chunk) -> str:
    """The rows of the chunk with their numbers as CSV, as `read_rows` writes them."""
    read = pl.concat(numbers.read).with_columns(_plain("value"), _plain("high"))
    why = numbers.unreadable.select("row", "why")
    told = chunk.with_row_index("row").join(read, on="row", how="left", maintain_order="left")
    told = told.join(why, on="row", how="left", maintain_order="left")
    texts = [*chunk.columns, "why"]
    order = [*chunk.columns, "value", "high", "qualifier", "unit", "why"]
    safe = told.select(order).with_columns(_harmless(name) for name in texts)
    filled = safe.with_columns(pl.when(pl.all() != "").then(pl.all()))
    return filled.write_csv(include_header=False)


def _plain(name: str) -> pl.Expr:
    """A number as text without zeros at its end."""
    return pl.col(name).cast(pl.String).str.strip_chars_end("0").str.strip_chars_end(".")


def _harmless(name: str) -> pl.Expr:
    """As `helpers.csv_cells.harmless`."""
    cell = pl.col(name)
    runs = cell.str.contains(f"^(?:{csv_cells.RUN.pattern})")
    number = cell.str.contains(f"^(?:{csv_cells.NUMBER.pattern})$")
    return pl.when(runs & ~number).then(pl.lit("'") + cell).otherwise(cell).alias(name)
