from dataclasses import replace

import pytest

from tests.support.templates import ENVIRONMENT


@pytest.mark.parametrize(
    ("region", "prefix"),
    [
        ("eu-central-1", "arn:aws:sqs:eu-central-1:"),
        ("cn-north-1", "arn:aws-cn:sqs:cn-north-1:"),
        ("us-gov-west-1", "arn:aws-us-gov:sqs:us-gov-west-1:"),
    ],
)
def test_partition(region: str, prefix: str) -> None:
    """A name is in the partition of its region."""
    environment = replace(ENVIRONMENT, region=region)

    assert environment.arn("sqs", "inbox") == f"{prefix}111122223333:inbox"


@pytest.mark.parametrize(
    ("region", "arn"),
    [
        ("us-west-2", "arn:aws:backup:us-west-2:111122223333:vault"),
        ("", "arn:aws:backup::111122223333:vault"),
    ],
)
def test_other_region(region: str, arn: str) -> None:
    """A name can be that of another region, or of none."""
    assert ENVIRONMENT.arn("backup", "vault", region=region) == arn
