"""The cache of pages: what it holds is whole, or not there."""

from __future__ import annotations

import os

import pytest

from helpers.site import cache
from helpers.site.cache import PageCache
from helpers.site.page_task import Made

PAGE = Made("<p>湖南</p>", {"chart": "a,b\n1,2\n"})


@pytest.fixture
def pages(tmp_path):
    made = PageCache(tmp_path / "deep" / "pages")
    assert made.is_writable()
    return made


def entry(pages, key="k"):
    return pages._path(key)


def test_a_page_comes_out_as_it_went_in(pages):
    assert pages.read("k") is None
    assert not pages.has("k")
    pages.write("k", PAGE)
    assert pages.read("k") == PAGE
    assert pages.has("k")
    assert not pages.has("other")
    pages.write("k", Made("<p>again</p>"))
    assert pages.read("k") == Made("<p>again</p>")
    assert len(list(entry(pages).parent.iterdir())) == 1, "nothing lies beside it"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: content[: len(content) // 2],
        lambda content: content[:-1],
        lambda content: content.replace(b"<p>", b"<q>"),
        lambda content: b"\0" * len(content),
        lambda content: b"",
        lambda content: content + b" ",
        lambda content: content.partition(b"\n")[2],
    ],
    ids=["half", "a byte short", "changed", "zeros", "empty", "longer", "no checksum"],
)
def test_a_broken_entry_is_none(pages, spoil):
    pages.write("k", PAGE)
    entry(pages).write_bytes(spoil(entry(pages).read_bytes()))
    assert pages.read("k") is None
    assert not pages.has("k")
    pages.write("k", PAGE)
    assert pages.read("k") == PAGE, "and is written over"


def test_a_write_that_fails_leaves_what_was_there(pages, monkeypatch):
    pages.write("k", PAGE)

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="No space"):
        pages.write("k", Made("<p>other</p>"))
    assert pages.read("k") == PAGE
    assert [path.name for path in entry(pages).parent.iterdir()] == ["k.page"]


def test_the_oldest_are_removed_and_never_those_of_this_build(pages, monkeypatch):
    monkeypatch.setattr(cache, "KEPT", 3)
    for age, key in enumerate(["mine", "oldest", "older", "new", "newer", "newest"]):
        pages.write(key, PAGE)
        os.utime(entry(pages, key), (1000 + age, 1000 + age))
    pages.read("oldest")  # used just now
    pages.prune(["mine"])
    left = {path.stem for path in entry(pages).parent.iterdir()}
    assert left == {"mine", "oldest", "newer", "newest"}


def test_a_folder_that_is_a_file_is_not_writable(tmp_path):
    (tmp_path / "pages").write_text("a file")
    assert not PageCache(tmp_path / "pages").is_writable()
    assert not PageCache(tmp_path / "pages" / "within").is_writable()
    assert PageCache(tmp_path / "pages").read("k") is None
    PageCache(tmp_path / "pages").prune([])
