"""What the settings of AWS Backup in a Region leave out."""

from collections.abc import Iterator, Sequence

from tocsin.assembly import read_arn
from tocsin.aws import AwsRegion
from tocsin.diagnostics import Problem
from tocsin.plan import BackupPlanSpec
from tocsin.preflight.check import found
from tocsin.preflight.deployment import Deployment

_SHARED_ARNS = {
    ("rds", "cluster"): ("Aurora", "DocumentDB", "Neptune"),
    ("fsx", "file-system"): ("FSx",),
}
"""What an ARN may be that several services share: these obey the opt-in even by ARN.

https://docs.aws.amazon.com/aws-backup/latest/devguide/assigning-resources.html
"""


def find_backup_settings(deployment: Deployment, region: AwsRegion) -> Iterator[Problem]:
    """Yield what is protected, and yet would not be backed up or copied."""
    backup = deployment.plan.backup
    here = [
        each
        for each in (backup.regions if backup is not None else ())
        if each.vault.region == region.name
    ]
    if not here:
        return
    settings = region.ask("backup", "describe_region_settings") or {}
    opted_in = settings.get("ResourceTypeOptInPreference", {})
    advanced = settings.get("ResourceTypeManagementPreference", {})
    plans = [plan for each in here for plan in each.plans]
    for plan in plans:
        for arn in filter(_is_arn, plan.arns):
            kinds = _SHARED_ARNS.get(_kind(arn), ())
            # The ARN does not say which of them it is, so one that is opted in may be the one.
            if kinds and not any(map(opted_in.get, kinds)):
                yield _not_opted_in(region, arn, kinds)
            if _needs_advanced_features(arn, plan) and not advanced.get("DynamoDB"):
                yield _not_copied(region, arn)
        closed = sorted(kind for kind, is_in in opted_in.items() if not is_in)
        if plan.tagged and closed:
            yield _passed_over(region, plan, closed)
    yield from _closed_to_accounts(region, plans)


def _is_arn(text: str) -> bool:
    """Tell whether it is known what is protected: a stored value may be any ARN."""
    return text.startswith("arn:")


def _kind(arn: str) -> tuple[str, str]:
    """Return the service and the kind of resource, as `rds` and `cluster`."""
    parts = read_arn(arn)
    if parts is None:
        return "", ""
    return parts.service, parts.resource.replace("/", ":").partition(":")[0]


def _needs_advanced_features(arn: str, plan: BackupPlanSpec) -> bool:
    needed = any(rule.copies or rule.cold_after_days is not None for rule in plan.rules)
    return _kind(arn)[0] == "dynamodb" and needed


def _passed_over(region: AwsRegion, plan: BackupPlanSpec, closed: Sequence[str]) -> Problem:
    """Tags obey the opt-in of every type.

    https://docs.aws.amazon.com/aws-backup/latest/devguide/assigning-resources.html
    """
    return found(
        "backup-opt-in-by-tags",
        region,
        f"backup plan {plan.name}",
        f"AWS Backup is not opted in here for {', '.join(closed)}",
        why="what has the tags and is of these types is passed over without an error",
        fix="opt in for those that the tags are meant for: aws backup update-region-settings "
        f"--region {region.name} --resource-type-opt-in-preference {closed[0]}=true",
        severity="note",
    )


def _closed_to_accounts(region: AwsRegion, plans: Sequence[BackupPlanSpec]) -> Iterator[Problem]:
    """Yield that nothing is copied to other accounts, where something is to be.

    https://docs.aws.amazon.com/aws-backup/latest/devguide/create-cross-account-backup.html
    """
    copies = [copy for plan in plans for rule in plan.rules for copy in rule.copies]
    accounts = sorted({copy.account for copy in copies if copy.account is not None})
    if not accounts:
        return
    settings = (region.ask("backup", "describe_global_settings") or {}).get("GlobalSettings", {})
    if settings.get("isCrossAccountBackupEnabled") != "true":
        yield found(
            "backup-across-accounts",
            region,
            f"copies to {', '.join(accounts)}",
            "cross-account backup is off in the organization",
            why="each copy job to another account fails",
            fix="in the management account: aws backup update-global-settings "
            "--global-settings isCrossAccountBackupEnabled=true",
        )


def _not_opted_in(region: AwsRegion, arn: str, kinds: Sequence[str]) -> Problem:
    return found(
        "backup-opt-in",
        region,
        arn,
        f"AWS Backup is not opted in for {' or '.join(kinds)} here",
        why="the plan passes it over without an error, even though it is named by its ARN",
        fix="opt in: aws backup update-region-settings "
        f"--region {region.name} --resource-type-opt-in-preference {kinds[0]}=true, or what it is",
    )


def _not_copied(region: AwsRegion, arn: str) -> Problem:
    return found(
        "backup-advanced-features",
        region,
        arn,
        "the advanced features of AWS Backup for DynamoDB are off here",
        why="without them no backup of a table is copied anywhere, or becomes cold",
        fix="turn them on: aws backup update-region-settings "
        f"--region {region.name} --resource-type-management-preference DynamoDB=true",
    )
