"""Recovery points, by the sizes that a usage declares."""

from collections.abc import Iterator
from dataclasses import dataclass

from tocsin.assembly import Assembly
from tocsin.cost.counted import Counted, Uncounted
from tocsin.cost.counting.of_resource import called, in_usage
from tocsin.cost.counting.runs import HOURS, runs_a_month
from tocsin.cost.usage import DataUsage, Usage
from tocsin.recovery import BackupRule, Backups, FoundStore, find_stores
from tocsin.schedules import AWS_BACKUP

_PRICES = {
    "Aurora": "backup-aurora", "DocumentDB": "backup-documentdb", "DynamoDB": "backup-dynamodb",
    "EBS": "backup-ebs", "EC2": "backup-ebs", "EFS": "backup-efs", "FSx": "backup-fsx",
    "Neptune": "backup-neptune", "RDS": "backup-rds", "S3": "backup-s3",
}  # fmt: skip
_ALWAYS_WHOLE = frozenset({"Aurora", "DocumentDB", "DynamoDB", "Neptune"})
"""Types of which each recovery point is all of the data.

https://docs.aws.amazon.com/aws-backup/latest/devguide/backup-feature-availability.html
"""
_MONTH_DAYS = HOURS / 24
_YEAR_DAYS = 365.0


def backups(assembly: Assembly, usage: Usage) -> Iterator[Counted | Uncounted]:
    """Yield gigabytes of recovery points, of their copies, and what goes to other Regions.

    Prices of warm storage are put to all of it. What a document of data stores says wrongly is a
    problem of whoever reads it first, and raised here.

    Raises:
        UnreadableDocumentError: A document of data stores cannot be read.
    """
    stacks = {str(each.template_path): each for each in assembly.stacks}
    for found in find_stores(Backups(assembly)):
        if not found.store.rules:
            continue
        stack = stacks.get(str(found.where.source))
        place = _Place(
            subject=found.store.name,
            stack=stack.name if stack else "",
            account=stack.environment.account_text if stack else "",
            region=found.store.region,
        )
        yield from _of_store(found, place, usage.data_stores.get(found.store.name))
    for plan in assembly.resources("AWS::Backup::RestoreTestingPlan"):
        yield Uncounted(
            what="restore tests",
            subject=called(plan),
            stack=plan.stack.name,
            known_by="nothing: AWS charges for each recovery point, and what is restored",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where a data store is, for what is counted of it."""

    subject: str
    stack: str
    account: str
    region: str

    def counted(self, price: str, units: float, region: str, assumed: str = "") -> Counted:
        return Counted(
            price=price,
            units=units,
            subject=self.subject,
            stack=self.stack,
            account=self.account,
            region=region,
            assumed=assumed,
        )

    def uncounted(self, what: str, known_by: str) -> Uncounted:
        return Uncounted(what=what, subject=self.subject, stack=self.stack, known_by=known_by)


def _of_store(
    found: FoundStore, place: _Place, data: DataUsage | None
) -> Iterator[Counted | Uncounted]:
    type_ = found.store.type
    if data is None:
        yield place.uncounted("backups of data stores", in_usage("data_stores"))
        return
    price = _PRICES.get(type_)
    if price is None:
        yield place.uncounted(
            f"backups of {type_ or 'unknown types'}", "nothing: its price is not known here"
        )
        return
    for rule in found.store.rules:
        yield from _of_rule(rule, place, data, price, is_whole=type_ in _ALWAYS_WHOLE)


def _of_rule(
    rule: BackupRule, place: _Place, data: DataUsage, price: str, *, is_whole: bool
) -> Iterator[Counted | Uncounted]:
    runs = runs_a_month(rule.schedule, AWS_BACKUP, rule.time_zone)
    if runs is None:
        yield place.uncounted("backups", "a schedule that can be read")
        return
    of_points = _Points(runs=runs, data=data, is_whole=is_whole)
    days = _days(rule)
    yield place.counted(price, of_points.stored(days), place.region, of_points.assumed(days))
    for copy in rule.copies:
        kept = copy.retention.total_seconds() / 86_400 if copy.retention else _YEAR_DAYS
        yield place.counted(price, of_points.stored(kept), copy.region, of_points.assumed(kept))
        if copy.region != place.region:
            yield place.counted("backup-transfer", of_points.sent(), place.region)


def _days(rule: BackupRule) -> float:
    return rule.retention.total_seconds() / 86_400 if rule.retention else _YEAR_DAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class _Points:
    """Recovery points of a rule.

    Attributes:
        runs: How many there are in a month.
        data: What they are of.
        is_whole: Whether each is all of the data.
    """

    runs: float
    data: DataUsage
    is_whole: bool

    def stored(self, days: float) -> float:
        """Return how many gigabytes there are when the first ones begin to expire."""
        if self.is_whole:
            return self.data.gigabytes * max(1.0, self.runs * days / _MONTH_DAYS)
        return self.data.gigabytes * (1 + (self.data.changed_a_day or 0.0) * days)

    def sent(self) -> float:
        """Return how many gigabytes are copied in a month, after the first time."""
        if self.is_whole:
            return self.data.gigabytes * self.runs
        return self.data.gigabytes * (self.data.changed_a_day or 0.0) * _MONTH_DAYS

    def assumed(self, days: float) -> str:
        """Say what was assumed."""
        parts = []
        if not self.is_whole and self.data.changed_a_day is None:
            parts.append("nothing changes: changed_a_day says how much does")
        if days == _YEAR_DAYS:
            parts.append("what is kept for ever is what a year brings")
        return "; ".join(parts)
