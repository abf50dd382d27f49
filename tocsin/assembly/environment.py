"""The account and Region a stack is deployed to, and the pseudo parameters they decide."""

from dataclasses import dataclass
from functools import cache

_PARTITIONS = (
    ("cn-", "aws-cn", "amazonaws.com.cn"),
    ("us-gov-", "aws-us-gov", "amazonaws.com"),
    ("us-iso-", "aws-iso", "c2s.ic.gov"),
    ("us-isob-", "aws-iso-b", "sc2s.sgov.gov"),
    ("eu-isoe-", "aws-iso-e", "cloud.adc-e.uk"),
    ("us-isof-", "aws-iso-f", "csp.hci.ic.gov"),
    ("eusc-", "aws-eusc", "amazonaws.eu"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Environment:
    """Where a stack is deployed.

    Attributes:
        account: Twelve digits, or None if the template leaves it open.
        region: Such as `eu-west-1`, or None if the template leaves it open.
    """

    account: str | None
    region: str | None

    @property
    def account_text(self) -> str:
        """The account, or the pseudo parameter that stands for it."""
        return self.account or "${AWS::AccountId}"

    @property
    def region_text(self) -> str:
        """The Region, or the pseudo parameter that stands for it."""
        return self.region or "${AWS::Region}"

    @property
    def partition(self) -> str:
        """The partition; `aws` while the Region is open, as nearly all are."""
        return _partition(self.region or "")[0]

    @property
    def url_suffix(self) -> str:
        """The domain of the partition's endpoints."""
        return _partition(self.region or "")[1]


@cache
def _partition(region: str) -> tuple[str, str]:
    for prefix, partition, suffix in _PARTITIONS:
        if region.startswith(prefix):
            return partition, suffix
    return "aws", "amazonaws.com"
