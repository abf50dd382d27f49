"""AWS's limits on a rule: its length, its children, its elements, the amounts of AT_LEAST."""

import re
from collections.abc import Iterator

from tocsin.diagnostics import Problem
from tocsin.evaluation.composite.errors import RuleError
from tocsin.evaluation.composite.references import alarm_name, references
from tocsin.evaluation.composite.syntax import AlarmIs, AtLeast, Constant, Node

MAXIMUM_LENGTH = 10_240
MAXIMUM_CHILDREN = 100
MAXIMUM_ELEMENTS = 500
_WHOLE = 100
_QUOTED = re.compile(r'"(\\.|[^"\\])*"', re.DOTALL)
_AMOUNT = re.compile(r"\bAT_LEAST\s*\(\s*(\d+(?:\.\d+)?%?)")
_SPLIT = "split it into composite alarms of composite alarms"


def check_length(rule: str) -> None:
    """Raise a RuleError if the rule is empty or too long."""
    if not rule.strip():
        what = "found no rule; allowed: a rule such as ALARM(a) OR ALARM(b)"
        raise RuleError.at(rule, 0, "empty-rule", what)
    if len(rule) > MAXIMUM_LENGTH:
        what = f"found {len(rule)} characters; allowed: 1 to {MAXIMUM_LENGTH} characters"
        raise RuleError.at(rule, 0, "too-long", what, _SPLIT)


def check_limits(rule: str, nodes: tuple[Node, ...]) -> None:
    """Raise a RuleError if the rule has too many parts, or AT_LEAST an impossible amount."""
    problems = [*_parts(rule, nodes), *_amounts(rule)]
    if problems:
        raise RuleError(rule, *problems)


def _parts(rule: str, nodes: tuple[Node, ...]) -> Iterator[Problem]:
    named = list(references(nodes))
    children = len({alarm_name(reference) for reference in named})
    constants = sum(isinstance(node, Constant) for node in nodes)
    elements = len(named) + constants + _groups(rule, nodes)
    for count, maximum, what in (
        (children, MAXIMUM_CHILDREN, "children"),
        (elements, MAXIMUM_ELEMENTS, "elements (children, TRUE, FALSE and parentheses)"),
    ):
        if count > maximum:
            found = f"found {count} {what}; allowed: at most {maximum}"
            yield RuleError.problem_at(rule, 0, "too-many-parts", found, _SPLIT)


def _groups(rule: str, nodes: tuple[Node, ...]) -> int:
    """Count the pairs of parentheses that group, not those of ALARM(…) and AT_LEAST(…)."""
    of_functions = sum(isinstance(node, AlarmIs) + 2 * isinstance(node, AtLeast) for node in nodes)
    return _without_names(rule).count("(") - of_functions


def _amounts(rule: str) -> Iterator[Problem]:
    for match in _AMOUNT.finditer(_without_names(rule)):
        amount = float(match[1].removesuffix("%"))
        is_percent = match[1].endswith("%")
        if amount == 0 or (is_percent and amount > _WHOLE):
            allowed = "a count from 1, or a percentage above 0% up to 100%"
            what = f"found {match[1]}; allowed: {allowed}"
            yield RuleError.problem_at(rule, match.start(1), "amount", what)


def _without_names(rule: str) -> str:
    return _QUOTED.sub(lambda match: " " * len(match[0]), rule)
