"""The system's own exchange of two names, by its C library and by its number."""

from __future__ import annotations

import ctypes
import sys

import pytest

from helpers.site import exchange as exchanging
from helpers.site.exchange import exchange


def two(tmp_path):
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "who").write_text(name)
    return tmp_path / "one", tmp_path / "other"


def test_two_folders_change_names_or_nothing_changes(tmp_path):
    one, other = two(tmp_path)
    done = exchange(one, other)
    assert ((one / "who").read_text() == "other") is done
    assert ((other / "who").read_text() == "one") is done


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="numbers of Linux")
def test_a_library_older_than_the_call_is_no_obstacle(tmp_path):
    one, other = two(tmp_path)
    rest = [ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint]
    call = exchanging._by_number(ctypes.CDLL(None, use_errno=True), rest)
    if call is None:
        pytest.skip("the call's number on this machine is not known")
    assert call(str(one).encode(), str(other).encode()) == 0
    assert (one / "who").read_text() == "other"


@pytest.mark.parametrize("number", sorted(exchanging.UNKNOWN))
def test_what_the_system_does_not_know_is_no_error(tmp_path, monkeypatch, number):
    def refuses(*_):
        ctypes.set_errno(number)
        return -1

    monkeypatch.setattr(exchanging, "_call", lambda: refuses)
    assert exchange(*two(tmp_path)) is False


def test_a_system_without_the_step_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr(exchanging, "_call", lambda: None)
    assert exchange(*two(tmp_path)) is False


def test_another_error_is_raised_with_its_place(tmp_path):
    one, _ = two(tmp_path)
    if not exchange(*two(tmp_path / "one")):
        pytest.skip("this system does not know the step")
    with pytest.raises(FileNotFoundError, match="gone"):
        exchange(one, tmp_path / "gone")
