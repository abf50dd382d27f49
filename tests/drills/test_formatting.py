import pytest

from tocsin.drills.formatting import arn_name, short_reference


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("shop-prod", "shop-prod"),
        ("{{resolve:ssm:/shop/alb}}", "ssm:/shop/alb"),
        (
            "{{resolve:secretsmanager:shop:SecretString:url}}",
            "secretsmanager:shop:SecretString:url",
        ),
        ("app/{{resolve:ssm:/shop/alb}}/1", "app/ssm:/shop/alb/1"),
        ("${Orders.QueueName}", "${Orders.QueueName}"),
    ],
)
def test_dynamic_references_are_written_short(value: str, expected: str) -> None:
    """A dynamic reference stands in drills without its braces."""
    assert short_reference(value) == expected


@pytest.mark.parametrize(
    ("action", "name"),
    [
        ("arn:aws:sns:eu-west-1:111122223333:shop-critical", "shop-critical"),
        ("shop-critical", "shop-critical"),
    ],
)
def test_actions_are_known_by_the_name_in_their_arn(action: str, name: str) -> None:
    """An action may be named by its ARN or by the name at its end."""
    assert arn_name(action) == name
