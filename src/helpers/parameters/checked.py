"""Parameters by name and by value: codes for names, and every fault at once.

`load_parameters` reads a file and lays the options over it; `check_parameters` takes
the values of a notebook's cell.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from helpers.faults import Fault, FaultsFound, nearest
from helpers.parameters.given import Given, read_file, read_override
from helpers.parameters.model import MOST_MARKED, WANTED, WORDS, Parameters, Refusal
from helpers.plain_yaml import shown

FindArea = Callable[[str], str | None]
Refuses = Callable[[Parameters], Sequence[Refusal]]


@dataclass(frozen=True)
class _Known:
    """What parameters may name; see `load_parameters`."""

    areas: Mapping[str, str]
    indicators: Collection[str]
    cities: Mapping[str, str]
    find_area: FindArea | None

    def area_code(self, text: str) -> str | None:
        """The adcode that `text` stands for; None for an unknown name."""
        if self.find_area:
            return self.find_area(text)
        names = {**self.cities, **self.areas}
        spelled = {word.casefold(): code for code, name in names.items() for word in (code, name)}
        return spelled.get(text.casefold())


def load_parameters(
    path: str | Path | None,
    overrides: list[tuple[str, str]],
    *,
    known_areas: Mapping[str, str],
    known_indicators: Collection[str],
    known_cities: Mapping[str, str] | None = None,
    find_area: FindArea | None = None,
    refuses: Refuses | None = None,
) -> Parameters:
    """The parameters of the file at `path` (None: all by default), `overrides` laid over it.

    overrides: (name, value) as given to -p; a value is read as YAML, a later one wins.
    known_areas: adcode -> English name of every province that may be marked or a peer.
    known_cities: adcode -> English name; they are refused with a reason of their own.
    find_area: the adcode of any spelling of an area, None for an unknown one; without it,
    adcodes and English names are known.
    refuses: why values, each good in itself, make no edition (see `Refusal`); asked last.

    A value that is left empty in the file takes its default. Raises FaultsFound with
    all faults of the file and of the options.
    """
    faults: list[Fault] = []
    given = read_file(Path(path), faults) if path is not None else {}
    for name, text in overrides:
        value = read_override(name, text, faults)
        if value is not None:
            given[name] = value
    known = _Known(known_areas, known_indicators, known_cities or {}, find_area)
    return _checked(given, faults, known, refuses)


def check_parameters(
    values: Mapping[str, Any],
    *,
    known_areas: Mapping[str, str],
    known_indicators: Collection[str],
    known_cities: Mapping[str, str] | None = None,
    find_area: FindArea | None = None,
    refuses: Refuses | None = None,
) -> Parameters:
    """The parameters that a notebook's cell gives, checked as `load_parameters` does."""
    given = {name: Given(value, "parameters") for name, value in values.items()}
    known = _Known(known_areas, known_indicators, known_cities or {}, find_area)
    return _checked(given, [], known, refuses)


def _checked(
    given: Mapping[str, Given], faults: list[Fault], known: _Known, refuses: Refuses | None
) -> Parameters:
    """`given` by name and by value; FaultsFound with `faults` and all that are found here."""
    given = {name: one for name, one in given.items() if _is_parameter(name, one, faults)}
    values = {}
    for name, one in given.items():
        before = len(faults)
        value = _resolve(name, one, known, faults) if name in LISTS else one.value
        if len(faults) == before:
            values[name] = value
    try:
        parameters = Parameters.model_validate(values)
    except ValidationError as error:
        faults += _told(error, given)
    if not faults and refuses:
        faults += [_refused(refusal, given) for refusal in refuses(parameters)]
    if faults:
        raise FaultsFound(faults)
    return parameters


def _refused(refusal: Refusal, given: Mapping[str, Given]) -> Fault:
    where = given.get(refusal.name, Given(None, ""))
    return where.fault(refusal.found, refusal.allowed, refusal.todo)


