"""One spoilt file read by the project and judged: accepted with its values, or refused in words.

Anything else is a failure: another exception than FaultsFound, a refusal that names no file or is
no sentence, a value that the file does not hold, a value of the file that is gone.
"""

from __future__ import annotations

import csv
import html
import io
import lzma
import random
import re
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from mutations import Seed, mutate, valid_files
from oracle import Odd, Oracle, text_of, values_in

from helpers.clean.corrections import correct
from helpers.clean.observations import observe
from helpers.clean.propose import propose_figures
from helpers.clean.states import read_table
from helpers.faults import FaultsFound
from helpers.intake.check import register_rows
from helpers.intake.recognise import recognise
from helpers.parameters import load_parameters
from helpers.read.readers import READERS
from helpers.reference import KINDS, load_reference
from helpers.reference.load import TABLES


@dataclass(frozen=True)
class Verdict:
    """outcome: accepted, refused or failure; why: of a refusal or failure; values: how many were
    compared."""

    label: str
    mutation: str
    outcome: str
    why: str = ""
    values: int = 0


class Wrong(Exception):
    """The project accepted the file and made something else of it."""


@dataclass
class Fuzz:
    """The readers, the oracle and the seeds; `one(number)` is the same file each time."""

    data: Path
    work: Path
    seed: int = 0
    seeds: list[Seed] = field(init=False)

    def __post_init__(self) -> None:
        self.seeds = valid_files(self.data)
        self.reference = load_reference(self.data)
        self.oracle = Oracle(self.data)

    def spoilt(self, number: int) -> tuple[Seed, str, bytes]:
        """File `number`: its seed, the mutation's name, the bytes. Kinds come in turn."""
        rng = random.Random(f"{self.seed}/{number}")
        labels = sorted({seed.label for seed in self.seeds})
        label = labels[number % len(labels)]
        seed = rng.choice([seed for seed in self.seeds if seed.label == label])
        return seed, *mutate(seed, rng)

    def one(self, number: int) -> Verdict:
        """Spoil, read and judge one file."""
        seed, mutation, content = self.spoilt(number)
        return self.judge(seed, mutation, content)

    def judge(self, seed: Seed, mutation: str, content: bytes) -> Verdict:
        """What becomes of these bytes in the place of this valid file."""
        try:
            values = self._read(seed, content)
        except FaultsFound as error:
            why = bad_words(error, Path(seed.name).name)
            return Verdict(seed.label, mutation, "failure" if why else "refused", why or str(error))
        except (Wrong, Odd) as error:
            return Verdict(seed.label, mutation, "failure", f"{type(error).__name__}: {error}")
        except Exception as error:  # noqa: BLE001  whatever it is, it is the finding
            return Verdict(seed.label, mutation, "failure", repr(error)[:300])
        return Verdict(seed.label, mutation, "accepted", values=values)

    def _read(self, seed: Seed, content: bytes) -> int:
        match seed.kind:
            case "reference":
                return self._reference(seed, content)
            case "parameters":
                return self._parameters(seed, content)
            case "observations":
                return _observations(seed, content)
            case "article":
                return self._article(seed, content)
        return self._table(seed, content)

    def _table(self, seed: Seed, content: bytes) -> int:
        if recognise(content, seed.name) not in KINDS:
            raise Wrong("recognised as a kind that there is not")
        rows = register_rows(
            content, seed.name, seed.kind, self.reference, seed.indicator, seed.unit
        )
        arrivals, _ = READERS[seed.kind](content, seed.name, rows, self.reference)
        arrivals = correct(arrivals, self.reference.corrections.iloc[:0])
        observed = observe(arrivals[arrivals["exclusion"] == ""], self.reference)
        made: Counter = Counter()
        story = seed.kind == "story"
        for row in observed.to_dict("records"):
            for value in (row["obs_value"], row["obs_value_high"]):
                if value is not None and not (story and not values_in(row["as_printed"])):
                    period = row["time_period"] or row["matched_period"]
                    period = row["time_period"] if story else period
                    made[row["ref_area"], period, abs(value) if story else value] += 1
        held = self.oracle.held(seed.kind, content, seed.delimiter, seed.unit)
        if made != held:
            raise Wrong(f"made {_some(made - held)}, not made {_some(held - made)}")
        return made.total()

    def _reference(self, seed: Seed, content: bytes) -> int:
        with tempfile.TemporaryDirectory(dir=self.work) as folder:
            there = Path(folder)
            (there / "reference").mkdir()
            for path in [self.data / "sources.csv", *(self.data / "reference").glob("*.csv")]:
                (there / path.relative_to(self.data)).symlink_to(path.resolve())
            words = ("reference/indicator_words.csv", "reference/city_names.csv")
            (there / seed.name).unlink(missing_ok=True)
            (there / seed.name).write_bytes(content)
            reference = load_reference(there)
            if seed.name in words:
                propose_figures(b"2022: 12 firms.", file=Path(seed.name).name, data_dir=there)
                return 1
        name = next(name for name, (file, _, _) in TABLES.items() if file == seed.name)
        return _same_cells(getattr(reference, name).to_dict("records"), content)

    def _parameters(self, seed: Seed, content: bytes) -> int:
        path = self.work / "parameters.yml"
        path.write_bytes(content)
        areas = self.reference.names_of("province")
        found = load_parameters(
            path, [], known_areas=areas, known_indicators=set(self.reference.indicators["code"])
        )
        said = yaml.load(content.decode("utf-8-sig"), Loader=yaml.BaseLoader) or {}
        for name, value in said.items():
            if value in ("", "null", "~", "Null", "NULL"):  # then it takes its default
                continue
            made = getattr(found, name)
            wanted = [self.oracle.area(one) if name in ("areas", "peers") else one
                      for one in (value if isinstance(value, list) else [value])
                      if one not in ("all", "zone")]  # fmt: skip
            shown = [str(one) for one in (made if isinstance(made, list) else [made])]
            shown = [one for one in shown if one not in ("all", "zone")]
            if shown != wanted:
                raise Wrong(f"{name} is {made!r}, the file says {value!r}")
        return len(said)

    def _article(self, seed: Seed, content: bytes) -> int:
        rows = propose_figures(content, file=seed.name, data_dir=self.data)
        text = text_of(content)
        if seed.name.endswith(".html") or "<" in text[:20]:
            text = html.unescape(re.sub("<[^<>]*>", " ", text))
        bare = re.sub(r"\s", "", text)
        for row in rows:
            if re.sub(r"\s", "", row["as_printed"]) not in bare:
                raise Wrong(f"{row['as_printed']!r} is not in the story")
        return len(rows)


