"""Which recommended alarms nobody wants, as `tocsin.yaml` says it."""

import pytest

from tests.support.cloud_assembly import cloud_assembly
from tocsin.checks import Subject, coverage_of
from tocsin.diagnostics import InvalidInputError
from tocsin.inventory import UnwantedAlarm
from tocsin.triage import read_check_rules


def unwanted(*lines: str) -> tuple[UnwantedAlarm, ...]:
    """Return what a file with some lines below `without` says."""
    text = "\n    ".join(["checks:\n  without:", *lines])
    return read_check_rules(text, name="tocsin.yaml").unwanted


def missing(*lines: str) -> dict[str, set[str]]:
    """Return which recommended alarms of two queues are missing, by the queue."""
    queues = {
        name: {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": name.lower()}}
        for name in ("Jobs", "Mail")
    }
    subject = Subject.of(cloud_assembly(shop=queues), unwanted=unwanted(*lines) if lines else ())
    return {
        each.resource.name: {alarm.id for alarm in each.missing}
        for each in coverage_of(subject).resources
    }


def test_an_alarm_of_a_type_is_not_expected() -> None:
    """For no resource of it."""
    everything = missing()["jobs"]
    found = missing("- {alarm: sqs_queue/nobody-receives, because: they are read by hand}")

    assert found == dict.fromkeys(("jobs", "mail"), everything - {"nobody-receives"})


@pytest.mark.parametrize("pattern", ["mail", "Mail", "M*", "?ail"])
def test_it_may_be_about_some_resources(pattern: str) -> None:
    """By their names, or their keys in the template."""
    found = missing(
        f"- {{alarm: sqs_queue/nobody-receives, resource: '{pattern}', because: by hand}}"
    )

    assert "nobody-receives" in found["jobs"]
    assert "nobody-receives" not in found["mail"]


def test_a_resource_of_which_nothing_is_wanted_is_not_there() -> None:
    """Nobody is told that it is unwatched."""
    alarms = missing()["jobs"]
    lines = [f"- {{alarm: sqs_queue/{each}, because: it is a toy}}" for each in sorted(alarms)]

    assert missing(*lines) == {}


@pytest.mark.parametrize(
    ("line", "kind", "said"),
    [
        ("- {alarm: sqs_queue/nobody-recieves, because: x}", "unknown-alarm", "nobody-receives"),
        ("- {alarm: sqs_kueue/nobody-receives, because: x}", "unknown-type", "sqs_queue"),
        ("- {alarm: sqs_queue/nobody-receives}", "missing-key", "because is missing"),
        ("- {because: x}", "missing-key", "alarm is missing"),
        ("- {alarm: sqs_queue/nobody-receives, because: ''}", "wrong-type", "because"),
        ("- {alarm: sqs_queue/nobody-receives, because: x, why: y}", "unknown-key", "because"),
        ("- sqs_queue/nobody-receives", "wrong-type", "mapping"),
    ],
)
def test_what_is_wrong_is_said(line: str, kind: str, said: str) -> None:
    """With what was meant, or what to write."""
    with pytest.raises(InvalidInputError) as raised:
        unwanted(line)

    (problem,) = raised.value.problems
    assert problem.kind == f"settings/{kind}"
    assert said in str(problem)
