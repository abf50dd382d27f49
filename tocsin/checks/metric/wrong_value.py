"""A dimension whose value does not identify what it should: an ARN for a name, and the like."""

from collections.abc import Iterator

from tocsin.checks.check import Check, Verdict
from tocsin.checks.metric.dimension_value import DimensionValue, dimension_values
from tocsin.checks.metric.identity import wanted_identifiers
from tocsin.checks.metric.literal_value import (
    of_logical_id,
    of_other_case,
    of_wrong_constant,
    of_wrong_form,
    unsubstituted,
)
from tocsin.checks.metric.other_kind import of_other_kind
from tocsin.checks.metric.read_metric import read_metrics
from tocsin.checks.metric.referred_value import of_arn, of_other_attribute, of_other_resource
from tocsin.checks.metric.wrong import Wrong
from tocsin.checks.subject import Subject
from tocsin.diagnostics import Problem

_ID = "metric/wrong-value"


def _find(subject: Subject) -> Iterator[Verdict]:
    for each in subject.memo(read_metrics):
        for value in dimension_values(each, subject):
            if (found := _wrong(value, subject)) is not None:
                yield Problem(
                    kind=_ID,
                    where=value.where,
                    what=found.what,
                    fix=found.fix,
                    why=f"with another value it is another metric: {each.fate}",
                    severity=found.severity,
                )


def _wrong(value: DimensionValue, subject: Subject) -> Wrong | None:
    """Return the first thing that is wrong with a value; one answer is enough to change it."""
    if found := unsubstituted(value):
        return found
    wanted = wanted_identifiers(value.read.namespace).get(value.dimension, ())
    return (
        of_wrong_constant(value)
        or of_other_resource(value, wanted)
        or of_other_attribute(value, wanted)
        or of_arn(value, wanted)
        or of_other_kind(value)
        or of_logical_id(value, wanted)
        or of_wrong_form(value, wanted)
        or of_other_case(value, wanted, subject)
    )


CHECK = Check(
    id=_ID,
    title="The value of each dimension is what AWS publishes the metric with.",
    severity="error",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html",
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html",
    ),
)
