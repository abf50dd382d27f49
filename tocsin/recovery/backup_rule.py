"""A rule of a backup plan, as far as it decides what is lost."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupCopy:
    """A copy that a rule makes of each recovery point.

    Attributes:
        region: Where it goes.
        account: Whose vault it is in; None for that of the data.
        retention: How long it is kept; None for ever.
        within: How long copying may take, of which AWS promises nothing.
        is_isolated: Whether the vault is logically air-gapped, so that the account's end and its
            administrators do not delete what is in it.
    """

    region: str
    account: str | None = None
    retention: timedelta | None = None
    within: timedelta
    is_isolated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupRule:
    """When recovery points are made, and how long they are kept.

    Attributes:
        name: The rule's name.
        schedule: cron(...) of six fields.
        time_zone: IANA name.
        start_window: From the scheduled minute on.
        completion_window: From the job's start on.
        is_continuous: Whether it also keeps what allows a restore to a point in time, of types
            that can.
        retention: How long recovery points are kept; None for ever.
        copies: What it copies.
    """

    name: str
    schedule: str
    time_zone: str = "UTC"
    start_window: timedelta
    completion_window: timedelta
    is_continuous: bool = False
    retention: timedelta | None = None
    copies: tuple[BackupCopy, ...] = ()
