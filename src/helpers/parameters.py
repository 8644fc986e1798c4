"""What an edition shows: parameters.yml and the -p options, checked by name and by value.

`Parameters` holds the checked values; `load_parameters` reads a file, lays the
options over it and tells every fault at once, with its line where there is one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from helpers.faults import Fault, FaultsFound, nearest

Year = Annotated[int, Field(strict=True, ge=1949, le=2100)]
Names = Annotated[list[str], Field(min_length=1)]

WANTED = {
    "areas": "a list of adcodes or English names of provinces, such as [430000, Henan]",
    "peers": '"all", "zone", or a list of adcodes or English names of provinces',
    "first_year": "a year, 1949 to 2100, such as 2012",
    "last_year": 'a year, 1949 to 2100, or "newest"',
    "indicators": '"default", or a list of codes of data/reference/indicators.csv',
    "language": '"en"',
}
WORDS = {"peers": ("all", "zone"), "indicators": ("default",)}


class Parameters(BaseModel):
    """The parameters of one edition.

    areas: adcodes of the provinces that the pages mark, in this order.
    peers: with whom they are compared: "all" provinces, those of their "zone", or adcodes.
    first_year, last_year: years shown; "newest" is the newest year with figures.
    indicators: codes of the indicators shown; "default" leaves it to the notebooks.
    language: of the pages.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    areas: Names = ["430000", "410000", "420000"]
    peers: Literal["all", "zone"] | Names = "all"
    first_year: Year = 2012
    last_year: Year | Literal["newest"] = "newest"
    indicators: Literal["default"] | Names = "default"
    language: Literal["en"] = "en"

    @model_validator(mode="after")
    def _years_in_order(self) -> Parameters:
        if self.last_year != "newest" and self.first_year > self.last_year:
            raise ValueError(f"first_year {self.first_year} lies after last_year {self.last_year}")
        return self


@dataclass
class _Given:
    """One value as the user gave it: where, and for a list the line of each item."""

    value: Any
    file: str
    line: int | None = None
    item_lines: list[int | None] = field(default_factory=list)

    def fault(self, found: str, allowed: str = "", todo: str = "", item: int = -1) -> Fault:
        line = self.item_lines[item] if 0 <= item < len(self.item_lines) else self.line
        return Fault(self.file, line, "", found, allowed, todo)


class _Distrusting(yaml.SafeLoader):
    """YAML that leaves dates as text: only numbers, yes/no and nothing are more than text."""


_Distrusting.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in pairs if not tag.endswith(":timestamp")]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def load_parameters(
    path: str | Path | None,
    overrides: list[tuple[str, str]],
    *,
    known_areas: Mapping[str, str],
    known_indicators: Collection[str],
    known_cities: Mapping[str, str] | None = None,
) -> Parameters:
    """The parameters of the file at `path` (None: all by default), `overrides` laid over it.

    overrides: (name, value) as given to -p; a value is read as YAML, a later one wins.
    known_areas: adcode -> English name of every province that may be marked or a peer.
    known_cities: adcode -> English name; they are refused with a reason of their own.

    A value that is left empty in the file takes its default. Raises FaultsFound with
    all faults of the file and of the options.
    """
    faults: list[Fault] = []
    given = _read_file(Path(path), faults) if path is not None else {}
    for name, text in overrides:
        value = _read_override(name, text, faults)
        if value is not None:
            given[name] = value
    return _checked(given, faults, known_areas, known_indicators, known_cities or {})


def check_parameters(
    values: Mapping[str, Any],
    *,
    known_areas: Mapping[str, str],
    known_indicators: Collection[str],
    known_cities: Mapping[str, str] | None = None,
) -> Parameters:
    """The parameters that a notebook's cell gives; FaultsFound with all faults of them."""
    given = {name: _Given(value, "parameters") for name, value in values.items()}
    return _checked(given, [], known_areas, known_indicators, known_cities or {})


def _checked(
    given: Mapping[str, _Given],
    faults: list[Fault],
    known_areas: Mapping[str, str],
    known_indicators: Collection[str],
    known_cities: Mapping[str, str],
) -> Parameters:
    """`given` by name and by value; FaultsFound with `faults` and all that are found here."""
    given = {name: g for name, g in given.items() if _is_parameter(name, g, faults)}

    def area(item: Any) -> str:
        return _area_code(item, known_areas, known_cities)

    def indicator(item: Any) -> str:
        return _indicator_code(item, known_indicators)

    values = {}
    for name, one in given.items():
        before = len(faults)
        if name in ("areas", "peers"):
            value = _resolve(name, one, area, faults)
        elif name == "indicators":
            value = _resolve(name, one, indicator, faults)
        else:
            value = one.value
        if len(faults) == before:
            values[name] = value
    try:
        parameters = Parameters.model_validate(values)
    except ValidationError as error:
        faults += _told(error, given)
    if faults:
        raise FaultsFound(faults)
    return parameters


