"""The direction of imports: each room may know the rooms before it, and none behind it."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "src" / "helpers"
SHARED = {
    "faults",
    "csv_cells",
    "csv_rows",
    "input_file",
    "parameters",
    "data_folder",
    "signs",
    "plain_yaml",
    "writing",
    "traces",
    "language",
}
COMPARING = {"compare", "targets", "record", "changes", "profile", "spread", "scoreboard"}
# room: the rooms that it may import (itself always)
MAY_IMPORT = {
    "faults": {"csv_rows"},
    "csv_cells": set(),
    "csv_rows": {"faults", "csv_cells", "input_file"},
    "input_file": {"faults"},
    "signs": set(),
    "language": set(),
    "traces": {"language"},
    "plain_yaml": set(),
    "parameters": {"faults", "input_file", "plain_yaml"},
    "data_folder": {"faults"},
    "writing": {"faults"},
    "reference": SHARED,
    "read": SHARED | {"reference"},
    "clean": SHARED | {"reference", "read"},
    "compare": SHARED | {"reference", "clean"},
    "targets": {"reference", "clean"},
    "record": SHARED | {"reference", "clean", "targets"},
    "profile": SHARED | {"reference", "clean", "compare"},
    "changes": SHARED | {"reference", "clean", "compare", "targets"},
    "spread": {"reference"},
    "scoreboard": SHARED | {"reference", "clean", "compare"},
    # its own route to the figures: nothing of the rooms whose numbers it judges
    "claims": {"traces", "csv_cells", "language"},
    "draw": {"faults", "signs", "csv_cells", "traces", "language"},
    "report": SHARED | {"reference", "clean", *COMPARING, "claims", "draw"},
    "site": SHARED | {"reference", "read", "clean", *COMPARING, "claims", "draw", "report"},
    "intake": SHARED | {"reference", "read", "clean"},
    "archive": {"faults", "site"},
    "cli": SHARED
    | {"reference", "read", "clean", *COMPARING, "claims", "draw", "report", "site", "intake"}
    | {"archive"},
    "__main__": {"cli"},
}
DRAWING = {"matplotlib", "seaborn"}
BEFORE_DRAWING = (
    "faults",
    "language",
    "csv_cells",
    "csv_rows",
    "writing",
    "input_file",
    "reference",
    "read",
    "clean",
    "compare",
    "targets",
    "record",
    "changes",
    "profile",
    "spread",
    "scoreboard",
    "claims",
    "intake",
)


def modules():
    return sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def room_of(path):
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(source):
    """The dotted names of all modules that a source imports, wherever the import stands."""
    names = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, "imports name the whole package: from helpers.read import ..."
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def rooms_in(source):
    parts = (name.split(".") for name in imported(source))
    return {name[1] for name in parts if name[0] == "helpers" and len(name) > 1}


@pytest.mark.parametrize(
    "source",
    [
        "import helpers.site.build",
        "import json, helpers.site as place",
        "from helpers import site",
        "from helpers.site import build",
        "from helpers.site.build import build as it",
        "def later():\n    from helpers.site import build",
        "if TYPE_CHECKING:\n    from helpers.site import build",
    ],
)
def test_no_way_to_import_goes_unseen(source):
    assert rooms_in(source) == {"site"}


def test_relative_imports_are_not_used():
    with pytest.raises(AssertionError, match="the whole package"):
        rooms_in("from ..site import build")


def test_the_flow_has_no_way_back():
    order = list(MAY_IMPORT)
    for room, before in MAY_IMPORT.items():
        if room not in SHARED:
            assert before <= set(order[: order.index(room)]), room


def test_every_room_has_its_place_in_the_flow():
    assert {room_of(path) for path in modules()} == set(MAY_IMPORT)


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_imports_only_what_stands_before_it(path):
    room = room_of(path)
    assert rooms_in(path.read_text(encoding="utf-8")) - MAY_IMPORT[room] - {room} == set()


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_the_command_itself_imports_the_command(path):
    if room_of(path) not in ("__main__", "cli"):
        assert "cli" not in rooms_in(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("room", BEFORE_DRAWING)
def test_computing_knows_nothing_of_drawing(room):
    for path in modules():
        if room_of(path) == room:
            tops = {name.split(".")[0] for name in imported(path.read_text(encoding="utf-8"))}
            assert not tops & DRAWING, path.name


def test_drawing_knows_nothing_of_files():
    for path in modules():
        if room_of(path) == "draw":
            source = path.read_text(encoding="utf-8")
            tops = {name.split(".")[0] for name in imported(source)}
            assert not tops & {"os", "pathlib", "shutil", "tempfile"}, path.name
            calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
            called = {call.func.id for call in calls if isinstance(call.func, ast.Name)}
            assert "open" not in called, path.name


def test_the_package_itself_holds_no_code():
    tree = ast.parse((PACKAGE / "__init__.py").read_text(encoding="utf-8"))
    assert [type(node) for node in tree.body] == [ast.Expr]  # the docstring that draws the flow
