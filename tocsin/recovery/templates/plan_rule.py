"""A rule of a template's plan as the arithmetic takes it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tocsin.diagnostics import InvalidValueError
from tocsin.recovery.backup_rule import BackupCopy, BackupRule
from tocsin.recovery.jobs import runs_twice
from tocsin.recovery.templates.rules import FOR_EVER, kept_days

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tocsin.assembly import Part
    from tocsin.recovery.templates.backups import Backups
    from tocsin.recovery.templates.rules import Rule

_DEFAULT_SCHEDULE = "cron(0 5 ? * * *)"
_DEFAULT_START, _DEFAULT_COMPLETION = 8 * 60, 7 * 24 * 60
"""Minutes; https://docs.aws.amazon.com/aws-backup/latest/devguide/API_BackupRuleInput.html."""

_ISOLATED = "AWS::Backup::LogicallyAirGappedBackupVault"
_REGION, _ACCOUNT, _PARTS_OF_ARN = 3, 4, 7


def plan_rule(
    rule: Rule, backups: Backups, copies_within: Mapping[str, timedelta]
) -> BackupRule | str:
    """Return a rule with what it decides, or why it cannot be reckoned with.

    Args:
        rule: The rule of the template.
        backups: What the assembly has of AWS Backup.
        copies_within: How long copying is assumed to take, by the rule's name; as long as the
            completion window where nothing is said.
    """
    part = rule.part
    unknown = [key for key in _DECISIVE if not part.at(key).is_known]
    if unknown:
        return f"{rule.name} leaves {' and '.join(unknown)} to the deployment"
    name = part.at("RuleName").text or "backup plan"
    completion = _minutes(part, "CompletionWindowMinutes", _DEFAULT_COMPLETION)
    found = BackupRule(
        name=name,
        schedule=part.at("ScheduleExpression").text or _DEFAULT_SCHEDULE,
        time_zone=part.at("ScheduleExpressionTimezone").text or "UTC",
        start_window=_minutes(part, "StartWindowMinutes", _DEFAULT_START),
        completion_window=completion,
        is_continuous=bool(rule.is_continuous),
        retention=_kept(part.at("Lifecycle")),
        copies=tuple(_copies(rule, backups, copies_within.get(name, completion))),
    )
    try:
        is_repeated = runs_twice(found)
    except InvalidValueError as error:
        return f"{rule.name} has a schedule that AWS Backup refuses: {error.what}"
    return found if is_repeated else f"{rule.name} does not run twice"


_DECISIVE = (
    "ScheduleExpression",
    "ScheduleExpressionTimezone",
    "StartWindowMinutes",
    "CompletionWindowMinutes",
    "EnableContinuousBackup",
)


def _minutes(part: Part, key: str, otherwise: int) -> timedelta:
    number = part.at(key).number
    return timedelta(minutes=otherwise if number is None else number)


def _kept(lifecycle: Part) -> timedelta | None:
    days = kept_days(lifecycle)
    return None if days is None or days == FOR_EVER else timedelta(days=days)


def _copies(rule: Rule, backups: Backups, within: timedelta) -> Iterator[BackupCopy]:
    here = rule.part.resource.stack.environment
    own = rule.part.at("Lifecycle")
    if rule.part.at("TargetLogicallyAirGappedBackupVaultArn").is_there:
        yield BackupCopy(
            region=here.region_text,
            retention=_kept(own),
            within=within,
            is_isolated=True,
        )
    for copy in rule.copies:
        named = copy.at("DestinationBackupVaultArn")
        vault = backups.vault_of(named)
        parts = str(named.value).split(":", _PARTS_OF_ARN)
        if vault is not None:
            there = vault.stack.environment
            region, account = there.region_text, there.account_text
        elif len(parts) > _ACCOUNT:
            region, account = parts[_REGION], parts[_ACCOUNT]
        else:
            continue
        lifecycle = copy.at("Lifecycle")
        yield BackupCopy(
            region=region,
            account=None if account == here.account_text else account,
            retention=_kept(lifecycle if lifecycle.at("DeleteAfterDays").is_there else own),
            within=within,
            is_isolated=vault is not None and vault.type == _ISOLATED,
        )
