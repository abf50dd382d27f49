import pytest

from tests.support.viewpoints import changed, planned, problems_of

CHAT = ("ana@example.com}", "ana@example.com, slack: {workspace: T1, channel: C1}}")
SMS = ("ana@example.com}", 'ana@example.com, sms: "+15550100101"}')
NETWORK = (
    "resources:\n",
    "resources:\n      network: {type: cloudfront_distribution, distribution: E2EXAMPLE}\n",
)
REGION = "region: eu-west-1, recovery_region: eu-central-1"
CHINA = (REGION, "region: cn-north-1, recovery_region: cn-northwest-1")
WEST = (REGION, "region: us-gov-west-1, recovery_region: us-gov-east-1")
EAST = (REGION, "region: us-gov-east-1, recovery_region: us-gov-west-1")


@pytest.mark.parametrize("region", [CHINA, WEST, EAST], ids=["china", "west", "east"])
def test_other_partitions_have_most(region: tuple[str, str]) -> None:
    """A stage of another partition is planned like all others."""
    assert planned(changed(region)).alarms


@pytest.mark.parametrize(
    ("changes", "kind", "where"),
    [
        ((CHINA, CHAT), "chat-not-there", "contacts.ana.slack"),
        ((WEST, CHAT), "chat-not-there", "contacts.ana.slack"),
        ((CHINA, SMS), "sms-not-there", "contacts.ana.sms"),
        ((EAST, SMS), "sms-not-there", "contacts.ana.sms"),
        ((CHINA, NETWORK), "alarm-in-other-partition", "services.checkout.resources.network"),
        ((WEST, NETWORK), "alarm-in-other-partition", "services.checkout.resources.network"),
        (
            ((REGION, "region: us-gov-west-1, recovery_region: us-west-2"),),
            "recovery-in-other-partition",
            "stages.prod.recovery_region",
        ),
        (
            ((REGION, "region: eu-west-1, recovery_region: cn-north-1"),),
            "recovery-in-other-partition",
            "stages.prod.recovery_region",
        ),
        (((REGION, "region: us-iso-east-1"),), "unknown-partition", "stages.prod.region"),
        (((REGION, "region: eusc-de-east-1"), CHAT), "unknown-partition", "stages.prod.region"),
    ],
)
def test_what_is_not_there(changes: tuple[tuple[str, str], ...], kind: str, where: str) -> None:
    """What a partition does not have is refused, once, where it is asked for."""
    (problem,) = problems_of(changed(*changes))

    assert problem.kind == f"plan/{kind}"
    assert problem.where.subject == where
    assert problem.fix


@pytest.mark.parametrize("changes", [(WEST, SMS), (CHAT,), (SMS,), (NETWORK,)])
def test_what_is_there(changes: tuple[tuple[str, str], ...]) -> None:
    """Nothing is refused that a partition has."""
    assert planned(changed(*changes)).alarms


OF_THE_STAGE = """\
  prod:
    account: "111122223333"
    region: us-gov-west-1
    contacts: {ana: CONTACT}
    escalation:
      critical: [{page: ana}]
      warning: [{notify: ana}]
      info: [{digest: ana}]
"""
PROD = f'  prod: {{account: "111122223333", {REGION}}}\n'


def test_only_whom_the_stage_reaches() -> None:
    """A chat channel that the stage replaces does not matter."""
    text = changed(
        CHAT, (PROD, OF_THE_STAGE.replace("CONTACT", "{email: bo@example.com, slack: off}"))
    )

    assert planned(text).alarms


def test_a_contact_of_the_stage() -> None:
    """A problem with a contact of the stage alone stands there."""
    contact = "{slack: {workspace: T1, channel: C1}}"
    (problem,) = problems_of(changed((PROD, OF_THE_STAGE.replace("CONTACT", contact))))

    assert problem.where.subject == "stages.prod.contacts.ana.slack"


def test_a_network_whose_alarms_are_off() -> None:
    """A resource of another partition may stand in the viewpoint as long as nothing watches it."""
    watching = [each for each in planned(changed(NETWORK)).alarms if each.resource == "network"]
    off = ", ".join(f"{each.id.removeprefix('checkout-network-')}: off" for each in watching)
    quiet = (NETWORK[0], NETWORK[1].replace("E2EXAMPLE", f"E2EXAMPLE, alarms: {{{off}}}"))

    assert watching
    assert planned(changed(WEST, quiet)).alarms
