"""Bytes to text: UTF-8 with or without its mark, or GB18030, and in words which it was."""

from __future__ import annotations

import codecs

from helpers.faults import Fault, FaultsFound
from helpers.input_file import refuse_boundless, refuse_hidden

ENCODINGS = "UTF-8 or GB18030"


def decode(content: bytes, file: str) -> tuple[str, str]:
    """The text and how it was decoded, in words; a mark of UTF-8 rules GB18030 out.

    Raises FaultsFound for a NUL byte, for bytes that are neither, for a table without bounds and
    for signs that hide what stands there.
    """
    refuse_boundless(content, file)
    if b"\0" in content:
        line = _line(content, content.index(b"\0"))
        found = "a NUL byte stands there: this is no text, or UTF-16"
        todo = "Save the table again, as CSV"
        raise FaultsFound([Fault(file, line, "", found, ENCODINGS, todo)])
    marked = content.startswith(codecs.BOM_UTF8)
    content = content.removeprefix(codecs.BOM_UTF8)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        fault = f"line {_line(content, error.start)} is not UTF-8"
    else:
        refuse_hidden(text, file)
        return text, "read as UTF-8"
    if not marked:
        try:
            text = content.decode("gb18030").removeprefix("\ufeff")
        except UnicodeDecodeError as error:
            fault += f", and line {_line(content, error.start)} is not GB18030"
        else:
            refuse_hidden(text, file)
            return text, f"read as GB18030, because {fault}"
    found = f"the bytes cannot be read as text: {fault}"
    todo = "Save the table again"
    raise FaultsFound([Fault(file, None, "", found, ENCODINGS, todo)])


def _line(content: bytes, at: int) -> int:
    return content[:at].count(b"\n") + 1
