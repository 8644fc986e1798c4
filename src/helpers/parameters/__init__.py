"""What an edition shows: parameters.yml and the -p options, checked by name and by value."""

from helpers.parameters.checked import check_parameters, load_parameters
from helpers.parameters.model import MOST_MARKED, Parameters, Refusal

__all__ = [
    "MOST_MARKED",
    "Parameters",
    "Refusal",
    "check_parameters",
    "load_parameters",
]
