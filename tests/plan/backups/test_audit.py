import pytest

from tests.support.viewpoints import changed, planned, problems_of
from tocsin.plan import BackupAuditSpec, ControlSpec

DAILY = "    daily: {schedule: cron(0 3 * * ? *)}\n"
AUDIT = "  audit: {reports: shop-reports}\n"
RESTORED = """\
  restore_tests:
    weekly: {schedule: cron(0 6 ? * SUN *), protected: [orders], within: 90m}
"""
OFFSITE = "  copies: {offsite: {account: '444455556666', region: eu-west-3, vault: all}}\n"


def _audit(parts: str = AUDIT, *changes: tuple[str, str]) -> BackupAuditSpec:
    backup = planned(changed(("  schedules:\n", f"{parts}  schedules:\n"), *changes)).backup
    assert backup is not None
    audit = backup.regions[0].audit
    assert audit is not None
    return audit


def _controls(parts: str = AUDIT, *changes: tuple[str, str]) -> dict[str, dict[str, str]]:
    return {each.name: dict(each.parameters) for each in _audit(parts, *changes).controls}


def test_nothing_is_audited_unasked() -> None:
    """It costs what AWS Config records, so that it is off."""
    backup = planned(changed()).backup

    assert backup is not None
    assert backup.regions[0].audit is None


def test_controls_have_the_numbers_of_the_viewpoint() -> None:
    """AWS Backup's own default of 35 days would find fault with what is kept for 30."""
    assert _controls() == {
        "BACKUP_RESOURCES_PROTECTED_BY_BACKUP_PLAN": {},
        "BACKUP_RECOVERY_POINT_ENCRYPTED": {},
        "BACKUP_RECOVERY_POINT_MINIMUM_RETENTION_CHECK": {"requiredRetentionDays": "30"},
        "BACKUP_PLAN_MIN_FREQUENCY_AND_MIN_RETENTION_CHECK": {
            "requiredFrequencyUnit": "hours",
            "requiredFrequencyValue": "24",
            "requiredRetentionDays": "30",
        },
        # A day, an hour to start in and four to be done in.
        "BACKUP_LAST_RECOVERY_POINT_CREATED": {
            "recoveryPointAgeUnit": "hours",
            "recoveryPointAgeValue": "29",
        },
        "BACKUP_RECOVERY_POINT_MANUAL_DELETION_DISABLED": {},
    }


@pytest.mark.parametrize(
    ("schedule", "frequency", "age"),
    [
        ("cron(0 * * * ? *)", ("hours", "1"), ("hours", "6")),
        ("cron(0 3 ? * SUN *)", ("days", "7"), ("hours", "173")),
        ("cron(0 3 1 * ? *)", ("days", "31"), None),
        ("cron(0 3 1 1 ? *)", None, None),
    ],
)
def test_what_a_control_cannot_say_is_left_out(
    schedule: str, frequency: tuple[str, str] | None, age: tuple[str, str] | None
) -> None:
    """A frequency has at most 31 days, and an age at most 744 hours."""
    controls = _controls(AUDIT, ("cron(0 3 * * ? *)", schedule))
    plan = controls.get("BACKUP_PLAN_MIN_FREQUENCY_AND_MIN_RETENTION_CHECK")
    last = controls.get("BACKUP_LAST_RECOVERY_POINT_CREATED")

    assert (tuple(plan.values())[:2] if plan else None) == frequency
    assert (tuple(last.values()) if last else None) == age


@pytest.mark.parametrize(
    ("parts", "more", "name", "parameters"),
    [
        ("", "copy_retention: 30d", "BACKUP_RESOURCES_PROTECTED_BY_CROSS_REGION", {}),
        (OFFSITE, "also_copied_to: [offsite]", "BACKUP_RESOURCES_PROTECTED_BY_CROSS_ACCOUNT", {}),
        (
            "  vault_lock: {minimum_retention: 7d}\n",
            "retention: 30d",
            "BACKUP_RESOURCES_PROTECTED_BY_BACKUP_VAULT_LOCK",
            {},
        ),
        (
            RESTORED,
            "retention: 30d",
            "RESTORE_TIME_FOR_RESOURCES_MEET_TARGET",
            {"maxRestoreTime": "90"},
        ),
    ],
)
def test_what_the_viewpoint_promises_is_audited(
    parts: str, more: str, name: str, parameters: dict[str, str]
) -> None:
    """A control is there for what is promised, and not without it."""
    found = _controls(AUDIT + parts, (DAILY, DAILY.replace("}", f", {more}}}")))

    assert found[name] == parameters
    assert name not in _controls()


def test_isolated_copies_are_audited_where_the_vault_is() -> None:
    """The control sees its own Region."""
    isolated = "  air_gapped: {minimum_retention: 7d, maximum_retention: 90d}\n"
    copied = (DAILY, DAILY.replace("}", ", also_copied_to: [air_gapped]}"))
    name = "RESOURCES_IN_LOGICALLY_AIR_GAPPED_VAULT"
    here = _controls(AUDIT + isolated, copied, ("recovery_region: eu-central-1", "retain: true"))

    assert here[name] == {"recoveryPointAgeUnit": "hours", "recoveryPointAgeValue": "33"}
    assert name not in _controls(AUDIT + isolated, copied)


def test_scope() -> None:
    """The types of what is protected, or a tag; all types where some are not known."""
    tagged = AUDIT.replace("}", ', tags: {system: "{system}"}}')
    unknown = ("{resource: checkout/orders,", "{tags: {backup: 'true'},")

    assert (_audit().types, _audit().tag) == (("DynamoDB",), None)
    assert _audit(tagged).tag == ("system", "shop")
    assert _audit(AUDIT, unknown).types == ()


def test_reports_and_names() -> None:
    """Names of Audit Manager have no hyphens."""
    audit = _audit(AUDIT, ("system: shop", "system: my-shop"))

    assert audit.framework == "my_shop_prod"
    assert {each.name for each in audit.reports} >= {"my_shop_prod_backup_jobs"}
    assert (audit.bucket, audit.prefix, audit.formats) == ("shop-reports", "my-shop/prod", ("CSV",))
    assert {each.template for each in audit.reports if each.is_of_framework} == {
        "RESOURCE_COMPLIANCE_REPORT",
        "CONTROL_COMPLIANCE_REPORT",
    }


def test_a_scope_has_one_tag() -> None:
    """AWS Backup takes one key and its value."""
    tagged = AUDIT.replace("}", ", tags: {a: b, c: d}}")
    text = changed(("  schedules:\n", f"{tagged}  schedules:\n"))
    (problem,) = problems_of(text)

    assert problem.where.subject == "data_protection.audit.tags"


def test_controls_of_resources_have_a_scope() -> None:
    """Those of recovery points and plans have none."""
    scoped = {each.name for each in _audit().controls if each.is_of_resources}

    assert "BACKUP_LAST_RECOVERY_POINT_CREATED" in scoped
    assert "BACKUP_RECOVERY_POINT_ENCRYPTED" not in scoped
    assert ControlSpec(name="BACKUP_RECOVERY_POINT_ENCRYPTED") in _audit().controls
