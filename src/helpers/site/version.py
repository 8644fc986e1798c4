"""Which version of the package this is."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version


def package_version() -> str:
    """Of the installed distribution; "unknown" where the package is merely on the path."""
    try:
        return version("innovation-report")
    except PackageNotFoundError:
        return "unknown"
