"""Cleaning: arrivals into observations, each step checked, nothing dropped in silence."""

from helpers.clean.stage import Cleaned, clean_figures, write_clean

__all__ = ["Cleaned", "clean_figures", "write_clean"]
