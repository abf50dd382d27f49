"""Resource types of one's own: the catalogue's format, and what is wrong with a file."""

import pytest

from tocsin.catalogue import read_resource_type
from tocsin.diagnostics import InvalidInputError, Problem

WORKER = """\
type: batch_worker
title: Worker of the night's batch
namespace: Shop/Workers
delay: {typical: 30, worst: 120}
identifiers:
  worker:
    dimension: Worker
    means: the name of the worker, as it stands in its configuration
    pattern: "[a-z-]+"
    example: invoices
    required: true
metric_groups:
  - dimension_sets: [[Worker]]
    emission: continuous
    interval: 60
    metrics:
      Backlog: {unit: Count, statistics: [Maximum]}
      Failures: {unit: Count, statistics: [Sum]}
alarms:
  backlog-grows:
    title: The backlog grows
    severity: warning
    dimensions: [worker]
    metric: Backlog
    statistic: Maximum
    period: 300
    evaluation_periods: 3
    datapoints_to_alarm: 3
    comparison: GreaterThanThreshold
    threshold: 1000
    threshold_unit: jobs
    treat_missing_data: breaching
    what_happened: More than 1,000 jobs have waited for a quarter of an hour.
    why_it_matters: Invoices will not be there in the morning.
    first_action: Look at the newest failures of the worker, and start a second one.
"""
ROLE = "metric_groups[0].metrics.Backlog.role"
RANGE = "metric_groups[0].metrics.Backlog.range"
SHARE = "alarms.backlog-grows.threshold"
ROOM = "settings.room"
SETTING = "settings:\n  room: {means: the room, kind: duration, unit: seconds, example: "
DAYS = SETTING.replace("seconds", "fortnights")


def _problems(text: str) -> tuple[Problem, ...]:
    with pytest.raises(InvalidInputError) as error:
        read_resource_type(text, "worker.yaml")
    return error.value.problems


def test_what_an_account_has_once_needs_no_identifier() -> None:
    """A metric without dimensions is found without a name; opt-ins need one that can be read."""
    names = WORKER[WORKER.index("identifiers:") : WORKER.index("metric_groups:")]
    text = WORKER.replace(names, "identifiers: {}\n").replace("[[Worker]]", "[[]]")

    worker = read_resource_type(text.replace("[worker]", "[]"), "worker.yaml")

    (alarm,) = worker.alarms_for(())
    assert worker.dimensions_of(alarm.queries[0], {}) == {}


def test_a_small_type() -> None:
    """Sources, diagnosis and the types of templates may be left out."""
    worker = read_resource_type(WORKER, "worker.yaml")

    (alarm,) = worker.alarms_for({"worker"})
    assert (worker.name, worker.diagnosis, dict(worker.cloudformation)) == ("batch_worker", (), {})
    assert worker.dimensions_of(alarm.queries[0], {"worker": "invoices"}) == {"Worker": "invoices"}


