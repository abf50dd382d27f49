"""Reads `contributor`: which of the series that a query gives the values of a drill are.

A Metrics Insights query with GROUP BY gives a series for each value of its labels. Each has a
state of its own, and so what it gives cannot be written as one series.
"""

from tocsin.diagnostics import YamlValue, did_you_mean, quoted
from tocsin.evaluation import MetricAlarm, MetricQuery
from tocsin.simulation import DeployedAlarm


def read_contributor(value: YamlValue, alarm: DeployedAlarm, query: MetricQuery) -> str | None:
    """Return the contributor that a series is of; empty where the query gives one series.

    None after reporting what is wrong.

    Args:
        value: The series as it is written.
        alarm: The alarm that reads the query.
        query: The query whose values are given.
    """
    written, labels = value.get("contributor"), query.contributor_labels
    if not labels:
        if written is None:
            return ""
        what = f"{query.id} of {alarm.name} gives one series, without contributors"
        written.report("no-contributors", what, "remove contributor")
        return None
    if isinstance(alarm.definition, MetricAlarm) and query.id != alarm.definition.result_id:
        what = f"{query.id} gives several series to metric math, which is not evaluated"
        value.report("several-contributors", what, "leave the alarm out")
        return None
    if written is None:
        listed = " and ".join(labels)
        what = f"{query.id} of {alarm.name} gives a series for each {listed}, a contributor each"
        fix = f"write a series for each, and add contributor: the {listed} that it is of"
        value.report("several-contributors", what, fix)
        return None
    return _named(written, labels)


def _named(written: YamlValue, labels: tuple[str, ...]) -> str | None:
    """Return the values of the labels, in the order of the query."""
    if not isinstance(written.value, dict):
        text = written.text()
        if text and len(labels) == 1:
            return text
        if text is not None:
            what = f"{quoted(text)} does not say {' and '.join(labels)}"
            fix = f"write {{{', '.join(f'{label}: …' for label in labels)}}}"
            written.report("unknown-contributor", what, fix)
        return None
    values = {}
    for name, child in written.entries():
        if name not in labels:
            what = f"the query does not group by {quoted(name)}"
            child.report("unknown-contributor", what, did_you_mean(name, labels))
            return None
        values[name] = child.text()
    if missing := [label for label in labels if not values.get(label)]:
        written.report("unknown-contributor", f"{missing[0]} is not said", f"add {missing[0]}")
        return None
    return ", ".join(str(values[label]) for label in labels)
