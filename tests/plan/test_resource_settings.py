"""Settings of a resource in a viewpoint: thresholds that follow from them, and mistakes."""

import pytest
from jsonschema import Draft202012Validator

from tests.catalogue.test_own_type import WORKER
from tests.support.viewpoints import SMALL, changed, parsed
from tocsin.catalogue import read_resource_type
from tocsin.diagnostics import Problem
from tocsin.plan import AlarmSpec, viewpoint_schema
from tocsin.plan.stage_plan import plan_with_problems

SETTINGS = """\
settings:
  patience: {means: how long a job may wait, kind: duration, unit: seconds, example: 10m}
  room: {means: how many jobs have room, kind: number, unit: jobs, example: 1000, at_most: 5000}
metric_groups:
"""
KIND = read_resource_type(
    WORKER.replace("metric_groups:\n", SETTINGS, 1).replace(
        "threshold: 1000\n", "threshold: {share: 0.8, of: room}\n"
    ),
    "worker.yaml",
)
OWN = {KIND.name: KIND}
RESOURCE = "      orders: {type: dynamodb_table, table: shop-orders}\n"


def _viewpoint(said: str) -> str:
    worker = f"      night: {{type: batch_worker, worker: invoices{said}}}\n"
    return changed((RESOURCE, RESOURCE + worker), text=SMALL)


def _planned(said: str) -> tuple[dict[str, AlarmSpec], tuple[Problem, ...]]:
    plan, problems = plan_with_problems(parsed(_viewpoint(said)), "prod", own_types=OWN)
    alarms = plan.alarms if plan else ()
    return {each.title: each for each in alarms if each.resource == "night"}, problems


@pytest.mark.parametrize(
    ("said", "threshold"),
    [
        ("", None),
        (", room: 500", 400),
        (", room: 0.5", 0.4),
        (", room: {eu-west-1: 250}", 200),
        (", room: {eu-central-1: 250}", None),
        (", patience: 5m", None),
        (", room: 500, alarms: {backlog-grows: {when: '> 7 for 1'}}", 7),
        (", alarms: {backlog-grows: {when: '> 7 for 1'}}", 7),
        (", alarms: {backlog-grows: {stages: {prod: {when: '> 7 for 1'}}}}", 7),
        (", room: 500, alarms: {backlog-grows: off}", None),
    ],
)
def test_a_threshold_follows_from_a_setting(said: str, threshold: float | None) -> None:
    """An alarm whose setting nobody says is left out, unless the viewpoint says when it fires."""
    alarms, problems = _planned(said)

    assert problems == ()
    assert [each.threshold for each in alarms.values()] == ([threshold] if threshold else [])


@pytest.mark.parametrize(
    ("said", "subject", "kind", "what", "fix"),
    [
        (", room: many", "room", "wrong-setting", "'many' is not how many jobs", "write a number"),
        (", room: {eu-west-1: x}", "room.eu-west-1", "wrong-setting", "'x' is not", "write a"),
        (
            ", room: ",
            "room",
            "wrong-setting",
            "nothing is not how",
            "write a number above 0, as 1000",
        ),
        (", room: 5001", "room", "wrong-setting", "5001 is more than AWS", "write at most 5000"),
        (", room: true", "room", "wrong-setting", "True is not how many jobs", "write a number"),
        (", room: [5]", "room", "wrong-setting", "[5] is not how many jobs", "write a number"),
        (
            ", patience: {eu-west-1: }",
            "patience.eu-west-1",
            "wrong-setting",
            "nothing is not how long",
            "write a number and a unit (ms, s, m, h or d), as 10m",
        ),
        (", patience: 30", "patience", "wrong-setting", "30 is not how long", "write a number and"),
        (", rom: 30", "rom", "unknown-identifier", "no identifier or setting", "did you mean"),
        (
            ", alarms: {backlog-grows: off}",
            "alarms.backlog-grows",
            "alarm-not-built",
            "is not built",
            "add room: 1000 to the resource",
        ),
    ],
)
def test_what_is_wrong_is_said_at_its_place(
    said: str, subject: str, kind: str, what: str, fix: str
) -> None:
    """Each problem names the value, and what to write."""
    _, (problem,) = _planned(said)

    assert problem.kind == f"plan/{kind}"
    assert problem.where.subject == f"services.checkout.resources.night.{subject}"
    assert what in problem.what
    assert problem.fix.startswith(fix)


@pytest.mark.parametrize(
    ("written", "what", "fix"),
    [
        ("4711", "4711 is a number and cannot be", "write it in quotes, as 'invoices'"),
        ("true", "True cannot be", "write it in quotes, as 'invoices'"),
        ("", "nothing cannot be", "write it, as 'invoices'"),
    ],
)
def test_what_is_not_a_text_is_not_a_name(written: str, what: str, fix: str) -> None:
    """An identifier of digits has to be a text, or YAML takes zeros from its front."""
    text = _viewpoint("").replace("worker: invoices", f"worker: {written}")
    _, (problem,) = plan_with_problems(parsed(text), "prod", own_types=OWN)

    assert problem.kind == "plan/wrong-identifier"
    assert problem.what.startswith(what)
    assert problem.fix == fix


@pytest.mark.parametrize(
    ("said", "is_valid"),
    [
        ({"room": 5, "patience": "30s"}, True),
        ({"room": {"eu-west-1": 5}}, True),
        ({"room": "5"}, False),
        ({"room": 0}, False),
        ({"room": 5001}, False),
        ({"room": None}, False),
        ({"room": True}, False),
        ({"patience": "30 sec"}, False),
    ],
)
def test_editors_know_settings(said: dict[str, object], is_valid: bool) -> None:  # noqa: FBT001 - pytest passes a parametrized argument by name
    """The schema has the form of each setting."""
    schema = viewpoint_schema(OWN)
    schema = {**schema["$defs"]["Resource_batch_worker"], "$defs": schema["$defs"]}

    resource = {"type": "batch_worker", "worker": "invoices", **said}

    assert Draft202012Validator(schema).is_valid(resource) == is_valid
