"""Cases of what PutMetricAlarm and PutCompositeAlarm accept."""

from tocsin.alarms import validate
from tocsin.diagnostics import InvalidInputError
from tocsin.evaluation.composite import read_composite_alarm
from tocsin.evaluation.conformance.alarm_config import alarm_properties, composite_properties
from tocsin.evaluation.conformance.case import Case, MalformedCaseError, Mismatch

_COMPOSITE_ENTRIES = frozenset({"alarm_rule", "actions_suppressor"})


def check_validation(case: Case) -> list[Mismatch]:
    """Validate the alarm; the problems found are shown when they contradict the case."""
    expected = case.fields.get("expected_valid")
    if not isinstance(expected, bool):
        message = f"malformed case: expected_valid must be true or false, found {expected!r}"
        raise MalformedCaseError(message)
    problems = _problems(case)
    if expected == (not problems):
        return []
    got = "; ".join(problems) or "no problem"
    return [Mismatch(what="valid" if expected else "rejected", expected=expected, got=got)]


def _problems(case: Case) -> list[str]:
    if not case.config.keys() & _COMPOSITE_ENTRIES:
        return [str(problem) for problem in validate(alarm_properties(case))]
    try:
        read_composite_alarm(composite_properties(case))
    except InvalidInputError as error:
        return [str(problem) for problem in error.problems]
    return []
