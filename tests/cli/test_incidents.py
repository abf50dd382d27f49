"""What people on call do to incidents that functions have opened."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.support.command_line import run
from tests.support.incident_account import IncidentAccount
from tests.support.incidents import after
from tests.support.viewpoints import SMALL
from tocsin.incidents import Incident, Step, acknowledged


@pytest.fixture(autouse=True)
def viewpoint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands run where the viewpoint of the shop is."""
    (tmp_path / "viewpoint.yaml").write_text(SMALL)
    monkeypatch.chdir(tmp_path)


def test_an_acknowledgement_answers_the_machine() -> None:
    """By the end of the id, as somebody types it at night; the machine goes on to nobody."""
    account = IncidentAccount()
    incident = account.paged()

    outcome = account.run("ack", incident.id[-4:])

    assert (outcome.exit_code, outcome.errors) == (0, "")
    assert outcome.output.startswith("ana looks after it now; nobody else is paged.\n")
    assert "Runbook: https://example.com/no-orders" in outcome.output
    assert account.incident.acknowledged_by == "ana"
    assert account.aws.machines.answered == {incident.token: "acknowledged"}


def test_the_first_one_counts() -> None:
    """Whoever comes second is told who looks after it, and since when."""
    account = IncidentAccount()
    incident = account.paged()
    account.run("ack", incident.id, "--by", "ben")
    account.minutes = 12

    outcome = account.run("ack", incident.id, "--json")

    assert json.loads(outcome.output) == {
        "incident": incident.id,
        "status": "acknowledged",
        "acknowledged_by": "ben",
        "was_first": False,
    }
    said = account.run("ack", incident.id).output
    assert said.startswith("ben was first, at 2026-03-14 09:35 UTC, and looks after it.")
    assert list(account.aws.machines.answered) == [incident.token]


def test_two_at_once_are_told_apart() -> None:
    """Whoever reads first and writes last does not take it away from the other."""
    account = IncidentAccount()
    incident = account.paged()
    read = account.session.answers["dynamodb.get_item"]
    assert callable(read)

    def read_late(asked: Mapping[str, Any]) -> Mapping[str, Any]:
        item = read(asked)
        if account.incident.waits:
            account.aws.table.change(incident.id, by_ben)
        return item

    def by_ben(each: Incident | None) -> Step:
        assert each is not None
        return acknowledged(each, "ben", after(60))

    account.session.answers["dynamodb.get_item"] = read_late

    assert "ben was first" in account.run("ack", incident.id).output
    assert account.incident.acknowledged_by == "ben"


def test_an_answer_that_the_machine_does_not_take_is_told() -> None:
    """The incident is with somebody; the machine sees so at its next tier."""
    refusal = {"Error": "AccessDeniedException", "Message": "no"}
    account = IncidentAccount(answers={"stepfunctions.send_task_success": refusal})

    outcome = account.run("ack", account.paged().id)

    assert outcome.exit_code == 3
    assert "states:SendTaskSuccess" in outcome.errors
    assert account.incident.status == "acknowledged"


def test_a_machine_that_waits_no_longer_needs_no_answer() -> None:
    """It has gone on, or is over."""
    refusal = {"Error": "TaskTimedOut", "Message": "too late"}
    account = IncidentAccount(answers={"stepfunctions.send_task_success": refusal})

    assert account.run("ack", account.paged().id).exit_code == 0


@pytest.mark.parametrize("written", ["nothing-like-it", "", "20260314-0925-checkot-d3aa"])
def test_an_unknown_incident_is_refused(written: str) -> None:
    """With the incidents that there are, or that there are none."""
    account = IncidentAccount()
    assert "nothing is open" in account.run("ack", written).errors
    incident = account.paged()

    outcome = account.run("ack", written)

    assert outcome.exit_code == 2
    assert "incidents/unknown-incident" in outcome.errors
    assert incident.id in outcome.errors
    assert account.incident.waits


def test_open_incidents_are_listed() -> None:
    """With who looks after each, and for how long it is open."""
    account = IncidentAccount()
    assert account.run("incidents", "list").output == "Nothing is open in prod.\n"
    incident = account.paged()
    assert " open " in account.run("incidents", "list").output

    account.run("ack", incident.id)
    shown = account.run("incidents", "list").output
    (document,) = json.loads(account.run("incidents", "list", "--json").output)

    assert incident.id in shown
    assert "with ana" in shown
    assert "10m" in shown
    assert document["acknowledged_by"] == "ana"
    assert document["token"] is None


def test_what_is_over_is_listed_when_asked_for() -> None:
    """The newest ones."""
    account = IncidentAccount()
    incident = account.paged()
    account.run("incidents", "resolve", incident.id)

    assert incident.id not in account.run("incidents", "list").output
    assert incident.id in account.run("incidents", "list", "--over", "5").output


