"""Changes alarms one thing at a time, and finds the changes that no drill catches."""

from tocsin.drills.mutation.mutants import SIGNS, mutants
from tocsin.drills.mutation.mutation import (
    AcceptedSurvivor,
    MutantResult,
    MutantStatus,
    Mutation,
    mutate,
)

__all__ = [
    "SIGNS",
    "AcceptedSurvivor",
    "MutantResult",
    "MutantStatus",
    "Mutation",
    "mutants",
    "mutate",
]
