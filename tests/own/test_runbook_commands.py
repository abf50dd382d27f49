from functools import cache

from tests.own.system import PRODUCTION, VIEWPOINT
from tests.support.aws_command import (
    PEEKING,
    AwsCommand,
    commands,
    mistakes,
    only_reads,
    query_gaps,
)
from tests.support.runbook import paths, paths_of_data, read, wrong_with
from tocsin.catalogue import load_resource_type, resource_types

PAGES = [*paths(), *paths_of_data(), "README.md"]
BESIDE_THE_CATALOGUE = {
    ("AWS/Events", "FailedInvocations"): frozenset({"RuleName"}),
    ("AWS/Kafka", "MessagesInPerSec"): frozenset({"Cluster Name", "Broker ID"}),
    ("AWS/Lambda", "ConcurrentExecutions"): frozenset[str](),
    ("AWS/SNS", "SMSMonthToDateSpentUSD"): frozenset[str](),
    ("Tocsin/Backup", "RestoreTime"): frozenset({"Resource", "Stage", "System"}),
    ("Tocsin/Incidents", "HolidaysKnownFor"): frozenset({"Stage", "System"}),
}
"""Metrics that a diagnosis reads and the catalogue, which serves alarms, does not hold.

https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html
https://docs.aws.amazon.com/msk/latest/developerguide/metrics-details.html
https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
https://docs.aws.amazon.com/sns/latest/dg/sns-monitoring-using-cloudwatch.html
"""


def _published() -> dict[tuple[str, str], set[frozenset[str]]]:
    """Return the dimension sets of each metric of the catalogue and of the viewpoint."""
    found = {metric: {dimensions} for metric, dimensions in BESIDE_THE_CATALOGUE.items()}
    for name in resource_types():
        for metric in load_resource_type(name).metrics.values():
            sets = {frozenset(each) for each in metric.dimension_sets}
            found.setdefault((metric.namespace, metric.name), set()).update(sets)
    for service in VIEWPOINT.services.values():
        for own in service.metrics.values():
            if own.namespace and own.metric:
                namespace = own.namespace.replace("{stage}", PRODUCTION)
                found.setdefault((namespace, own.metric), set()).add(frozenset(own.dimensions))
    return found


PUBLISHED = _published()


def _dimensions(command: AwsCommand) -> frozenset[str]:
    pairs = command.options.get("dimensions", [])
    return frozenset(pair.partition(",Value=")[0].removeprefix("Name=") for pair in pairs)


def test_commands_exist() -> None:
    """Every command that a runbook offers has an operation and options that AWS knows."""
    assert (
        wrong_with(
            PAGES,
            lambda path: [each for command in _commands(path) for each in mistakes(command)],
        )
        == {}
    )


def test_queries_name_what_the_answer_has() -> None:
    """Every `--query` of a runbook names members of the answer, so that none prints `null`."""
    assert (
        wrong_with(
            PAGES, lambda path: [gap for command in _commands(path) for gap in query_gaps(command)]
        )
        == {}
    )


def test_diagnosis_only_reads() -> None:
    """No command under *Diagnosis* changes anything."""

    def changing(path: str) -> list[str]:
        section = read(path).sections["Diagnosis"]
        return [command.text for command in commands(section) if not only_reads(command)]

    assert wrong_with(paths(), changing) == {}


def test_peeking_leaves_messages_visible() -> None:
    """A runbook that receives messages to read them leaves them visible to others."""

    def hiding(path: str) -> list[str]:
        return [
            command.text
            for command in _commands(path)
            if (command.service, command.operation) == PEEKING
            and command.options.get("visibility-timeout") != ["0"]
        ]

    assert wrong_with(PAGES, hiding) == {}


def test_metrics_are_asked_for_as_they_are_published() -> None:
    """A runbook asks for metrics by namespace, name and dimensions that are published."""

    def unpublished(path: str) -> list[str]:
        return [
            command.text
            for command in _commands(path)
            if command.operation == "get-metric-statistics"
            and _dimensions(command)
            not in PUBLISHED.get(
                (command.options["namespace"][0], command.options["metric-name"][0]), set()
            )
        ]

    assert wrong_with(PAGES, unpublished) == {}


@cache
def _commands(path: str) -> tuple[AwsCommand, ...]:
    return tuple(commands(read(path).text))


def test_pages_hold_commands() -> None:
    """Every runbook offers at least two commands, so that the tests above test something."""
    assert [path for path in paths() if len(_commands(path)) < 2] == []
