"""Two sampling rules of one priority that a request can match both."""

from collections.abc import Iterator
from itertools import groupby

from tocsin.checks.check import Check, Verdict
from tocsin.checks.subject import Subject
from tocsin.checks.tracing.sampling_rules import SamplingRule, rules_by_stack

_ID = "tracing/duplicate-priority"


def _find(subject: Subject) -> Iterator[Verdict]:
    for rules in subject.memo(rules_by_stack).values():
        for _, alike in groupby(rules, key=lambda rule: rule.priority):
            yield from _of(tuple(alike))


def _of(rules: tuple[SamplingRule, ...]) -> Iterator[Verdict]:
    for position, rule in enumerate(rules):
        other = next(
            (each for each in rules[:position] if each.matching.meets(rule.matching)), None
        )
        if other is not None:
            yield rule.part.at("Priority").problem(
                _ID,
                f"{other.name} and {rule.name} have the priority {rule.priority:g}, and a "
                "request can match both",
                "give each rule a priority of its own; the least is tried first",
                why="X-Ray does not say which of two rules of one priority comes first",
                severity="warning",
            )


CHECK = Check(
    id=_ID,
    title="Sampling rules that can match one request have different priorities.",
    severity="warning",
    run=_find,
    sources=("https://docs.aws.amazon.com/xray/latest/devguide/xray-console-sampling.html",),
)