def test_the_timeline_is_shown() -> None:
    """Who was paged, what was noted, and no token of a machine."""
    account = IncidentAccount()
    incident = account.paged()
    account.run("incidents", "note", incident.id, "It is the payment provider.")

    shown = account.run("incidents", "show", incident.id).output
    data = account.run("incidents", "show", incident.id, "--json").output

    assert "ana is paged" in shown
    assert "ana: It is the payment provider." in shown
    assert incident.token not in shown + data


def test_an_empty_note_is_refused() -> None:
    """Nothing is asked of AWS."""
    account = IncidentAccount()

    assert account.run("incidents", "note", account.paged().id, " ").exit_code == 2
    assert account.session.asked == []


def test_an_incident_is_ended_by_hand() -> None:
    """Whoever was paged is told, the machine stops, and an alarm that still fires is named."""
    account = IncidentAccount()
    incident = account.paged()
    resolve = ("incidents", "resolve", incident.id, "--because", "rolled back")

    outcome = account.run(*resolve)

    assert outcome.output == f"{incident.id} is over; told: ana.\n"
    assert "not OK: shop-prod-checkout-no-orders" in outcome.errors
    assert account.aws.topics.told == ["contact-ana", "contact-ana"]
    assert account.aws.machines.answered == {incident.token: "resolved"}
    assert account.run(*resolve).output == f"{incident.id} was over before.\n"


@pytest.mark.parametrize(
    ("answers", "kind", "code"),
    [
        ({"sts.get_caller_identity": {"Account": "999999999999"}}, "incidents/wrong-account", 2),
        (
            {"dynamodb.query": {"Error": "ResourceNotFoundException", "Message": "none"}},
            "incidents/no-table",
            3,
        ),
        ({"dynamodb.query": {"Error": "AccessDeniedException", "Message": "no"}}, "aws/denied", 3),
    ],
    ids=["another account", "not deployed", "denied"],
)
def test_what_aws_does_not_have_is_named(
    answers: dict[str, dict[str, str]], kind: str, code: int
) -> None:
    """With what to do about it."""
    outcome = IncidentAccount(answers=answers).run("incidents", "list")

    assert outcome.exit_code == code
    assert kind in outcome.errors


def test_another_region_is_refused() -> None:
    """The stage has incidents where it has alarms."""
    outcome = run("incidents", "list", "--region", "eu-west-2")

    assert outcome.exit_code == 2
    assert "'eu-west-2' is not a Region of prod" in outcome.errors


@pytest.fixture
def elsewhere() -> IncidentAccount:
    """An account whose incidents are all in the recovery Region; the home has an empty table."""
    account = IncidentAccount()
    answers = account.session.answers
    del answers["eu-central-1 dynamodb.query"]
    answers["eu-west-1 dynamodb.query"] = {"Items": []}
    answers["eu-west-1 dynamodb.get_item"] = {}
    return account


def test_an_incident_is_found_in_each_region(elsewhere: IncidentAccount) -> None:
    """Nobody at night knows in which one it is; it is answered there."""
    incident = elsewhere.paged()

    listed = elsewhere.run("incidents", "list")
    by_end = elsewhere.run("ack", incident.id[-4:])
    by_id = elsewhere.run("incidents", "resolve", incident.id)

    assert (listed.exit_code, by_end.exit_code, by_id.exit_code) == (0, 0, 0)
    assert listed.output.count(incident.id) == 1
    assert elsewhere.incident.acknowledged_by == "ana"
    changes = [each for each in elsewhere.session.asked if "Put" in each or "Send" in each]
    assert {each.partition(" ")[0] for each in changes} == {"eu-central-1"}


def test_only_the_region_that_is_named_is_asked(elsewhere: IncidentAccount) -> None:
    """With `--region`, no other one."""
    incident = elsewhere.paged()

    assert elsewhere.run("ack", incident.id, "--region", "eu-west-1").exit_code == 2
    assert elsewhere.run("ack", incident.id, "--region", "eu-central-1").exit_code == 0


def test_a_region_that_may_not_be_read_is_named(elsewhere: IncidentAccount) -> None:
    """The others are shown all the same."""
    denied = {"Error": "AccessDeniedException", "Message": "no"}
    elsewhere.session.answers["us-east-1 dynamodb.query"] = denied
    incident = elsewhere.paged()

    listed = elsewhere.run("incidents", "list")

    assert incident.id in listed.output
    assert "us-east-1 is left out" in listed.errors


def test_an_item_of_something_else_is_named() -> None:
    """Another version of Tocsin may keep incidents otherwise."""
    account = IncidentAccount()
    incident = account.paged()
    for item in account.aws.dynamodb.items.values():
        if "document" in item:
            item["document"] = {"S": "{}"}

    outcome = account.run("incidents", "show", incident.id)

    assert outcome.exit_code == 3
    assert "incidents/unreadable" in outcome.errors
