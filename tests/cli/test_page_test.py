"""A page that is tried: from a test alarm through the functions to whoever answers."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from tests.functions.test_incident_functions import DOCUMENT, take
from tests.support.command_line import Outcome
from tests.support.incident_account import IncidentAccount
from tests.support.incident_aws import page_event
from tests.support.incidents import TOPIC, after
from tests.support.viewpoints import SMALL
from tocsin.incidents import Incident, Step, acknowledged

ALARM = "shop-prod-page-test"
ANA = "arn:aws:sns:eu-west-1:111122223333:shop-prod-contact-ana"


@pytest.fixture(autouse=True)
def viewpoint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands run where the viewpoint of the shop is."""
    (tmp_path / "viewpoint.yaml").write_text(SMALL)
    monkeypatch.chdir(tmp_path)


class TrialAccount:
    """An account in which a test alarm notifies the functions, as CloudWatch does."""

    def __init__(self, *, answers_after: int = 2, is_deaf: bool = False) -> None:
        """Let somebody answer after some looks at the table; a deaf one hears no notification."""
        self.alarms: dict[str, Mapping[str, Any]] = {}
        self.looks = 0
        self.answers_after = answers_after
        self.is_deaf = is_deaf
        self.account = IncidentAccount(
            answers={
                "cloudwatch.put_metric_alarm": self.put,
                "cloudwatch.set_alarm_state": self.set,
                "cloudwatch.delete_alarms": self.delete,
            }
        )
        self.aws = self.account.aws

    def put(self, asked: Mapping[str, Any]) -> Mapping[str, Any]:
        """Make the alarm."""
        assert asked["AlarmActions"] == ["arn:aws:sns:eu-west-1:111122223333:shop-prod-critical"]
        self.alarms[asked["AlarmName"]] = asked
        return {}

    def set(self, asked: Mapping[str, Any]) -> Mapping[str, Any]:
        """Notify the functions of the new state."""
        body = {
            "AlarmName": asked["AlarmName"],
            "AlarmDescription": self.alarms[asked["AlarmName"]]["AlarmDescription"],
            "NewStateValue": asked["StateValue"],
            "StateChangeTime": f"2026-03-14T09:25:{10 + self.looks:02}.000+0000",
        }
        message = {"TopicArn": f"{TOPIC}-critical", "Message": json.dumps(body)}
        if not self.is_deaf:
            assert take(self.aws, json.dumps(message)) == []
        return {}

    def delete(self, asked: Mapping[str, Any]) -> Mapping[str, Any]:
        """Forget the alarm."""
        for name in asked["AlarmNames"]:
            del self.alarms[name]
        return {}

    def wait(self, _seconds: float) -> None:
        """Let the machine page, and somebody answer."""
        self.looks += 1
        incident = self.aws.table.last_of("page test")
        if incident is None or not incident.waits:
            return
        if self.looks == 1:
            event = page_event(incident.id, 0, DOCUMENT, execution=incident.execution)
            self.aws.pager.page(event, after(2))
        elif self.looks == self.answers_after:
            self.aws.table.change(incident.id, _by_ana)

    def run(self, *arguments: str) -> Outcome:
        """Try a page."""
        with mock.patch("tocsin.cli.account.page_test.sleep", side_effect=self.wait):
            return self.account.run("page-test", *arguments)


def _by_ana(incident: Incident | None) -> Step:
    assert incident is not None
    return acknowledged(incident, "ana", after(42), "tocsin ack")


def test_a_page_is_followed_until_somebody_answers() -> None:
    """Each step is told; nothing is left but the incident, which is over."""
    tested = TrialAccount()

    outcome = tested.run("--yes")

    assert (outcome.exit_code, outcome.errors) == (0, "")
    said = [line.split("  ")[-1] for line in outcome.output.splitlines() if line.startswith("  ")]
    assert said[0].startswith(f"opened by {ALARM}: A test of the page by ana: nothing is wrong.")
    assert said[1:4] == [
        "ana is paged",
        "the page to ana is with Amazon SNS",
        "ana acknowledges it by tocsin ack",
    ]
    assert "ana answered 41s after the alarm." in outcome.output
    assert tested.alarms == {}
    incident = tested.aws.table.last_of("page test")
    assert incident is not None
    assert incident.is_over
    assert "There was no incident" in tested.account.run("incidents", "stats").output


