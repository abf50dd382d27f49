"""Which alarms a drill of many at once lets fire."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, cast

import pytest

from local import drillable_alarm
from local.drillable_alarm import DrillableAlarm, choose_of_another_service

if TYPE_CHECKING:
    from local.endpoint import Endpoint


class _Metadata:
    region_name = "us-east-1"


class _Client:
    meta = _Metadata()


def _alarms(service: str, number: int, *, waits: int = 0) -> list[DrillableAlarm]:
    return [
        DrillableAlarm(
            alarm={"AlarmName": f"{service}-{each}"},
            cloudwatch=cast("Any", _Client()),
            queue="inbox",
            pager=f"{service}-{each}",
            topics=("critical",),
            tags={"tocsin:service": service},
            waits=waits,
        )
        for each in range(number)
    ]


def _chosen(
    monkeypatch: pytest.MonkeyPatch, alarms: list[DrillableAlarm], *, drilled: Iterable[str] = ()
) -> list[str]:
    """Return the names of the alarms that are chosen besides one of the service `labels`."""
    just_now = set(drilled)
    monkeypatch.setattr(drillable_alarm, "_candidates", lambda *_: alarms)
    monkeypatch.setattr(
        drillable_alarm, "_is_quiet", lambda each: each.alarm["AlarmName"] not in just_now
    )
    (besides,) = _alarms("labels", 1)
    chosen = choose_of_another_service(cast("Endpoint", None), besides)
    return [each.alarm["AlarmName"] for each in chosen]


def test_the_service_with_the_most_alarms_is_drilled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the first one, nor that of the other drill."""
    alarms = [*_alarms("labels", 9), *_alarms("backups", 2), *_alarms("paging", 3)]

    assert _chosen(monkeypatch, alarms) == ["paging-0", "paging-1", "paging-2"]


def test_what_was_drilled_just_now_does_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor what waits for a suppressor."""
    alarms = [*_alarms("backups", 2), *_alarms("paging", 3), *_alarms("checkout", 9, waits=60)]

    chosen = _chosen(monkeypatch, alarms, drilled=["paging-0", "paging-2"])

    assert chosen == ["backups-0", "backups-1"]


def test_there_may_be_no_other_service(monkeypatch: pytest.MonkeyPatch) -> None:
    """Then nothing is drilled besides."""
    assert _chosen(monkeypatch, _alarms("labels", 3)) == []
