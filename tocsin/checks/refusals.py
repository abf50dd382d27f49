"""What AWS refuses of alarms and mute rules, cause by cause, each for the check that it is of."""

from collections.abc import Iterator, Mapping
from typing import Final

from tocsin.assembly import Resource
from tocsin.checks.check import Undecided, Verdict
from tocsin.checks.subject import Subject
from tocsin.diagnostics import KeyPath, Problem, dotted

NOT_CREATABLE: Final = "alarm/not-creatable"
MUTE_RULE: Final = "composite/mute-rule"
_OF_KIND: Final[Mapping[str, str]] = {
    "composite/too-long": "composite/too-many-children",
    "composite/suppressor": "composite/suppressor-without-periods",
    "composite/too-many-parts": "composite/too-many-children",
    "composite/unquoted-name": "composite/name-with-spaces",
}
_PERIODS: Final = ("ActionsSuppressorWaitPeriod", "ActionsSuppressorExtensionPeriod")
_Refusal = tuple[Problem, Resource]
_WHY: Final = (
    "the request is refused, so that CloudFormation fails and rolls the whole deployment back"
)


def refusals(subject: Subject, check: str) -> Iterator[Verdict]:
    """Yield what AWS refuses, as far as it is of a check.

    Where a parameter that has to be given is empty by default, nobody is blamed for that.
    """
    for problem, resource in subject.memo(_by_check).get(check, ()):
        if _is_empty_default(problem, resource):
            yield Undecided(
                check=check,
                where=problem.where,
                why=f"{_property(problem)}the value of a parameter is empty by default",
                fix="give it by --parameter NAME=VALUE",
            )
        else:
            yield Problem(
                kind=check,
                where=problem.where,
                what=f"{_property(problem)}{problem.what}",
                fix=problem.fix,
                why=problem.why or _WHY,
                severity="error",
            )


def _is_empty_default(problem: Problem, resource: Resource) -> bool:
    written: object = resource.declared.properties
    value: object = resource.properties
    for key in _path(problem):
        written, value = _below(written, key), _below(value, key)
    return value == "" and isinstance(written, dict)


def _below(value: object, key: str | int) -> object:
    if isinstance(value, dict):
        return value.get(key)
    return value[key] if isinstance(value, list) and isinstance(key, int) else None


def _path(problem: Problem) -> KeyPath:
    """Return where it is below the properties."""
    return problem.where.key_path[len(("Resources", "logical id", "Properties")) :]


def _property(problem: Problem) -> str:
    path = dotted(_path(problem))
    return f"{path}: " if path else ""


def _by_check(subject: Subject) -> Mapping[str, list[_Refusal]]:
    found: dict[str, list[_Refusal]] = {}
    for each in subject.alarm_set.not_evaluated:
        if each.is_refused and each.resource is not None:
            for problem in each.problems_in_template:
                found.setdefault(_check_of(problem, each.resource), []).append(
                    (problem, each.resource)
                )
    return found


def _check_of(problem: Problem, resource: Resource) -> str:
    if resource.type == "AWS::CloudWatch::AlarmMuteRule":
        return MUTE_RULE
    if problem.kind == "composite/missing" and problem.where.key_path[-1] in _PERIODS:
        return "composite/suppressor-without-periods"
    return _OF_KIND.get(problem.kind, NOT_CREATABLE)
