"""How long a mute rule keeps alarms quiet at a stretch."""

from pathlib import Path

import pytest

from tests.support.assembly import load_template
from tests.support.drills import Json, metric_alarm, template
from tocsin.checks import Subject, check_by_id

CRITICAL = metric_alarm("outage", Tags=[{"Key": "tocsin:severity", "Value": "critical"}])


def said(folder: Path, expression: str, duration: str, **changes: object) -> list[str]:
    """Return what the check says of a rule that mutes a critical alarm."""
    rule: Json = {
        "Type": "AWS::CloudWatch::AlarmMuteRule",
        "Properties": {
            "Name": "quiet",
            "Rule": {"Schedule": {"Expression": expression, "Duration": duration, **changes}},
            "MuteTargets": {"AlarmNames": ["outage"]},
        },
    }
    check = check_by_id("composite/mute-rule")
    assert check is not None
    subject = Subject.of(load_template(folder, template(Outage=CRITICAL, Quiet=rule)))
    return [each.what for each in check.run(subject) if hasattr(each, "what")]


@pytest.mark.parametrize(
    ("expression", "duration", "word"),
    [
        ("cron(0 0 * * *)", "P1D", "for ever"),
        ("cron(0 0 * * *)", "PT23H59M", ""),
        ("cron(0,30 * * * *)", "PT30M", "for ever"),
        ("cron(0,30 * * * *)", "PT29M", ""),
        ("cron(* * * * *)", "PT1M", "for ever"),
        ("cron(0 0 1 * *)", "P15D", "15d"),
        ("cron(0 0 1,15 * *)", "P15D", "for 29d"),
        ("cron(0 0 * * SAT)", "P2D", "for 2d"),
        ("cron(0 22 * * *)", "PT8H", ""),
        ("at(2026-01-20T00:00)", "P15D", ""),
        # A year that begins with a long quiet is one that comes again.
        ("cron(0 0 20 1 *)", "P3D", "for 3d"),
    ],
)
def test_the_longest_quiet(tmp_path: Path, expression: str, duration: str, word: str) -> None:
    """A day and more of a critical alarm is said, and that there is no end."""
    (found,) = said(tmp_path, expression, duration) or ("",)
    assert word in found
    assert bool(found) is bool(word)


def test_clocks_of_a_zone(tmp_path: Path) -> None:
    """The zone moves windows, and does not make them longer."""
    found = said(tmp_path, "cron(0 0 * * *)", "PT12H", Timezone="Europe/Berlin")
    assert found == []
