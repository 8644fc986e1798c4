"""Intake: a new file recognised, held against what is known, taken in whole or not at all."""

from helpers.intake.check import check_file
from helpers.intake.naming import Given
from helpers.intake.taking import Taken, plan, take

__all__ = ["Given", "Taken", "check_file", "plan", "take"]