@pytest.mark.parametrize("is_deaf", [False, True], ids=["nobody answers", "nothing arrives"])
def test_a_page_that_nobody_answers_is_a_problem(*, is_deaf: bool) -> None:
    """The alarm is deleted all the same."""
    tested = TrialAccount(answers_after=999, is_deaf=is_deaf)

    outcome = tested.run("--yes", "--wait", "30s")

    assert outcome.exit_code == 1
    said = "opened no incident" if is_deaf else "Nobody has answered"
    assert said in outcome.output + outcome.errors
    assert tested.alarms == {}


def test_an_interrupted_test_is_cleaned_up() -> None:
    """By whoever waits."""
    tested = TrialAccount()

    def interrupted(_seconds: float) -> Iterator[None]:
        raise KeyboardInterrupt

    with mock.patch.object(tested, "wait", interrupted):
        outcome = tested.run("--yes")

    assert outcome.exit_code != 0
    assert tested.alarms == {}


def test_nothing_happens_unasked() -> None:
    """Without a terminal, nobody is paged."""
    tested = TrialAccount()

    outcome = tested.run()

    assert outcome.exit_code == 2
    assert "say --yes" in outcome.errors
    assert tested.alarms == {}
    assert not [each for each in tested.account.session.asked if "cloudwatch" in each]


@pytest.mark.parametrize(
    "arguments", [("--severity", "urgent"), ("--severity", "info"), ("--wait", "soon")]
)
def test_wrong_options_are_refused(arguments: tuple[str, ...]) -> None:
    """Before anything is asked."""
    assert TrialAccount().run("--yes", *arguments).exit_code == 2


def test_one_person_is_paged_alone_and_answers() -> None:
    """By the function that pages in earnest; no alarm fires, and no machine starts."""
    tested = PersonAccount()

    outcome = tested.run("--to", "ana")

    assert (outcome.exit_code, outcome.errors) == (0, "")
    said = [line.split("  ")[-1] for line in outcome.output.splitlines() if line.startswith("  ")]
    assert said[1:] == [
        "ana is paged",
        "the page to ana is with Amazon SNS",
        "ana acknowledges it by tocsin ack",
    ]
    assert "ana answered 42s after the alarm." in outcome.output
    assert tested.aws.topics.told == [ANA, ANA]
    assert not tested.aws.machines.started
    assert tested.incident.closed == after(60)
    assert "option/not-paged" in tested.run("--to", "anna").errors


@pytest.mark.parametrize("breaks", ["nobody answers", "the function fails"])
def test_a_person_who_is_not_reached_is_a_problem(breaks: str) -> None:
    """The incident is over all the same, and nobody else was told."""
    tested = PersonAccount(answers_after=999, fails=breaks == "the function fails")

    outcome = tested.run("--to", "ana", "--wait", "30s")

    said = {
        "nobody answers": (1, "Nobody has answered"),
        "the function fails": (3, "perhaps nobody was paged"),
    }
    code, text = said[breaks]
    assert outcome.exit_code == code
    assert text in outcome.output + outcome.errors
    assert tested.incident.is_over
    assert tested.aws.topics.told == ([] if breaks == "the function fails" else [ANA, ANA])


class PersonAccount(TrialAccount):
    """An account whose function that pages may be asked."""

    def __init__(self, *, answers_after: int = 2, fails: bool = False) -> None:
        """Let somebody answer after some looks at the table, or let the function fail."""
        super().__init__(answers_after=answers_after)
        self.fails = fails
        self.account = IncidentAccount(minutes=0, answers={"lambda.invoke": self.invoke})
        self.aws = self.account.aws

    def invoke(self, asked: Mapping[str, Any]) -> Mapping[str, Any]:
        """Run the function, as AWS Lambda does."""
        assert asked["FunctionName"] == "shop-prod-incident-page"
        if self.fails:
            return {"StatusCode": 200, "FunctionError": "Unhandled"}
        self.aws.pager.page(json.loads(asked["Payload"]), after(2))
        return {"StatusCode": 200}

    @property
    def incident(self) -> Incident:
        """The incident of the test."""
        found = [*self.aws.table.unfinished()]
        if found:
            return found[0]
        (over,) = json.loads(self.account.run("incidents", "list", "--over", "1", "--json").output)
        loaded = self.aws.table.load(over["id"])
        assert loaded is not None
        return loaded

    def wait(self, _seconds: float) -> None:
        """Let somebody answer."""
        self.looks += 1
        self.account.minutes += 0.5
        if self.looks == self.answers_after:
            self.aws.table.change(self.incident.id, _by_ana)

    def run(self, *arguments: str) -> Outcome:
        """Try a person."""
        with mock.patch("tocsin.cli.account.person_test.sleep", side_effect=self.wait):
            return self.account.run("page-test", *arguments)
