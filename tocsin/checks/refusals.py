"""What AWS refuses of alarms and mute rules, cause by cause, each for the check that it is of."""

from collections.abc import Iterator, Mapping
from typing import Final

from tocsin.assembly import Resource, is_left_empty
from tocsin.checks.check import Undecided, Verdict
from tocsin.checks.subject import Subject
from tocsin.diagnostics import Problem, dotted

NOT_CREATABLE: Final = "alarm/not-creatable"
MUTE_RULE: Final = "composite/mute-rule"
OF_A_HOP: Final = "delivery/closed-hop"
"""It, and `topic/other-region`, follow each action and name one in another Region by themselves."""

_OF_REGIONS: Final = ("alarm/action-region", "composite/action-region")
_OF_KIND: Final[Mapping[str, str]] = {
    "composite/too-long": "composite/too-many-children",
    "composite/suppressor": "composite/suppressor-without-periods",
    "composite/too-many-parts": "composite/too-many-children",
    "composite/unquoted-name": "composite/name-with-spaces",
}
_ABOVE: Final = len(("Resources", "logical id", "Properties"))
"""How many keys stand above a property."""

_PERIODS: Final = ("ActionsSuppressorWaitPeriod", "ActionsSuppressorExtensionPeriod")
_WHY: Final = (
    "the request is refused, so that CloudFormation fails and rolls the whole deployment back"
)


def refusals(subject: Subject, check: str) -> Iterator[Verdict]:
    """Yield what AWS refuses, as far as it is of a check."""
    for resource, problem in subject.memo(_by_check).get(check, ()):
        if is_left_empty(resource, problem.where.key_path[_ABOVE:]):
            yield _open(problem, check)
            continue
        yield Problem(
            kind=check,
            where=problem.where,
            what=f"{_property(problem)}{problem.what}",
            fix=problem.fix,
            why=problem.why or _WHY,
            severity="error",
        )


def _open(problem: Problem, check: str) -> Undecided:
    why = (
        f"whether AWS takes the alarm: {_property(problem)}it is empty until a deployment gives it"
    )
    fix = "give the parameters that have an empty default: --parameter NAME=VALUE"
    return Undecided(check=check, where=problem.where, why=why, fix=fix)


def _property(problem: Problem) -> str:
    path = dotted(problem.where.key_path[_ABOVE:])
    return f"{path}: " if path else ""


def _by_check(subject: Subject) -> Mapping[str, list[tuple[Resource, Problem]]]:
    found: dict[str, list[tuple[Resource, Problem]]] = {}
    for each in subject.alarm_set.not_evaluated:
        if each.is_refused and each.resource is not None:
            for problem in each.problems_in_template:
                of_check = found.setdefault(_check_of(problem, each.resource), [])
                of_check.append((each.resource, problem))
    return found


def _check_of(problem: Problem, resource: Resource) -> str:
    if resource.type == "AWS::CloudWatch::AlarmMuteRule":
        return MUTE_RULE
    if problem.kind == "composite/missing" and problem.where.key_path[-1] in _PERIODS:
        return "composite/suppressor-without-periods"
    is_action = problem.kind in _OF_REGIONS and isinstance(problem.where.key_path[-1], int)
    if is_action and _acts(resource):
        return OF_A_HOP
    return _OF_KIND.get(problem.kind, NOT_CREATABLE)


def _acts(resource: Resource) -> bool:
    """Say whether the ways of an alarm's actions are followed; AWS refuses others all the same."""
    return str(resource.properties.get("ActionsEnabled", True)).lower() != "false"