def _read_file(path: Path, faults: list[Fault]) -> dict[str, _Given]:
    """Name -> value with its lines; names given twice are faults."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        faults.append(Fault(path.name, None, "", f"the file cannot be read: {reason}"))
        return {}
    try:
        loader = _Distrusting(text)
        root = loader.get_single_node()
        if root is None:
            return {}
        if not isinstance(root, yaml.MappingNode):
            found = "the file holds no parameters by name"
            faults.append(Fault(path.name, 1, "", found, todo='Write lines such as "peers: all"'))
            return {}
        return _named_values(root, loader, path.name, faults)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        faults.append(Fault(path.name, mark.line + 1 if mark else None, "", _yaml_problem(error)))
        return {}


def _named_values(
    root: yaml.MappingNode, loader: yaml.SafeLoader, file: str, faults: list[Fault]
) -> dict[str, _Given]:
    given: dict[str, _Given] = {}
    for key, node in root.value:
        name, line = str(key.value), key.start_mark.line + 1
        if name in given:
            found = f"the parameter {name} stands here a second time"
            faults.append(Fault(file, line, "", found, todo="Keep one of the two"))
            continue
        value = loader.construct_object(node, deep=True)
        if value is None:
            continue
        items = node.value if isinstance(node, yaml.SequenceNode) else []
        given[name] = _Given(value, file, line, [item.start_mark.line + 1 for item in items])
    return given


def _read_override(name: str, text: str, faults: list[Fault]) -> _Given | None:
    try:
        value = yaml.load(text, Loader=_Distrusting)  # a SafeLoader: builds no objects
    except yaml.YAMLError as error:
        faults.append(Fault(f"-p {name}", None, "", _yaml_problem(error)))
        return None
    if value is None:
        found = "the value is empty"
        faults.append(Fault(f"-p {name}", None, "", found, WANTED.get(name, "")))
        return None
    if isinstance(value, str | int) and name in ("areas", "peers", "indicators"):
        value = value if value in WORDS.get(name, ()) else [value]  # one of a list, bare
    return _Given(value, f"-p {name}")


def _yaml_problem(error: yaml.YAMLError) -> str:
    problem = getattr(error, "problem", None) or "it breaks off"
    return f"this is not YAML ({problem})"


def _is_parameter(name: str, given: _Given, faults: list[Fault]) -> bool:
    known = Parameters.model_fields
    if name in known:
        return True
    found = f"there is no parameter {name}"
    faults.append(given.fault(found, ", ".join(known), nearest(name, known)))
    return False


def _resolve(
    name: str, given: _Given, code: Callable[[Any], str], faults: list[Fault]
) -> list[str] | str:
    """The codes of a list; a word such as "all" as it is; a fault per item that is unknown."""
    if isinstance(given.value, str) and given.value in WORDS.get(name, ()):
        return given.value
    if not isinstance(given.value, list) or not given.value:
        faults.append(given.fault(f"{name} is {given.value!r}", WANTED[name]))
        return []
    codes: list[str] = []
    for number, item in enumerate(given.value):
        try:
            found = code(item)
        except _Unknown as unknown:
            where, todo = f"{name} names {item!r}: {unknown.why}", unknown.todo
            faults.append(given.fault(where, "", todo, number))
            continue
        if found in codes:
            twice = f"{name} names {item!r} twice" + (f" ({found})" if item != found else "")
            faults.append(given.fault(twice, "", "Keep one of the two", number))
        codes.append(found)
    return codes


class _Unknown(Exception):
    """An item of a list that stands for nothing known."""

    def __init__(self, why: str, todo: str):
        super().__init__(why)
        self.why, self.todo = why, todo


def _area_code(item: Any, known: Mapping[str, str], cities: Mapping[str, str]) -> str:
    """The adcode of a province given as text, number or English name."""
    text = str(item).strip()
    code = _code_in(text, known)
    if code:
        return code
    if _code_in(text, cities):
        raise _Unknown(
            "it is a city, and a city is never ranked among provinces",
            "Leave it out: cities have a section of their own in the report",
        )
    names = [*known.values(), *known]
    todo = nearest(text, names) or nearest(text.title(), names)
    if "," in text:
        todo = f'Write a list: "[{text}]"'
    raise _Unknown("no province has this adcode or English name", todo)


def _code_in(text: str, known: Mapping[str, str]) -> str:
    """The adcode among `known` that `text` is, or whose English name it is; "" if none."""
    if text in known:
        return text
    by_name = {name.casefold(): code for code, name in known.items()}
    return by_name.get(text.casefold(), "")


def _indicator_code(item: Any, known: Collection[str]) -> str:
    if isinstance(item, str) and item in known:
        return item
    raise _Unknown(
        "no indicator has this code in data/reference/indicators.csv", nearest(str(item), known)
    )


def _told(error: ValidationError, given: Mapping[str, _Given]) -> list[Fault]:
    """pydantic's errors in our words, one per parameter."""
    faults = {}
    for one in error.errors():
        name = str(one["loc"][0]) if one["loc"] else ""
        if name in given:
            found = f"{name} is {given[name].value!r}"
            faults.setdefault(name, given[name].fault(found, WANTED.get(name, "")))
        else:  # the years, each good in itself
            where = given.get("first_year") or given["last_year"]
            words = str(one["ctx"]["error"])
            faults.setdefault(name, where.fault(words, todo="Give them in order"))
    return list(faults.values())
