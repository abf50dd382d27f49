"""What series are called on dashboards: in words, and not by the names that AWS gave metrics."""

import re
from dataclasses import replace

from tocsin.catalogue import metric_words
from tocsin.plan.specs import SeriesSpec

_WITH_STATISTIC = re.compile(r"(.+) \((Average|Maximum|Minimum|SampleCount|Sum|p[0-9.]+)\)")
_STATISTICS = {
    "Average": "average",
    "Maximum": "highest",
    "Minimum": "lowest",
    "SampleCount": "datapoints",
    "Sum": "",
}


def with_plain_label(series: SeriesSpec, words: str = "") -> SeriesSpec:
    """Return *series* with a label in words, if it only has the name of its metric.

    Args:
        series: One metric, or an expression, whose label says what it is.
        words: What people call the metric, where the catalogue says it.
    """
    metric = series.metrics[0]
    found = _WITH_STATISTIC.fullmatch(series.label)
    if found is None:
        is_count = series.expression is None and metric.statistic == "SampleCount"
        return replace(series, label=f"{series.label}: datapoints") if is_count else series
    bare, statistic = found.groups()
    if series.expression is None and bare.endswith(metric.name):
        bare = f"{bare.removesuffix(metric.name)}{words or metric_words(metric.name)}"
    said = _STATISTICS.get(statistic, statistic)
    label = f"{bare}, {said}" if said else bare
    return replace(series, label=f"{label[:1].upper()}{label[1:]}")


def topic_of(label: str) -> str:
    """Return a label as it stands in a title: without its statistic, and begun in small letters."""
    topic = label
    for statistic in ("average", "highest", "lowest"):
        topic = topic.removesuffix(f", {statistic}")
    first = topic.split(" ", 1)[0]
    return f"{topic[:1].lower()}{topic[1:]}" if first[1:] == first[1:].lower() else topic
