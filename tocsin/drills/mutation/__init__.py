"""Changes alarms one thing at a time, and finds the changes that no drill catches."""

from tocsin.drills.mutation.accepted_survivor import Explanation
from tocsin.drills.mutation.mutants import SIGNS, mutants
from tocsin.drills.mutation.mutation import MutantResult, Mutation, mutate

__all__ = [
    "SIGNS",
    "Explanation",
    "MutantResult",
    "Mutation",
    "mutants",
    "mutate",
]
