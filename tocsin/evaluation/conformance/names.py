"""Refuses names that mean nothing in a case of its kind: misspelt, they would go unnoticed."""

from typing import Final

from tocsin.evaluation.conformance.case import Case, MalformedCaseError, refuse_unknown
from tocsin.evaluation.conformance.config_names import is_known_entry, known_entries
from tocsin.evaluation.conformance.kinds import KINDS

_OF_EVERY_CASE: Final = ("id", "kind", "config", "datapoints", "previous_state")
INFORMING: Final = ("source", "evidence", "note", "comment", "tags", "has_assumptions")
"""Fields that are read by people alone."""

_ANYWHERE: Final = frozenset().union(*(kind.inputs | kind.expectations for kind in KINDS.values()))


def refuse_unknown_names(case: Case) -> None:
    """Refuse fields, and entries of ``config``, that a case of this kind cannot have.

    A field of another kind may stand there as long as it is null or empty.

    Raises:
        MalformedCaseError: There is one; it says what was perhaps meant.
    """
    kind = KINDS[case.kind]
    allowed = {*_OF_EVERY_CASE, *INFORMING, *kind.inputs, *kind.expectations}
    named = [
        name
        for name, value in case.fields.items()
        if not (name in _ANYWHERE and value in (None, [], {}))
    ]
    for name in named:
        if name.startswith("expected") and name in _ANYWHERE - allowed:
            message = f"malformed case: {case.kind} does not compare {name}"
            raise MalformedCaseError(message)
    refuse_unknown(case.kind, named, allowed)
    known = known_entries(kind.alarms)
    entries = [entry for entry in case.config if not is_known_entry(entry, kind.alarms)]
    refuse_unknown(f"config of {case.kind}", entries, known)
