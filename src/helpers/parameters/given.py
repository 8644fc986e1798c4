"""Values as the user gave them, in a file of YAML or as options, each with its line."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from helpers.faults import Fault, FaultsFound
from helpers.input_file import bytes_of
from helpers.parameters.model import WANTED, WORDS
from helpers.plain_yaml import NOT_PLAIN, PlainLoader, problem


@dataclass
class Given:
    """One value as the user gave it: where, and for a list the line of each item."""

    value: Any
    file: str
    line: int | None = None
    item_lines: list[int | None] = field(default_factory=list)

    def fault(self, found: str, allowed: str = "", todo: str = "", item: int = -1) -> Fault:
        line = self.item_lines[item] if 0 <= item < len(self.item_lines) else self.line
        return Fault(self.file, line, "", found, allowed, todo)


def read_file(path: Path, faults: list[Fault]) -> dict[str, Given]:
    """Name -> value with its lines; an empty value is left out; names given twice are faults."""
    try:
        text = bytes_of(path, file=path.name).decode("utf-8-sig")
    except FaultsFound as error:
        faults += error.faults
        return {}
    except UnicodeDecodeError:
        found = "the file cannot be read: it is not UTF-8 text"
        faults.append(Fault(path.name, None, "", found))
        return {}
    try:
        loader = PlainLoader(text)
        root = loader.get_single_node()
        if root is None:
            return {}
        if not isinstance(root, yaml.MappingNode):
            found = "the file holds no parameters by name"
            faults.append(Fault(path.name, 1, "", found, todo='Write lines such as "peers: all"'))
            return {}
        return _named_values(root, loader, path.name, faults)
    except NOT_PLAIN as error:
        mark = getattr(error, "problem_mark", None)
        faults.append(Fault(path.name, mark.line + 1 if mark else None, "", problem(error)))
        return {}


def _named_values(
    root: yaml.MappingNode, loader: yaml.SafeLoader, file: str, faults: list[Fault]
) -> dict[str, Given]:
    given: dict[str, Given] = {}
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
        given[name] = Given(value, file, line, [item.start_mark.line + 1 for item in items])
    return given


def read_override(name: str, text: str, faults: list[Fault]) -> Given | None:
    """The value of an option, read as YAML; None, with a fault, where there is none."""
    try:
        value = yaml.load(text, Loader=PlainLoader)  # a SafeLoader: builds no objects
    except NOT_PLAIN as error:
        faults.append(Fault(f"-p {name}", None, "", problem(error)))
        return None
    if value is None:
        found = "the value is empty"
        faults.append(Fault(f"-p {name}", None, "", found, WANTED.get(name, "")))
        return None
    if isinstance(value, str | int) and name in ("areas", "peers", "indicators"):
        value = value if value in WORDS.get(name, ()) else [value]  # one of a list, bare
    return Given(value, f"-p {name}")
