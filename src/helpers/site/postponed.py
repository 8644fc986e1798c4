"""nbformat, imported without a grammar that it never asks for.

nbformat imports jsonschema, and that `rfc3987_syntax`, which parses a grammar of web addresses as
it is imported: a second of work, a third of what a build needs to start. Only who checks the
format "iri" uses it. So a stand-in takes its place while jsonschema is imported, and calls the
real one the first time that an address is checked.
"""

from __future__ import annotations

import sys
from importlib.util import find_spec
from types import ModuleType

GRAMMAR = "rfc3987_syntax"


def _checked(term: str, value: str) -> bool:
    """What the real `is_valid_syntax` says."""
    from rfc3987_syntax import is_valid_syntax

    return is_valid_syntax(term, value)


if "jsonschema" not in sys.modules and GRAMMAR not in sys.modules and find_spec(GRAMMAR):
    stand_in = ModuleType(GRAMMAR)
    stand_in.is_valid_syntax = _checked  # type: ignore[attr-defined]
    sys.modules[GRAMMAR] = stand_in
    try:
        import jsonschema  # noqa: F401
    finally:
        del sys.modules[GRAMMAR]

import nbformat  # noqa: E402

__all__ = ["nbformat"]
