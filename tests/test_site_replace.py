"""A build killed before any single step of publishing leaves a whole edition, on either route."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from helpers.site import replace as replacing
from helpers.site.replace import MARKER, settle

# Publishes "new" over "old" in a child that kills itself before its n-th call of the system, for
# every n until one child comes through, and prints what each left and what the next build made.
KILLED = """
import json, os, shutil, signal, sys
from pathlib import Path
from helpers.site import replace
from helpers.site.publish import publishing, prepare
from helpers.site.exchange import exchange

home, route = Path(sys.argv[1]), sys.argv[2]
out = home / "reports"
swap = exchange if route == "exchange" else lambda one, other: False
CALLS = ("open", "os.", "shutil.", "tempfile.")
rename = os.rename


def refused(source, target):  # as an overlay file system does with folders of its lower layer
    if Path(source) == out:
        raise OSError(18, "Invalid cross-device link")
    rename(source, target)


def publish(text):
    with publishing(out, {}, swap=swap) as fresh:
        (fresh / "data").mkdir()
        for name in ("index", text, "data/x"):
            (fresh / name).write_text(text)


def contents(folder):
    return {p.relative_to(folder).as_posix(): p.read_text() for p in sorted(folder.rglob("*"))
            if p.is_file() and p.name != ".edition.json"}


def child(number):
    seen = [0]

    def count(event, args):
        if event.startswith(CALLS):
            seen[0] += 1
            if seen[0] == number:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)
    publish("new")


if route == "copied":
    os.rename = refused
number, left = 0, None
while left != 0:
    number += 1
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir()
    publish("old")
    (out / "README.md").write_text("mine")
    pid = os.fork()
    if not pid:
        child(number)
        os._exit(0)
    left = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    killed = contents(out)
    marked = json.loads((out / ".edition.json").read_text())["files"] if killed else []
    prepare(out)
    settled, beside = contents(out), os.listdir(home)
    publish("next")
    print(json.dumps([left, killed, marked, settled, beside, contents(out), os.listdir(home)]))
"""


def edition(text: str) -> dict[str, str]:
    return {"README.md": "mine", "index": text, text: text, "data/x": text}


def killed_everywhere(tmp_path: Path, route: str) -> list[list]:
    script = tmp_path / "killed.py"
    script.write_text(KILLED)
    words = [sys.executable, str(script), str(tmp_path / "home"), route]
    path = {"PYTHONPATH": str(Path(replacing.__file__).parents[2])}
    done = subprocess.run(words, capture_output=True, text=True, check=False, env=path)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def check(left, killed, marked, settled, beside, after, beside_after) -> None:
    assert left in (-9, 0)
    assert killed in (edition("old"), edition("new"), {})
    if killed:
        assert sorted(marked) == sorted(set(killed) - {"README.md"})
    assert settled in (edition("old"), edition("new"))
    assert beside == ["reports"]
    assert after == edition("next")
    assert beside_after == ["reports"]


def test_killed_before_any_call_the_exchange_leaves_a_whole_edition_in_place(tmp_path):
    cases = killed_everywhere(tmp_path, "exchange")
    for case in cases:
        check(*case)
        assert case[1], "with the system's own exchange nothing is ever missing"
    texts = [case[1]["index"] for case in cases]
    assert texts == sorted(texts, reverse=True), "old up to the exchange, new from then on"
    assert {"old", "new"} == set(texts[:-1]), "there are killed builds on both sides of it"


def test_killed_between_two_renames_the_journal_brings_the_new_edition(tmp_path):
    cases = killed_everywhere(tmp_path, "renames")
    for case in cases:
        check(*case)
    missing = [case for case in cases if not case[1]]
    assert len(missing) == 1, "between the two renames, and nowhere else"
    assert missing[0][3] == edition("new")


def test_a_folder_that_may_only_be_copied_is_replaced_too(tmp_path):
    for case in killed_everywhere(tmp_path, "copied"):
        killed = case[1]
        case[1] = {}  # while the copied folder is removed, part of it is there
        assert killed.items() <= edition("old").items() or killed == edition("new")
        check(*case)


def folder(path: Path, text: str, **others: str) -> Path:
    path.mkdir()
    (path / "index").write_text(text)
    (path / MARKER).write_text(json.dumps({"files": ["index"]}))
    for name, content in others.items():
        (path / name).write_text(content)
    return path


def test_a_folder_made_while_the_edition_was_away_keeps_its_files(tmp_path):
    folder(tmp_path / ".reports.new-a", "new", note="carried over")
    folder(tmp_path / ".reports.old-a", "old", note="carried over")
    (tmp_path / ".reports.journal").write_text('{"new": ".reports.new-a", "old": ".reports.old-a"}')
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "mine").write_text("mine")
    settle(tmp_path / "reports")
    found = {path.name: path.read_text() for path in (tmp_path / "reports").iterdir()}
    found.pop(MARKER)
    assert found == {"index": "new", "note": "carried over", "mine": "mine"}
    assert [path.name for path in tmp_path.iterdir()] == ["reports"]


def test_without_a_journal_an_edition_that_was_moved_away_comes_back(tmp_path):
    folder(tmp_path / ".reports.old-123", "old")  # as an earlier version of the package named it
    (tmp_path / ".reports.new-abc").mkdir()
    settle(tmp_path / "reports")
    assert (tmp_path / "reports" / "index").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["reports"]


@pytest.mark.parametrize(
    "journal",
    ["", "{", "[]", '{"new": 1}', '{"new": "../up", "old": "/x"}', '{"new": "", "old": ""}'],
)
def test_a_broken_journal_moves_nothing(tmp_path, journal):
    folder(tmp_path / "reports", "old")
    folder(tmp_path / "up", "other")
    (tmp_path / ".reports.journal").write_text(journal)
    settle(tmp_path / "reports")
    assert (tmp_path / "reports" / "index").read_text() == "old"
    assert (tmp_path / "up" / "index").read_text() == "other"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["reports", "up"]


def test_only_folders_of_this_edition_are_taken_for_left_over(tmp_path):
    kept = [".other.new-abc", ".reports.newer", ".reports.new-a b", "reports.old-abc", ".reports"]
    for name in (*kept, ".reports.new-abc", ".reports.old-1"):
        (tmp_path / name).mkdir()
    (tmp_path / ".reports.new-file").write_text("a file")
    (tmp_path / ".reports.new-link").symlink_to(".other.new-abc")
    settle(tmp_path / "reports")
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {*kept, ".reports.new-file", ".reports.new-link"}


def test_read_only_folders_are_removed_too(tmp_path):
    inner = tmp_path / "folder" / "inner"
    inner.mkdir(parents=True)
    (inner / "file").write_text("x")
    inner.chmod(0o500)
    replacing.remove(tmp_path / "folder")
    assert not (tmp_path / "folder").exists()
