"""The rules of CloudFormation, one family a file.

Each is a function over what is deployed and what would be. It gives what would be refused as
errors, what would be lost as warnings, and what one should know as notes.
"""

from tocsin.transition.rules.data import kept_by_rollback, lost_data, to_be_confirmed
from tocsin.transition.rules.exports import lost_exports, missing_imports, taken_exports
from tocsin.transition.rules.history import lost_histories
from tocsin.transition.rules.limits import exceeded_limits
from tocsin.transition.rules.names import (
    is_retained,
    is_taken,
    just_freed,
    may_be_taken,
    must_be_renamed,
    queue_just_deleted,
)
from tocsin.transition.rules.parameters import ignored_defaults
from tocsin.transition.rules.stacks import left_behind
from tocsin.transition.rules.updates import impossible_updates, undecided_updates

__all__ = [
    "exceeded_limits",
    "ignored_defaults",
    "impossible_updates",
    "is_retained",
    "is_taken",
    "just_freed",
    "kept_by_rollback",
    "left_behind",
    "lost_data",
    "lost_exports",
    "lost_histories",
    "may_be_taken",
    "missing_imports",
    "must_be_renamed",
    "queue_just_deleted",
    "taken_exports",
    "to_be_confirmed",
    "undecided_updates",
]
