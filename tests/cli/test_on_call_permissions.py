"""The permissions that docs/on-call.md asks for are those of the calls that commands make."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_incident_review import account as reviewed
from tests.cli.test_page_test import PersonAccount, TrialAccount
from tests.support.incident_account import IncidentAccount
from tests.support.project import ROOT
from tests.support.viewpoints import SMALL
from tocsin.aws import ON_CALL_ACTIONS, on_call_policy

PAGE = (ROOT / "docs/on-call.md").read_text()
_IAM_NAMES = {"stepfunctions": "states"}


@pytest.fixture(autouse=True)
def viewpoint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands run where the viewpoint of the shop is."""
    (tmp_path / "viewpoint.yaml").write_text(SMALL)
    monkeypatch.chdir(tmp_path)


def asked_by(command: str) -> set[str]:
    """Return what a command asks in the course of its work, as IAM calls it."""
    if command == "page-test":
        trial = TrialAccount()
        assert trial.run("--yes").exit_code == 0
        return _actions(trial.account)
    if command == "page-test --to":
        alone = PersonAccount()
        assert alone.run("--to", "ana").exit_code == 0
        return _actions(alone.account)
    account = reviewed() if command == "incidents review" else IncidentAccount()
    incident = account.paged()
    override = ("oncall", "override", "primary", "ana", "--until", "8h")
    later = ("oncall", "override", "primary", "ana", "--from", "2026-03-15T09:00", "--until", "8h")
    runs: dict[str, list[tuple[str, ...]]] = {
        "ack": [("ack", incident.id), ("ack", incident.id[-4:])],
        "incidents note": [("incidents", "note", incident.id[-4:], "a text")],
        "incidents resolve": [("incidents", "resolve", incident.id[-4:])],
        "incidents show": [("incidents", "show", incident.id[-4:])],
        "incidents review": [("incidents", "review", incident.id[-4:])],
        "incidents list": [("incidents", "list")],
        "incidents stats": [("incidents", "stats")],
        "oncall override": [override],
        "oncall overrides": [("oncall", "overrides")],
        "oncall end-override": [("oncall", "end-override", "primary")] * 2,
    }
    if command == "oncall end-override":
        account.run(*override)
        account.minutes = 60
    account.session.asked.clear()
    for number, words in enumerate(runs[command]):
        assert account.run(*words).exit_code == 0
        if command == "oncall end-override" and number == 0:
            kept = len(account.session.asked)
            account.run(*later)
            del account.session.asked[kept:]
    return _actions(account)


def _actions(account: IncidentAccount) -> set[str]:
    named = (each.partition(" ")[2].partition(":") for each in account.session.asked)
    actions = {f"{_IAM_NAMES.get(service, service)}:{name}" for service, _, name in named}
    # IAM has a name of its own for it.
    return {each.replace("lambda:Invoke", "lambda:InvokeFunction") for each in actions}


@pytest.mark.parametrize("command", ON_CALL_ACTIONS)
def test_no_command_is_allowed_more_than_it_asks(command: str) -> None:
    """Nor less: each action is asked in the course of a run."""
    assert asked_by(command) - {"sts:GetCallerIdentity"} == set(ON_CALL_ACTIONS[command])


@pytest.mark.parametrize("command", ON_CALL_ACTIONS)
def test_the_page_has_the_actions_of_each_command(command: str) -> None:
    """As a row of its table."""
    actions = ", ".join(f"`{each}`" for each in sorted(ON_CALL_ACTIONS[command]))

    assert f"| `tocsin {command}` | {actions} |" in PAGE


def test_the_page_has_a_policy_for_answering() -> None:
    """With all that somebody who carries the pager needs, and only of their stage."""
    written = [json.loads(each) for each in re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)]
    policies: list[Any] = [
        on_call_policy(each, stage="shop-prod", place="us-east-1:111122223333")
        for each in ("ack", "incidents resolve")
    ]

    assert policies[0] in written
    assert policies[1] in written
    for policy in policies:
        resources = [each for one in policy["Statement"] for each in one["Resource"]]
        assert "*" not in resources
