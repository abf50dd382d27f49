import pytest
from pydantic import BaseModel, ValidationError

from tocsin.viewpoint.data_protection import BackupSchedule, ProtectedResource
from tocsin.viewpoint.vault import VaultLock

DAILY = {"schedule": "cron(0 3 * * ? *)"}


def _messages(model: type[BaseModel], data: dict[str, object]) -> str:
    with pytest.raises(ValidationError) as caught:
        model.model_validate(data)
    return str(caught.value)


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"continuous": True, "retention": "35d"},
        {"start_window": "1h", "completion_window": "61m"},
        {"cold_after": "30d", "retention": "120d"},
        {"retention": "1d", "copy_retention": "1d"},
    ],
)
def test_schedule_that_aws_backup_accepts(more: dict[str, object]) -> None:
    """Limits themselves are allowed."""
    schedule = BackupSchedule.model_validate({**DAILY, **more})

    assert schedule.model_fields_set == {"schedule", *more}


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"continuous": True, "retention": "36d"}, "continuous backups are kept for at most 35d"),
        ({"start_window": "59m"}, "set start_window to 1h or more"),
        ({"completion_window": "1h"}, "completion_window is to be longer than start_window"),
        ({"cold_after": "30d", "retention": "119d"}, "stays there for at least 90d"),
        ({"cold_after": "1d", "continuous": True}, "do not move to cold storage"),
        ({"retention": "12h"}, "12h is not a number of whole days"),
        ({"copy_retention": "12h"}, "12h is not a number of whole days"),
        ({"schedule": "rate(1 day)"}, "schedule"),
        ({"schedule": "cron(0 3 * * *)"}, "schedule"),
        ({"time_zone": "Mars/Base"}, "is not a time zone"),
    ],
)
def test_schedule_that_aws_backup_refuses(more: dict[str, object], message: str) -> None:
    """What AWS Backup would refuse, or fail to start, is refused."""
    assert message in _messages(BackupSchedule, {**DAILY, **more})


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"resource": "a/b", "arn": "arn:aws:s3:::c"},
        {"resource": "a/b", "tags": {"backup": "true"}},
    ],
)
def test_protected_resource_is_named_once(data: dict[str, object]) -> None:
    """What is protected is a resource of a service or an Amazon Resource Name."""
    assert "exactly one of resource, arn and tags" in _messages(ProtectedResource, data)


@pytest.mark.parametrize(
    "data",
    [
        {"tags": {}},
        {"tags": {"": "x"}},
        {"tags": {"a": ""}},
        {"tags": {"a*": "x"}},
        {"tags": {f"a{number}": "x" for number in range(31)}},
        {"tags": {"a": "x"}, "restored": {"minimum_items": 1}},
        {"tags": {"a": "x"}, "objectives": {"zone": {"rpo": "0s"}}},
        {"tags": {"a": "x"}, "mechanisms": {"s3_versioning": "on"}},
    ],
)
def test_tags_that_select_nothing_certain(data: dict[str, object]) -> None:
    """Without a tag everything would be selected, and nothing is said of one store by tags."""
    with pytest.raises(ValidationError):
        ProtectedResource.model_validate(data)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"objectives": {"zone": {}}}, "it claims nothing"),
        ({"mechanisms": {"s3_replication": {"region": "us-wets-2"}}}, "is not a Region of AWS"),
        ({"mechanisms": {"s3_replication": {"measured": "2026-10-01"}}}, "what was measured"),
    ],
)
def test_claims_and_mechanisms_say_something(data: dict[str, object], message: str) -> None:
    """What is empty, nowhere or of nothing is refused."""
    assert message in _messages(ProtectedResource, {"arn": "arn:aws:s3:::a", **data})


def test_lock_can_be_changed_for_three_days() -> None:
    """AWS Backup gives a lock in compliance mode at least three days of grace."""
    data: dict[str, object] = {"minimum_retention": "7d", "changeable_for": "2d"}

    assert "changeable_for" in _messages(VaultLock, data)