@pytest.mark.parametrize(
    ("old", "new", "kind", "subject", "said"),
    [
        ("type: batch_worker", "type: Batch Worker", "wrong-form", "type", "not of the form"),
        ("title: Worker of the night's batch\n", "", "missing-key", "", "title is missing"),
        (
            "severity: warning",
            "severity: high",
            "not-allowed",
            "alarms.backlog-grows.severity",
            "'high'",
        ),
        ("period: 300", "period: 45", "wrong-number", "alarms.backlog-grows.period", "45"),
        ("period: 300", "perid: 300", "unknown-key", "alarms.backlog-grows.perid", "'perid'"),
        (
            "threshold: 1000",
            "threshold: many",
            "wrong-type",
            "alarms.backlog-grows.threshold",
            "'many'",
        ),
        (
            "statistic: Maximum",
            "statistic: p100.5",
            "wrong-form",
            "alarms.backlog-grows.statistic",
            "p100.5",
        ),
        (
            "metric: Backlog",
            "metric: Backlogs",
            "unknown-metric",
            "alarms.backlog-grows",
            "'Backlogs'",
        ),
        (
            "dimensions: [worker]",
            "dimensions: [host]",
            "unknown-identifier",
            "alarms.backlog-grows",
            "'host'",
        ),
        (
            "[[Worker]]",
            "[[Worker, Host]]",
            "wrong-dimensions",
            "alarms.backlog-grows",
            "by Worker alone",
        ),
        (
            "datapoints_to_alarm: 3",
            "datapoints_to_alarm: 4",
            "wrong-number",
            "alarms.backlog-grows",
            "4 of 3",
        ),
        (
            "required: true",
            "required: false",
            "no-identifier",
            "identifiers",
            "no identifier is required",
        ),
        (
            "example: invoices",
            "example: Invoices",
            "wrong-example",
            "identifiers.worker",
            "'Invoices'",
        ),
        ('"[a-z-]+"', '"[a-z"', "wrong-pattern", "identifiers.worker", "not a regular expression"),
        (
            "unit: Count, statistics: [Sum]",
            "unit: Counts, statistics: [Sum]",
            "not-allowed",
            "metric_groups[0].metrics.Failures.unit",
            "'Counts'",
        ),
        ("unit: Count", "role: busy, unit: Count", "not-allowed", ROLE, "'busy'"),
        ("unit: Count", "range: [1, 0], unit: Count", "wrong-range", RANGE, "[1, 0]"),
        ("unit: Count", "range: 1, unit: Count", "wrong-range", RANGE, "1"),
        ("unit: Count", "range: [no, 1], unit: Count", "wrong-range", RANGE, "'no'"),
        (
            "threshold: 1000",
            "threshold: {share: 0.8, of: room}",
            "unknown-setting",
            "alarms.backlog-grows",
            "'room'",
        ),
        ("threshold: 1000", "threshold: {share: 1}", "missing-key", SHARE, "of is missing"),
        ("metric_groups:", f"{SETTING}fast}}\nmetric_groups:", "wrong-example", ROOM, "'fast'"),
        (
            "metric_groups:",
            f"{SETTING}2h, at_most: 1h}}\nmetric_groups:",
            "wrong-example",
            ROOM,
            "'2h' is more",
        ),
        (
            "metric_groups:",
            f"{SETTING}2h, at_most: 1}}\nmetric_groups:",
            "wrong-example",
            ROOM,
            "1 is not",
        ),
        (
            "metric_groups:",
            f"{SETTING}2h, whole: true}}\nmetric_groups:",
            "wrong-setting",
            ROOM,
            "has parts",
        ),
        ("metric_groups:", f"{DAYS}10m}}\nmetric_groups:", "wrong-unit", ROOM, "'fortnights'"),
        ("    interval: 60\n", "", "missing-key", "metric_groups[0]", "interval is missing"),
        ("interval: 60", "interval: 60\n    opt_in: deep", "unknown-opt-in", "", "'deep'"),
        ("    metric: Backlog\n", "", "missing-key", "alarms.backlog-grows", "metric is missing"),
        ("metric: Backlog", "expression: b", "missing-key", "alarms.backlog-grows", "is missing"),
        ("backlog-grows:", "Backlog grows:", "wrong-name", "alarms.Backlog grows", "not a name"),
    ],
)
def test_what_is_wrong_is_said(old: str, new: str, kind: str, subject: str, said: str) -> None:
    """Each problem has its kind, its place and the value."""
    assert old in WORKER
    first = _problems(WORKER.replace(old, new, 1))[0]

    assert (first.kind, first.where.subject) == (f"catalogue/{kind}", subject)
    assert said in first.what
    assert first.where.position is not None


def test_everything_is_said_at_once() -> None:
    """Mistakes in several records are told together."""
    text = WORKER.replace("severity: warning", "severity: high").replace(
        "Backlog: {unit: Count", "Backlog: {unit: X"
    )

    assert len(_problems(text)) == 2


def test_what_is_said_in_two_ways() -> None:
    """An alarm has one metric or an expression; a constant is never asked for; keys are taken."""
    two = WORKER.replace("    metric: Backlog\n", "    metric: Backlog\n    expression: b\n")
    more = {
        "kind": "{dimension: K, means: what it is, constant: a, required: true}",
        "regions": "{dimension: R, means: where it is, pattern: a, example: a}",
    }
    for name, written in more.items():
        two = two.replace("    required: true\n", f"    required: true\n  {name}: {written}\n", 1)

    found = {(each.kind, each.where.subject) for each in _problems(two)}

    assert found >= {
        ("catalogue/two-ways", "alarms.backlog-grows"),
        ("catalogue/two-ways", "identifiers.kind"),
        ("catalogue/wrong-name", "identifiers.regions"),
    }