def _some(counted: Counter) -> str:
    return str([tuple(map(str, one)) for one in counted][:3])


def _observations(seed: Seed, content: bytes) -> int:
    table = read_table(content, seed.name)
    plain = lzma.decompress(content) if content[:4] == b"\xfd7zX" else content
    return _same_cells(table.to_dict("records"), plain)


def _same_cells(rows: list[dict[str, str]], content: bytes) -> int:
    """Every cell of a table as it stands in the file, but for blanks around it."""
    text = io.StringIO(content.decode("utf-8-sig"), newline="")
    held = [row for row in csv.reader(text) if any(cell.strip() for cell in row) or len(row) > 1]
    names = [name.strip() for name in held[0]]
    wanted = [[cell.strip() for cell in row] for row in held[1:]]
    made = [[row[name] for name in names] for row in rows]
    if made != wanted:
        differ = [(a, b) for a, b in zip(made, wanted, strict=False) if a != b][:1]
        raise Wrong(f"{len(made)} rows for {len(wanted)}; {differ}"[:300])
    return sum(map(len, made))


def bad_words(error: FaultsFound, file: str) -> str:
    """Why a refusal is none in words; "" where it is: sentences, and a name of the file."""
    for fault in error.faults:
        words = str(fault)
        if not re.search(r"[.?]$", words) or len(words) < 20:
            return f"no sentence: {words[:200]!r}"
        if len(words) > 2000 or re.search("[\x00-\x08\x0b-\x1f\u202a-\u202e\u2066-\u2069]", words):
            return f"not fit to be shown: {words[:200]!r}"
        if re.search("Traceback|Error at 0x|<.* object", words):
            return f"not for people: {words[:200]!r}"
    if not any(file in str(fault) for fault in error.faults):
        return f"names no file: {str(error)[:200]!r}"
    return ""
