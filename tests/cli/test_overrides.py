"""Who stands in for whom, said on the command line and heeded by the function that pages."""

import json
from pathlib import Path

import pytest

from tests.support.incident_account import IncidentAccount
from tests.support.viewpoints import changed

OTHERS = """
  ben: {sms: "+4930123456"}
  dana: {email: dana@example.com}
  room: {sqs: room}
"""
TEXT = changed(
    ("  ana: {email: ana@example.com}\n", f"  ana: {{email: ana@example.com}}{OTHERS}"),
    ("primary: {members: [ana]}", "primary: {members: [ana]}\n  secondary: {members: [ben]}"),
    ("[{page: primary}]", "[{page: primary}, {after: 5m, page: secondary}]"),
    ("[{notify: ana}]", "[{notify: ana}, {after: 1h, page: dana}]"),
)
NOON = "2026-03-14T12:00Z"


@pytest.fixture(autouse=True)
def viewpoint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands run where the viewpoint of the shop is."""
    (tmp_path / "viewpoint.yaml").write_text(TEXT)
    monkeypatch.chdir(tmp_path)


def test_whoever_stands_in_is_paged() -> None:
    """The function reads what the command wrote."""
    account = IncidentAccount(minutes=-5)

    said = account.run("oncall", "override", "primary", "ben", "--until", "8h", "--because", "ill")
    account.paged()

    assert (said.exit_code, said.errors) == (0, "")
    assert (
        said.output
        == "ben has primary from 2026-03-14 09:20 to 2026-03-14 17:20 UTC in place of ana.\n"
    )
    assert account.aws.topics.told == ["contact-ben"]


def test_who_is_away_cannot_stand_in() -> None:
    """The machine would pass over them; who is away for another time can."""
    away = "absences: {ben: [{begins: 2026-03-14 10:00, ends: 2026-03-14 11:00}]}\n"
    Path("viewpoint.yaml").write_text(TEXT + away)
    account = IncidentAccount()

    refused = account.run("oncall", "override", "primary", "ben", "--until", NOON)
    accepted = account.run("oncall", "override", "primary", "ben", "--until", "10m")

    assert refused.exit_code == 2
    assert "ben is away from 2026-03-14 10:00 to 2026-03-14 11:00 UTC" in refused.errors
    assert accepted.exit_code == 0
    assert account.run("oncall", "overrides", "--json").output.count('"ben"') == 1


def test_it_is_listed_until_it_is_over() -> None:
    """With who said it, and why."""
    account = IncidentAccount()
    account.run("oncall", "override", "primary", "ben", "--until", NOON, "--because", "dentist")

    shown = account.run("oncall", "overrides").output
    (data,) = json.loads(account.run("oncall", "overrides", "--json").output)
    account.minutes = 600
    later = account.run("oncall", "overrides")

    assert "dentist" in shown
    assert (data["rotation"], data["name"], data["by"]) == ("primary", "ben", "ana")
    assert later.output == "Nobody stands in for anybody in prod.\n"
    assert "dentist" in account.run("oncall", "overrides", "--over").output


@pytest.mark.parametrize("begins", [None, "2026-03-14T11:00Z"], ids=["begun", "not begun"])
def test_it_is_ended_early(begins: str | None) -> None:
    """What has begun is kept with its end; turns go on."""
    account = IncidentAccount(minutes=-5)
    when = () if begins is None else ("--from", begins)
    account.run("oncall", "override", "primary", "ben", *when, "--until", NOON)
    account.minutes = 0

    outcome = account.run("oncall", "end-override", "primary")
    account.paged()

    assert outcome.output == "ben no longer stands in for primary.\n"
    assert account.aws.topics.told == ["contact-ana"]
    assert account.run("oncall", "end-override", "primary").exit_code == 2
    assert ("ben" in account.run("oncall", "overrides", "--over").output) is (begins is None)


@pytest.mark.parametrize(
    ("arguments", "kind"),
    [
        (("primry", "ben", "--until", NOON), "option/unknown-rotation"),
        (("primary", "bne", "--until", NOON), "option/not-paged"),
        (("primary", "room", "--until", NOON), "option/not-paged"),
        (("primary", "dana", "--until", NOON), "the critical policy"),
        (("primary", "ben", "--until", "noon"), "option/not-a-time"),
        (("primary", "ben", "--until", "2026-03-14T09:00Z"), "option/past"),
        (("primary", "ben", "--from", "10m", "--until", NOON), "option/not-a-time"),
        (("primary", "ben", "--from", NOON, "--until", "0m"), "option/past"),
    ],
)
def test_what_cannot_be_meant_is_refused(arguments: tuple[str, ...], kind: str) -> None:
    """Nothing is written: whoever cannot be paged must not have a rotation."""
    account = IncidentAccount()

    outcome = account.run("oncall", "override", *arguments)

    assert outcome.exit_code == 2
    assert kind in outcome.errors
    assert account.aws.dynamodb.items == {}


def test_two_do_not_stand_in_at_once() -> None:
    """The fix is the command that ends the other one."""
    account = IncidentAccount()
    account.run("oncall", "override", "primary", "ben", "--from", NOON, "--until", "4h")

    again = account.run("oncall", "override", "primary", "ana", "--until", "2026-03-14T13:00Z")
    other = account.run("oncall", "override", "secondary", "ana", "--until", "2026-03-14T13:00Z")
    _, _, fix = again.errors.partition("end it first: tocsin ")
    account.run(*fix.splitlines()[0].split())

    assert "option/overlaps" in again.errors
    assert other.exit_code == 0
    assert account.run("oncall", "override", "primary", "ana", "--until", "4h").exit_code == 0


def test_it_counts_in_each_region_that_pages() -> None:
    """The function of each Region reads the table beside it."""
    account = IncidentAccount()
    del account.session.answers["eu-central-1 dynamodb.query"]

    account.run("oncall", "override", "primary", "ben", "--until", "4h")
    account.run("oncall", "end-override", "primary")

    written = [each for each in account.session.asked if "PutItem" in each or "Delete" in each]
    assert {each.partition(" ")[0] for each in written} == {"eu-west-1", "eu-central-1"}
