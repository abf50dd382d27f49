"""A sampling rule for an attribute that is known only when the request has been answered."""

from collections.abc import Iterator

from tocsin.checks.check import Check, Verdict
from tocsin.checks.subject import Subject
from tocsin.checks.tracing.sampling_rules import parts_of
from tocsin.diagnostics import quoted
from tocsin.sampling import is_late

_ID = "tracing/late-attribute"


def _find(subject: Subject) -> Iterator[Verdict]:
    for rule in subject.memo(parts_of):
        attributes = rule.at("Attributes")
        written = attributes.value if isinstance(attributes.value, dict) else {}
        for key in map(str, written):
            if is_late(key):
                yield attributes.at(key).problem(
                    _ID,
                    f"{quoted(key)} is known when a request has been answered, and whether it is "
                    "traced is decided when it begins",
                    "remove the attribute; to keep what failed, use SamplingRateBoost, or a "
                    "collector that decides when a trace is complete",
                    why="no request ever has the attribute when the rule is tried, so that the "
                    "rule is for none",
                )


CHECK = Check(
    id=_ID,
    title="A sampling rule asks for attributes that are there when a request begins.",
    severity="error",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/xray/latest/devguide/xray-console-sampling.html",
        "https://opentelemetry.io/docs/specs/semconv/http/http-spans/",
    ),
)
