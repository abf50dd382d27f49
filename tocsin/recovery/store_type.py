"""What AWS Backup can do with a type of data store."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

_GUIDE = "https://docs.aws.amazon.com/aws-backup/latest/devguide"
FEATURES = f"{_GUIDE}/backup-feature-availability.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreType:
    """A type of data store.

    Attributes:
        name: What AWS Backup calls it.
        behind: How far behind the newest moment is that its continuous backup restores; None for a
            type of which a plan makes snapshots alone.
        spans_zones: Whether it loses nothing with an Availability Zone, by its nature.
        goes_cold: Whether its recovery points can move to cold storage.
        crosses_regions: Whether a recovery point can be copied to another Region.
        crosses_accounts: Whether one can be copied to another account.
        is_restore_tested: Whether restore testing knows it.
        can_be_isolated: Whether a logically air-gapped vault takes it.
        source: The page of AWS.
    """

    name: str
    behind: timedelta | None = None
    spans_zones: bool = False
    goes_cold: bool = False
    crosses_regions: bool = True
    crosses_accounts: bool = True
    is_restore_tested: bool = True
    can_be_isolated: bool = True
    source: str = FEATURES


_FIVE, _FIFTEEN = timedelta(minutes=5), timedelta(minutes=15)

STORE_TYPES: Mapping[str, StoreType] = {
    each.name: each
    for each in (
        StoreType(name="RDS", behind=_FIVE, can_be_isolated=False),
        StoreType(name="Aurora", behind=_FIVE, spans_zones=True),
        StoreType(name="Aurora DSQL", spans_zones=True, goes_cold=True, is_restore_tested=False),
        # With the advanced features, which every account has whose first vault is of 2021-11-21
        # or later, and which a plan switches on in others.
        StoreType(name="DynamoDB", spans_zones=True, goes_cold=True),
        StoreType(name="S3", behind=_FIFTEEN, spans_zones=True),
        StoreType(name="EBS", goes_cold=True),
        StoreType(name="EC2"),
        StoreType(name="EFS", spans_zones=True, goes_cold=True),
        StoreType(name="FSx"),
        StoreType(name="DocumentDB", spans_zones=True),
        StoreType(name="Neptune", spans_zones=True),
        StoreType(name="Timestream", goes_cold=True, is_restore_tested=False),
        StoreType(name="Storage Gateway", is_restore_tested=False),
        StoreType(name="VirtualMachine", goes_cold=True, is_restore_tested=False),
        StoreType(name="ElastiCache", crosses_regions=False, crosses_accounts=False,
                  is_restore_tested=False, can_be_isolated=False),
        StoreType(name="MSK", crosses_regions=False, crosses_accounts=False,
                  is_restore_tested=False, can_be_isolated=False),
    )
}  # fmt: skip
"""By name. Facts of https://docs.aws.amazon.com/aws-backup/latest/devguide/."""
