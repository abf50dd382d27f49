"""What is protected, and mistakes about it that the plan alone sees."""

import pytest

from tests.support.viewpoints import SMALL, changed, problems_of

BACKUPS = SMALL[SMALL.index("data_protection:") :]
TWO = "regions: [eu-west-1, us-east-1], recovery_region: eu-central-1"


def _problems(protection: str, *edits: tuple[str, str]) -> list[tuple[str, str]]:
    text = changed((BACKUPS, f"data_protection:\n{protection}"), *edits)
    return [(each.kind, each.where.subject) for each in problems_of(text)]


DAILY = "  schedules:\n    daily: {schedule: cron(0 3 * * ? *)}\n  protected:\n"
MONTHLY = (
    "  schedules:\n    monthly: {schedule: cron(0 3 1 * ? *), copy_retention: 90d}\n  protected:\n"
)
TABLE = "    t: {resource: checkout/orders, schedules: [daily]}\n"


@pytest.mark.parametrize(
    ("second", "subject"),
    [
        ('arn: "arn:aws:dynamodb:eu-west-1:111122223333:table/shop-orders"', "u"),
        ('arn: "arn:aws:dynamodb:{region}:{account}:table/shop-orders"', "u"),
        ('arn: "arn:aws:dynamodb:{region}:{account}:table/others"', ""),
    ],
)
def test_one_thing_under_two_names(second: str, subject: str) -> None:
    """Its backup would be counted twice, and the alarm would wait for the second one for ever."""
    found = _problems(f"{DAILY}{TABLE}    u: {{{second}, schedules: [daily]}}\n")

    expected = ("plan/protected-twice", f"data_protection.protected.{subject}")
    assert found == ([expected] if subject else [])


def test_a_bucket_is_in_one_region() -> None:
    """A name without a Region cannot be in two."""
    regions = "regions: [eu-west-1, us-east-1]"
    bucket = f'    b: {{arn: "arn:aws:s3:::b", {regions}, schedules: [daily]}}\n'
    one = "region: eu-west-1, recovery_region: eu-central-1"

    found = _problems(f"{DAILY}{bucket}", (one, TWO))

    assert found == [("plan/protected-twice", "data_protection.protected.b")]


def test_a_stored_name_is_another_one_elsewhere() -> None:
    """A parameter of the recovery Region cannot stand for the data of two others."""
    item = '    t: {arn: "ssm:/shop/orders", schedules: [monthly]}\n'
    one = "region: eu-west-1, recovery_region: eu-central-1"

    assert _problems(f"{MONTHLY}{item}") == []
    assert set(_problems(f"{MONTHLY}{item}", (one, TWO))) == {
        ("plan/stored-in-another-region", "data_protection.protected.t")
    }
