from datetime import timedelta
from pathlib import Path

import pytest

from tests.support.drills import metric_alarm, system
from tocsin.simulation import AlarmSet
from tocsin.simulation.severity_rules import DEFAULT_SEVERITY_RULES, SeverityRules, service

ARN = "arn:aws:sns:eu-west-1:111122223333:team-pager"


@pytest.mark.parametrize(
    ("tags", "actions", "expected"),
    [
        ({"tocsin:severity": "warning"}, [ARN], "warning"),
        ({"tocsin:severity": "Critical"}, [], "critical"),
        ({"tocsin:severity": "urgent"}, [], None),
        ({}, [], None),
        ({}, [ARN], "critical"),
        ({}, ["arn:aws:sns:eu-west-1:111122223333:Team-Chat"], "info"),
        ({}, ["arn:aws:sns:eu-west-1:111122223333:team-chat", ARN], "critical"),
        ({}, [{"Ref": "CriticalTopic"}], "warning"),
        ({}, ["arn:aws:lambda:eu-west-1:111122223333:function:x"], None),
    ],
)
def test_severity(
    tmp_path: Path, tags: dict[str, str], actions: list[object], expected: str | None
) -> None:
    """The tag decides; without one the most urgent severity whose pattern matches a topic."""
    rules = SeverityRules(
        topics={"critical": ("*pager",), "warning": ("shop-*",), "info": ("*:team-chat",)}
    )
    listed = [{"Key": key, "Value": value} for key, value in tags.items()]
    alarm = metric_alarm("a", Tags=listed, AlarmActions=actions)

    (found,) = system(tmp_path, A=alarm).alarms

    assert rules.severity(found) == expected


def test_service_is_a_tag(tmp_path: Path) -> None:
    """The service of an alarm stands in its tag; without the tag it has none."""
    tagged, bare = system(tmp_path, A=metric_alarm("a"), B=metric_alarm("b", Tags=None)).alarms

    assert (service(tagged), service(bare)) == ("checkout", None)


def test_response_times() -> None:
    """Critical alarms are answered within five minutes unless a viewpoint says otherwise."""
    changed = DEFAULT_SEVERITY_RULES.with_response_times(
        {"critical": timedelta(minutes=3), "warning": None}
    )

    assert DEFAULT_SEVERITY_RULES.response_time("critical") == timedelta(minutes=5)
    assert DEFAULT_SEVERITY_RULES.response_time("info") is None
    assert DEFAULT_SEVERITY_RULES.response_time(None) is None
    assert changed.response_time("critical") == timedelta(minutes=3)
    assert changed.response_time("warning") is None


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ({"tocsin:respond-within": "90s"}, timedelta(seconds=90)),
        ({"tocsin:respond-within": "10m", "tocsin:severity": "critical"}, timedelta(minutes=10)),
        ({"tocsin:respond-within": "next business day", "tocsin:severity": "critical"}, None),
        ({"tocsin:respond-within": "soon", "tocsin:severity": "critical"}, timedelta(minutes=5)),
        ({"tocsin:severity": "warning"}, timedelta(minutes=30)),
        ({}, None),
    ],
)
def test_an_alarm_says_how_soon_it_is_answered(
    tmp_path: Path, tags: dict[str, str], expected: timedelta | None
) -> None:
    """Its tag decides; without one that can be read, its severity."""
    listed = [{"Key": key, "Value": value} for key, value in tags.items()]
    alarms = AlarmSet.of(system(tmp_path, A=metric_alarm("a", Tags=listed)))

    assert alarms["a"].respond_within == expected
