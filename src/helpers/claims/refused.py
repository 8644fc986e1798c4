"""What a judge raises."""

from __future__ import annotations


class Refused(Exception):
    """The figures do not bear it; the words say what they bear."""
