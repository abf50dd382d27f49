"""Which principals a statement speaks of."""

import pytest

from tocsin.policies import Principal, Request, evaluate

CLOUDWATCH = Principal(service="cloudwatch.amazonaws.com")
ROLE_ARN = "arn:aws:iam::111122223333:role/ops/pager"
ROLE = Principal(account="111122223333", arn=ROLE_ARN)
SESSION = Principal(account="111122223333", arn="arn:aws:sts::111122223333:assumed-role/pager/rule")
BOB = Principal(account="444455556666", arn="arn:aws:iam::444455556666:user/Bob")
ROOT = "arn:aws:iam::111122223333:root"


def _allowed(principal: Principal, effect: str = "Allow", **element: object) -> bool | None:
    statement = {"Effect": effect, "Action": "s3:*", "Resource": "*", **element}
    everybody = {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}
    statements = [statement] if effect == "Allow" else [statement, everybody]
    request = Request(
        principal=principal, action="s3:GetObject", resource="arn:aws:s3:::bucket", context={}
    )
    return evaluate({"Version": "2012-10-17", "Statement": statements}, request).is_allowed


@pytest.mark.parametrize(
    ("principal", "expected"),
    [
        ("*", True),
        ({"AWS": "*"}, True),
        ({"Service": "cloudwatch.amazonaws.com"}, True),
        ({"Service": ["events.amazonaws.com", "cloudwatch.amazonaws.com"]}, True),
        ({"Service": "events.amazonaws.com"}, False),
        ({"Service": "lambda.alarms.cloudwatch.amazonaws.com"}, False),
        ({"AWS": ROOT, "Service": "cloudwatch.amazonaws.com"}, True),
        # An account, its root, a role: none of them covers a service.
        ({"AWS": ROOT}, False),
        ({"AWS": "111122223333"}, False),
        ({"AWS": ["111122223333", ROLE_ARN]}, False),
        ({"AWS": "arn:aws:iam::${AWS::AccountId}:root"}, False),
        ({"AWS": "${AWS::AccountId}"}, False),
        ({"AWS": "${Role.Arn}"}, False),
        ({"AWS": "${Principal}"}, None),
        ({"Service": "${Service}"}, None),
        ({"Service": "cloudwatch.eu-west-1.amazonaws.com"}, None),
        ({"Service": "*"}, True),
        ({"Federated": "accounts.google.com"}, False),
        ({"CanonicalUser": "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be"}, 0),
        ("${Everybody}", None),
        (None, None),
        ({}, False),
    ],
)
def test_a_service(principal: object, *, expected: bool | None) -> None:
    """A service is covered by its own name or by everybody, and by no account.

    https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
    """
    assert _allowed(CLOUDWATCH, Principal=principal) == expected


@pytest.mark.parametrize(
    ("principal", "asking", "expected"),
    [
        ({"AWS": ROLE_ARN}, ROLE, True),
        ({"AWS": ROLE_ARN}, SESSION, True),
        ({"AWS": "arn:aws:iam::111122223333:role/other"}, SESSION, False),
        ({"AWS": ROLE_ARN}, BOB, False),
        ({"AWS": "arn:aws:iam::444455556666:user/bob"}, BOB, False),
        ({"AWS": "*"}, BOB, True),
        ({"Service": "sns.amazonaws.com"}, BOB, False),
        # The account is trusted to decide, and what it decides is not in this policy.
        ({"AWS": ROOT}, ROLE, None),
        ({"AWS": "111122223333"}, ROLE, None),
        ({"AWS": ["555555555555", "123456789012"]}, ROLE, False),
        ({"AWS": "arn:aws:iam::${AWS::AccountId}:root"}, BOB, None),
        ({"AWS": [ROOT, ROLE_ARN]}, ROLE, True),
    ],
)
def test_a_user_or_role(principal: object, asking: Principal, *, expected: bool | None) -> None:
    """A role stands for its sessions; an account leaves the say to its own policies."""
    assert _allowed(asking, Principal=principal) is expected


@pytest.mark.parametrize("own", [True, False])
def test_what_an_account_decides(*, own: bool) -> None:
    """Where the policies of a role are known, a statement about its account goes by them."""
    role = Principal(account="111122223333", arn=ROLE_ARN, own_policies_allow=own)

    assert _allowed(role, Principal={"AWS": ROOT}) is own
    assert _allowed(role, effect="Deny", Principal={"AWS": ROOT}) is False


@pytest.mark.parametrize(
    ("excluded", "asking", "expected"),
    [
        # The example of AWS: Bob is excluded with his account, so nothing denies him.
        (["arn:aws:iam::444455556666:user/Bob", "arn:aws:iam::444455556666:root"], BOB, True),
        # Without the account, AWS may deny the account first.
        (["arn:aws:iam::444455556666:user/Bob"], BOB, None),
        (["arn:aws:iam::444455556666:root"], BOB, None),
        ([ROOT], BOB, False),
        (["arn:aws:iam::444455556666:user/Bob", "arn:aws:iam::444455556666:root"], ROLE, False),
        # A service is none of those listed, so all of them are denied.
        (["arn:aws:iam::444455556666:user/Bob", ROOT], CLOUDWATCH, False),
    ],
)
def test_not_principal_denies_all_others(
    excluded: list[str], asking: Principal, *, expected: bool | None
) -> None:
    """A denial of all but some denies services too, unless one is named.

    https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
    """
    assert _allowed(asking, effect="Deny", NotPrincipal={"AWS": excluded}) is expected


def test_not_principal_may_name_a_service() -> None:
    """The service that is named is not denied; with Allow, all others are let in."""
    but_ours = {"AWS": ROOT, "Service": "cloudwatch.amazonaws.com"}

    assert _allowed(CLOUDWATCH, effect="Deny", NotPrincipal=but_ours) is True
    assert _allowed(CLOUDWATCH, NotPrincipal=but_ours) is False
    assert _allowed(CLOUDWATCH, NotPrincipal={"AWS": ROOT}) is True
