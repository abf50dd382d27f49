"""A sampling rule that records every request of everything."""

from collections.abc import Iterator

from tocsin.checks.check import Check, Verdict
from tocsin.checks.subject import Subject
from tocsin.checks.tracing.sampling_rules import rules_by_stack

_ID = "tracing/everything-sampled"


def _find(subject: Subject) -> Iterator[Verdict]:
    for rules in subject.memo(rules_by_stack).values():
        for rule in rules:
            rate = rule.part.at("FixedRate")
            if rule.matching.is_for_everything and rate.number == 1:
                yield rate.problem(
                    _ID,
                    f"{rule.name} is for every request of every service, and records all of them",
                    "record a share, as FixedRate 0.05, and give what matters a rule before it",
                    why="each recorded trace is paid for, and the rule is for all services of the "
                    "account and Region, whoever owns them",
                    severity="note",
                )


CHECK = Check(
    id=_ID,
    title="The rule for everything records a share of the requests.",
    severity="note",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/xray/latest/devguide/xray-console-sampling.html",
        "https://aws.amazon.com/xray/pricing/",
    ),
)
