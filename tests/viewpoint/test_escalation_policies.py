from datetime import UTC, datetime, timedelta

import pytest

from tests.support.drills import START
from tocsin.viewpoint import escalation_of, parse_viewpoint

VIEWPOINT = """\
system: shop
owner: platform
runbooks: https://example.com/runbooks
stages:
  prod: {account: "111122223333", region: eu-west-1}
  dev:
    account: "111122223333"
    region: eu-west-1
    contacts: {intern: {email: intern@example.com}}
    escalation: {critical: [{notify: intern}]}
contacts: {ana: {email: ana@example.com}, ben: {email: ben@example.com}}
on_call: {primary: {members: [ana, ben], hand_off: Monday 00:10, starts: 2025-12-29}}
escalation:
  critical: [{page: primary}, {after: 10m, page: [ana, ben]}]
  warning: [{notify: ana}]
  info: [{digest: ben}]
services: {checkout: {owner: payments}}
"""
PROD = 'prod: {account: "111122223333", regions: [eu-west-1, eu-central-1]}'


def _pages(stage: str, severity: str | None, *, minutes: int) -> list[tuple[float, str, str]]:
    viewpoint, _ = parse_viewpoint(VIEWPOINT)
    begins = datetime.fromtimestamp(START, UTC)
    pages = escalation_of(viewpoint, stage).pages(
        "a",
        severity,  # type: ignore[arg-type]
        begins,
        begins + timedelta(minutes=minutes),
    )
    return [((page.at - begins) / timedelta(minutes=1), page.contact, page.kind) for page in pages]


@pytest.mark.parametrize(
    ("severity", "minutes", "expected"),
    [
        ("critical", 5, [(0, "ana", "page")]),
        ("critical", 10, [(0, "ana", "page")]),
        ("critical", 11, [(0, "ana", "page"), (10, "ben", "page")]),
        ("warning", 60, [(0, "ana", "notify")]),
        ("info", 60, [(0, "ben", "digest")]),
        (None, 60, []),
    ],
)
def test_pages_end_with_the_incident(
    severity: str | None, minutes: int, expected: list[tuple[float, str, str]]
) -> None:
    """Tiers are told in turn while the incident lasts, by the rotation of their moment."""
    assert _pages("prod", severity, minutes=minutes) == expected


def test_a_stage_has_its_own_policy() -> None:
    """The policy and the contacts of a stage come before those of the viewpoint."""
    viewpoint, _ = parse_viewpoint(VIEWPOINT)

    assert _pages("dev", "critical", minutes=60) == [(0, "intern", "notify")]
    assert "intern" in escalation_of(viewpoint, "dev").contacts
    assert "intern" not in escalation_of(viewpoint, "prod").contacts


def test_a_contact_is_reached_at_what_stands_in_the_templates() -> None:
    """Addresses are those of the stage, with its values for the stage and each of its Regions."""
    text = VIEWPOINT.replace(
        "contacts: {ana: {email: ana@example.com},",
        "contacts: {desk: {https: 'ssm:/{stage}/{region}/desk', sqs: '{system}-{stage}-desk'},"
        " ana: {email: ana@example.com, sms: '+15550100101'},",
    ).replace('prod: {account: "111122223333", region: eu-west-1}', PROD)
    viewpoint, _ = parse_viewpoint(text)

    contacts = escalation_of(viewpoint, "prod").contacts

    assert contacts["ana"][:2] == ("ana@example.com", "+15550100101")
    assert contacts["desk"] == (
        "ssm:/prod/eu-west-1/desk",
        "shop-prod-desk",
        "ssm:/prod/eu-central-1/desk",
        "shop-prod-desk",
    )
