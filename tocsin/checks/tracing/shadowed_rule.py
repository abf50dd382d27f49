"""A sampling rule that no request ever comes to."""

from collections.abc import Iterator

from tocsin.checks.check import Check, Verdict
from tocsin.checks.subject import Subject
from tocsin.checks.tracing.sampling_rules import SamplingRule, rules_by_stack

_ID = "tracing/shadowed-rule"


def _find(subject: Subject) -> Iterator[Verdict]:
    for rules in subject.memo(rules_by_stack).values():
        for position, rule in enumerate(rules):
            earlier = _earlier(rule, rules[:position])
            if earlier is not None:
                yield rule.part.at("Priority").problem(
                    _ID,
                    f"{rule.name} is never used: {earlier.name} has the priority "
                    f"{earlier.priority:g} and matches every request that it matches",
                    f"give {rule.name} a priority below {earlier.priority:g}, or remove it",
                    why="X-Ray tries rules by their priority, and the first that matches decides",
                )


def _earlier(rule: SamplingRule, before: tuple[SamplingRule, ...]) -> SamplingRule | None:
    return next(
        (
            each
            for each in before
            if each.priority < rule.priority and each.matching.covers(rule.matching)
        ),
        None,
    )


CHECK = Check(
    id=_ID,
    title="Each sampling rule is for requests that no rule before it takes.",
    severity="error",
    run=_find,
    sources=("https://docs.aws.amazon.com/xray/latest/devguide/xray-console-sampling.html",),
)
