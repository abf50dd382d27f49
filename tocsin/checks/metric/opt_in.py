"""A metric that exists only after a setting, of a resource whose template leaves it off."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from tocsin.assembly import Resource
from tocsin.checks.check import Check, Undecided, Verdict
from tocsin.checks.metric.dimension_value import DimensionValue, dimension_values
from tocsin.checks.metric.read_metric import ReadMetric, read_metrics
from tocsin.checks.metric.setting_elsewhere import Lacking, lacking_setting
from tocsin.checks.metric.setting_values import setting_values
from tocsin.checks.metric.settings_of_metrics import METRIC_SETTINGS, Lacks, MetricSetting
from tocsin.checks.subject import Subject
from tocsin.diagnostics import Problem, one_of, quoted

_ID = "metric/opt-in"
_FILTER = "FilterId"


def _find(subject: Subject) -> Iterator[Verdict]:
    for each in subject.memo(read_metrics):
        settings = [one for one in _by_namespace().get(each.namespace, ()) if _concerns(one, each)]
        values = tuple(dimension_values(each, subject)) if settings else ()
        for setting in settings:
            for value in values:
                yield from _of(setting, value, values)
        if (lacking := lacking_setting(each, subject)) is not None:
            yield _elsewhere(each, lacking)


@cache
def _by_namespace() -> Mapping[str, list[MetricSetting]]:
    found: dict[str, list[MetricSetting]] = {}
    for setting in METRIC_SETTINGS:
        found.setdefault(setting.namespace, []).append(setting)
    return found


def _concerns(setting: MetricSetting, each: ReadMetric) -> bool:
    has_name = not setting.metrics or each.name.startswith(setting.metrics)
    is_there = setting.only_with is None or setting.only_with in (each.reading.dimensions or ())
    return has_name and is_there


def _of(
    setting: MetricSetting, value: DimensionValue, values: tuple[DimensionValue, ...]
) -> Iterator[Verdict]:
    resource = value.resource
    if value.dimension != setting.dimension or resource is None:
        return
    if resource.type != setting.resource_type or _is_image(resource):
        return
    found = setting_values(resource, setting.path)
    if found is None:
        return
    texts = [str(each) for each in found]
    if not any(re.fullmatch(setting.on, text) for text in texts):
        lacks = setting.other if texts else setting.absent
        if lacks is not None:
            yield _lacking(setting, value.read, resource, lacks)
    elif setting.only_with == _FILTER:
        yield from _other_filter(texts, resource, values)


def _is_image(resource: Resource) -> bool:
    """Say whether a function is a container image, which may bring an extension along."""
    return resource.properties.get("PackageType") == "Image"


def _lacking(setting: MetricSetting, each: ReadMetric, resource: Resource, lacks: Lacks) -> Verdict:
    switch = setting.path.partition(".")[0]
    if lacks == "open":
        return _open(each, resource, f"by {switch}", f"give {resource.logical_id} {setting.write}")
    return Problem(
        kind=_ID,
        where=each.metric_location("MetricName"),
        what=f"{resource.logical_id} does not publish {each.name}: its template does not "
        f"switch that on by {switch}",
        fix=f"give {resource.logical_id} {setting.write}",
        why=f"{each.namespace} {each.name} is published only with that setting",
        severity=lacks,
    )


def _elsewhere(each: ReadMetric, lacking: Lacking) -> Undecided:
    fix = f"give {lacking.resource.logical_id} {lacking.setting}"
    return _open(each, lacking.resource, "with these dimensions", fix)


def _open(each: ReadMetric, resource: Resource, how: str, fix: str) -> Undecided:
    """What no template switches on, and the console or a default of the account may."""
    return Undecided(
        check=_ID,
        where=each.metric_location("MetricName"),
        why=f"{each.namespace} {each.name} has to be switched on, and no template does that for "
        f"{resource.logical_id} {how}; it may be on all the same",
        fix=fix,
    )


def _other_filter(
    ids: list[str], resource: Resource, values: tuple[DimensionValue, ...]
) -> Iterator[Problem]:
    """An id that no configuration of request metrics of the bucket has."""
    for value in values:
        if value.dimension == _FILTER and value.is_literal and value.text not in ids:
            yield Problem(
                kind=_ID,
                where=value.where,
                what=f"{resource.logical_id} has no metrics configuration {quoted(value.text)}",
                fix=f"write {one_of(tuple(ids))}, or add the configuration to the bucket",
                why="request metrics of Amazon S3 are published for each configuration by its id",
            )


CHECK = Check(
    id=_ID,
    title="Each metric that has to be switched on is switched on where the templates decide it.",
    severity="error",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AmazonS3/latest/userguide/configure-request-metrics-bucket.html",
        "https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-metrics.html",
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cloudwatch-container-insights.html",
        "https://docs.aws.amazon.com/lambda/latest/dg/monitoring-insights.html",
    ),
)
