"""What AWS refuses of alarms and mute rules, cause by cause, each for the check that it is of."""

from collections.abc import Iterator, Mapping
from typing import Final

from tocsin.assembly import Resource
from tocsin.checks.check import Verdict
from tocsin.checks.subject import Subject
from tocsin.diagnostics import Problem, dotted

NOT_CREATABLE: Final = "alarm/not-creatable"
MUTE_RULE: Final = "composite/mute-rule"
_OF_KIND: Final[Mapping[str, str]] = {
    "composite/too-long": "composite/too-many-children",
    "composite/suppressor": "composite/suppressor-without-periods",
    "composite/too-many-parts": "composite/too-many-children",
    "composite/unquoted-name": "composite/name-with-spaces",
}
_PERIODS: Final = ("ActionsSuppressorWaitPeriod", "ActionsSuppressorExtensionPeriod")
_WHY: Final = (
    "the request is refused, so that CloudFormation fails and rolls the whole deployment back"
)


def refusals(subject: Subject, check: str) -> Iterator[Verdict]:
    """Yield what AWS refuses, as far as it is of a check."""
    for problem in subject.memo(_by_check).get(check, ()):
        yield Problem(
            kind=check,
            where=problem.where,
            what=f"{_property(problem)}{problem.what}",
            fix=problem.fix,
            why=problem.why or _WHY,
            severity="error",
        )


def _property(problem: Problem) -> str:
    path = dotted(problem.where.key_path[len(("Resources", "logical id", "Properties")) :])
    return f"{path}: " if path else ""


def _by_check(subject: Subject) -> Mapping[str, list[Problem]]:
    found: dict[str, list[Problem]] = {}
    for each in subject.alarm_set.not_evaluated:
        if each.is_refused and each.resource is not None:
            for problem in each.problems_in_template:
                found.setdefault(_check_of(problem, each.resource), []).append(problem)
    return found


def _check_of(problem: Problem, resource: Resource) -> str:
    if resource.type == "AWS::CloudWatch::AlarmMuteRule":
        return MUTE_RULE
    if problem.kind == "composite/missing" and problem.where.key_path[-1] in _PERIODS:
        return "composite/suppressor-without-periods"
    return _OF_KIND.get(problem.kind, NOT_CREATABLE)
