"""A rule of a template's plan as the arithmetic takes it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tocsin.assembly import is_open, read_arn
from tocsin.diagnostics import InvalidValueError
from tocsin.recovery.backup_rule import BackupCopy, BackupRule
from tocsin.recovery.starts import runs_twice
from tocsin.recovery.templates.rules import FOR_EVER, VAULT_TYPES, kept_days, written_by

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tocsin.assembly import Part, Resource
    from tocsin.recovery.templates.backups import Backups
    from tocsin.recovery.templates.rules import Rule, Written

_DEFAULT_SCHEDULE = "cron(0 5 ? * * *)"
_DEFAULT_START, _DEFAULT_COMPLETION = 8 * 60, 7 * 24 * 60
"""Minutes; https://docs.aws.amazon.com/aws-backup/latest/devguide/API_BackupRuleInput.html."""

_, _ISOLATED = VAULT_TYPES
_OUT_OF_REACH = "TargetLogicallyAirGappedBackupVaultArn"


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
    written = tuple(written_by(rule))
    if any(kept_days(each.lifecycle) is None for each in written):
        unknown.append("Lifecycle")
    if unknown:
        return f"{rule.name} leaves {' and '.join(unknown)} to the deployment"
    name = part.at("RuleName").text or "backup plan"
    try:
        completion = _minutes(part, "CompletionWindowMinutes", _DEFAULT_COMPLETION)
        within = copies_within.get(name, completion)
        found = BackupRule(
            name=name,
            schedule=part.at("ScheduleExpression").text or _DEFAULT_SCHEDULE,
            time_zone=part.at("ScheduleExpressionTimezone").text or "UTC",
            start_window=_minutes(part, "StartWindowMinutes", _DEFAULT_START),
            completion_window=completion,
            is_continuous=bool(rule.is_continuous),
            retention=_kept(part.at("Lifecycle")),
            copies=tuple(_copies(written, backups, within)),
        )
        is_repeated = runs_twice(found.schedule, found.time_zone)
    except OverflowError:
        return f"{rule.name} has a length of time that AWS Backup refuses"
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


def _copies(
    written: Sequence[Written], backups: Backups, within: timedelta
) -> Iterator[BackupCopy]:
    for each in written:
        vault = backups.vault_of(each.vault)
        # The rule writes into an air-gapped vault itself, beside the vault of its backups.
        is_isolated = each.vault.path[-1] == _OUT_OF_REACH or (
            vault is not None and vault.type == _ISOLATED
        )
        if each.is_copy or is_isolated:
            region, account = _place(each, vault)
            yield BackupCopy(
                region=region,
                account=account,
                retention=_kept_of_copy(each),
                within=within,
                is_isolated=is_isolated,
            )


def _kept_of_copy(written: Written) -> timedelta | None:
    """Return how long a copy is kept: one that never expires does so with its source.

    https://docs.aws.amazon.com/aws-backup/latest/devguide/recov-point-create-a-copy.html
    """
    kept = _kept(written.lifecycle)
    return _kept(written.rule.part.at("Lifecycle")) if kept is None else kept


def _place(written: Written, vault: Resource | None) -> tuple[str, str | None]:
    """Return the Region of a copy, and its account if that is known to be another one.

    A copy of which nobody knows where it is, is none that survives the Region or the account.
    """
    here = written.rule.part.resource.stack.environment
    if vault is not None:
        there = vault.stack.environment
        region, account = there.region, there.account
    else:
        named = read_arn(str(written.vault.value))
        region, account = (_known(named.region), _known(named.account)) if named else (None, None)
    known_region = here.region_text if region is None or here.region is None else region
    is_foreign = None not in (account, here.account) and account != here.account
    return known_region, account if is_foreign else None


def _known(part: str) -> str | None:
    return None if not part or is_open(part) else part
