"""nbformat, imported without a grammar that it never asks for.

nbformat imports jsonschema, and that `rfc3987_syntax`, which parses a grammar of web addresses as
it is imported: a second of work, a third of what a build needs to start. Only who checks the
format "iri" uses it. So a stand-in takes its place meanwhile, and calls the real one the first
time that an address is checked.
"""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

GRAMMAR = "rfc3987_syntax"


def _checked(term: str, value: str) -> bool:
    """What the real `is_valid_syntax` says."""
    return import_module(GRAMMAR).is_valid_syntax(term, value)


if not {"jsonschema", GRAMMAR} & set(sys.modules) and find_spec(GRAMMAR):
    stand_in = ModuleType(GRAMMAR)
    stand_in.is_valid_syntax = _checked  # type: ignore[attr-defined]
    sys.modules[GRAMMAR] = stand_in
    try:
        import nbformat
    finally:
        del sys.modules[GRAMMAR]
else:
    import nbformat

__all__ = ["nbformat"]
