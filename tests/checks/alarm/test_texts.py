"""The alarms that a text names."""

import pytest

from tocsin.checks.alarm_readers.texts import names_in_arns


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("arn:aws:cloudwatch:eu-west-1:111122223333:alarm:errors", {"errors"}),
        ("arn:aws-cn:cloudwatch:cn-north-1:111122223333:alarm:two words", {"two words", "two"}),
        ('["arn:aws:cloudwatch:${AWS::Region}:${AWS::AccountId}:alarm:errors"]', {"errors"}),
        ('["arn:${AWS::Partition}:cloudwatch:eu-west-1:${Id}:alarm:errors"]', {"errors"}),
        ("arn:aws:sns:eu-west-1:111122223333:errors", set()),
    ],
)
def test_an_arn_names_its_alarm_whatever_else_is_open(text: str, names: set[str]) -> None:
    """A region, a partition or an account that only a deployment knows hides no name."""
    assert names <= set(names_in_arns(text))
    assert bool(names) == bool(set(names_in_arns(text)))