def _is_parameter(name: str, given: Given, faults: list[Fault]) -> bool:
    known = Parameters.model_fields
    if name in known:
        return True
    found = f"there is no parameter {name if name.isidentifier() else shown(name)}"
    faults.append(given.fault(found, ", ".join(known), nearest(name, known)))
    return False


LISTS = ("areas", "peers", "indicators")


def _resolve(name: str, given: Given, known: _Known, faults: list[Fault]) -> list[str] | str:
    """The codes of a list; a word such as "all" as it is; a fault per item that is unknown."""
    words = WORDS.get(name, ())
    if isinstance(given.value, str) and given.value in words:
        return given.value
    if not isinstance(given.value, list) or not given.value:
        todo = nearest(given.value, words) if isinstance(given.value, str) else ""
        faults.append(given.fault(f"{name} is {shown(given.value)}", WANTED[name], todo))
        return []
    codes: list[str] = []
    for number, item in enumerate(given.value):
        try:
            found = _indicator_code(item, known) if name == "indicators" else _area(item, known)
        except _Unknown as unknown:
            # one item alone may be meant for a word, which stands by itself
            meant = nearest(str(item), words) if len(given.value) == 1 else ""
            allowed = WANTED[name] if meant else ""
            where = f"{name} names {shown(item)}: {unknown.why}"
            faults.append(given.fault(where, allowed, meant or unknown.todo, number))
            continue
        if found in codes:
            twice = f"{name} names {_full(found, known)} twice"
            faults.append(given.fault(twice, "", "Keep one of the two", number))
        codes.append(found)
    if name == "areas" and len(codes) > MOST_MARKED:
        faults.append(_too_many(codes, given))
    return codes


def _full(code: str, known: _Known) -> str:
    """A code with the name it stands for: "430000 (Hunan)"."""
    return f"{code} ({known.areas[code]})" if code in known.areas else code


def _too_many(codes: list[str], given: Given) -> Fault:
    return given.fault(
        f"areas names {len(codes)} provinces to be marked",
        f"at most {MOST_MARKED}, as many as the charts have colours that every eye tells apart",
        "Mark fewer: those that are only to be compared with belong under peers, and all the "
        "others are drawn in grey",
    )


class _Unknown(Exception):
    """An item of a list that stands for nothing known."""

    def __init__(self, why: str, todo: str):
        super().__init__(why)
        self.why, self.todo = why, todo


def _area(item: Any, known: _Known) -> str:
    """The adcode of a province given as text, number or any known name."""
    text = str(item).strip()
    code = known.area_code(text)
    if code in known.areas:
        return str(code)
    if code in known.cities:
        raise _Unknown(
            "it is a city, and a city is never ranked among provinces",
            "Leave it out: cities have a section of their own in the report",
        )
    if code is not None:
        raise _Unknown(
            "it is no province", "Leave it out: the nation is drawn wherever it has a figure"
        )
    names = [*known.areas.values(), *known.areas]
    todo = nearest(text, names) or nearest(text.title(), names)
    if "," in text:
        todo = f'Write a list: "[{text}]"'
    raise _Unknown("no province has this adcode or name", todo)


def _indicator_code(item: Any, known: _Known) -> str:
    if isinstance(item, str) and item in known.indicators:
        return item
    raise _Unknown(
        "no indicator has this code in data/reference/indicators.csv",
        nearest(str(item), known.indicators),
    )


def _told(error: ValidationError, given: Mapping[str, Given]) -> list[Fault]:
    """pydantic's errors in our words, one per parameter."""
    faults = {}
    for one in error.errors():
        name = str(one["loc"][0]) if one["loc"] else ""
        if name in given:
            found = f"{name} is {shown(given[name].value)}"
            faults.setdefault(name, given[name].fault(found, WANTED.get(name, "")))
        else:  # the years, each good in itself
            where = given.get("first_year") or given["last_year"]
            words = str(one["ctx"]["error"])
            faults.setdefault(name, where.fault(words, todo="Give them in order"))
    return list(faults.values())
