"""Files of which bytes were lost or put in, for readers that must read or refuse every one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from hypothesis import strategies as st

COMMON = (b",", b"\n", b"\r", b'"', b"\0", b"-", b"9")


@st.composite
def damaged(draw, files: Sequence[Path], *signs: bytes) -> bytes:
    """One of the sound files, some stretches of bytes replaced, removed or put in.

    signs: what else stands in such files, beside COMMON and any bytes.
    """
    content = bytearray(draw(st.sampled_from(files)).read_bytes())
    pieces = st.one_of(st.binary(max_size=6), st.sampled_from((*COMMON, *signs)))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(content)))
        content[at : at + draw(st.integers(0, 12))] = draw(pieces)
    return bytes(content)
