"""The page on which an incident is reviewed."""

import json
from datetime import timedelta
from typing import Any

import pytest
from markdown_it import MarkdownIt

from tests.support.incidents import BEGIN, after, opened
from tocsin.aftermath import (
    Chart,
    Evidence,
    HappenedNearby,
    StateChange,
    read_state_change,
    review_page,
)
from tocsin.incidents import Incident, acknowledged, handed_over, noted

HISTORY: dict[str, Any] = {
    "AlarmName": "no-orders",
    "AlarmType": "MetricAlarm",
    "Timestamp": BEGIN,
    "HistoryItemType": "StateUpdate",
    "HistorySummary": "Alarm updated from OK to ALARM",
    "HistoryData": json.dumps(
        {
            "version": "1.0",
            "oldState": {"stateValue": "OK", "stateReason": "Threshold Crossed: no"},
            "newState": {
                "stateValue": "ALARM",
                "stateReason": "Threshold Crossed: 3 out of the last 3 datapoints",
                "stateReasonData": {
                    "version": "1.0",
                    "queryDate": "2026-03-14T09:25:40.000+0000",
                    "startDate": "2026-03-14T09:22:00.000+0000",
                    "statistic": "Sum",
                    "period": 60,
                    "recentDatapoints": [0.0, 0.0, 0.0],
                    "threshold": 1.0,
                },
            },
        }
    ),
}
HOSTILE = "</details><img src=x onerror=alert(1)> | **b** `c` [d](http://e) \x1b[31m\n# f"


def page(incident: Incident, evidence: Evidence, minutes: float = 5) -> str:
    """Return the page of an incident that has to be answered within some minutes."""
    return review_page(incident, evidence, timedelta(minutes=minutes))


def hostile_chart() -> Chart:
    """Return a chart whose texts are no good."""
    return Chart(
        alarm=HOSTILE,
        measured=f"```{HOSTILE}",
        unit=HOSTILE,
        compared=f"above {HOSTILE}",
        threshold=1.0,
        period=60,
        begins=BEGIN,
        values=(0.0, 2.0),
        breaching=(False, True),
    )


def answered() -> Incident:
    """Return an incident that was paged after 20 seconds and acknowledged after four minutes."""
    step = handed_over(opened(), "ana", after(20))
    assert step.incident is not None
    step = acknowledged(step.incident, "ana", after(240), "tocsin ack")
    assert step.incident is not None
    return step.incident


def test_history_says_when_the_breach_began() -> None:
    """The first datapoint of those that made the alarm fire began at 09:22."""
    change = read_state_change(HISTORY)

    assert change is not None
    assert (change.before, change.after, change.at) == ("OK", "ALARM", BEGIN)
    assert change.breach_began == after(-220)


@pytest.mark.parametrize(
    "data", ["", "[]", "null", "{}", '{"oldState": 1, "newState": 2}', "[" * 9999]
)
def test_history_of_another_form_is_no_change(data: str) -> None:
    """A change of configuration is in the history, too."""
    assert read_state_change({**HISTORY, "HistoryData": data}) is None


@pytest.mark.parametrize("data", [None, {}, {"startDate": "soon"}, {"startDate": 5}, []])
def test_a_breach_without_begin_is_not_known(data: object) -> None:
    """So it is of composite alarms."""
    written = json.loads(HISTORY["HistoryData"])
    written["newState"]["stateReasonData"] = data

    change = read_state_change({**HISTORY, "HistoryData": json.dumps(written)})

    assert change is not None
    assert change.breach_began is None


def test_times_stand_beside_the_target() -> None:
    """From the first datapoint to the alarm, and from the alarm to all else."""
    change = read_state_change(HISTORY)
    assert change is not None
    shown = page(answered(), Evidence(changes=(change,)))

    assert "| first breaching datapoint | 2026-03-14 09:22:00 |  |  |" in shown
    assert "| alarm | 2026-03-14 09:25:40 | 3m40s |  |" in shown
    assert "| first page | 2026-03-14 09:26:00 | 20s |  |" in shown
    assert "| acknowledged | 2026-03-14 09:29:40 | 4m, in time | 5m |" in shown
    assert "| over |  |  |  |" in shown
    assert "4m, too late | 3m |" in page(answered(), Evidence(), 3)


def test_what_people_have_to_write_is_left_blank() -> None:
    """And what could not be asked is said."""
    shown = page(opened(), Evidence(unknown=("cloudtrail:LookupEvents: AWS denies it",)))

    headings = [line for line in shown.splitlines() if line.startswith("## ")]
    assert headings[-4:] == [
        "## What people felt",
        "## Causes",
        "## What went well, and what did not",
        "## Actions",
    ]
    assert "| What | Owner | Until |" in shown
    assert "cloudtrail:LookupEvents: AWS denies it" in shown


def test_nothing_on_the_page_acts() -> None:
    """Whatever stands in names, notes, reasons and charts is shown."""
    step = noted(opened(), HOSTILE, after(60), HOSTILE)
    assert step.incident is not None
    evidence = Evidence(
        changes=(StateChange(alarm=HOSTILE, at=BEGIN, before="OK", after="ALARM", reason=HOSTILE),),
        nearby=(HappenedNearby(at=BEGIN, what=HOSTILE, where=HOSTILE, who=HOSTILE),),
        charts=(hostile_chart(),),
        unknown=(HOSTILE,),
    )
    shown = page(step.incident, evidence)
    tokens = MarkdownIt("commonmark").enable("table").parse(shown)
    inside = [each for token in tokens for each in token.children or ()]

    assert "\x1b" not in shown
    assert {each.content.strip() for each in tokens if each.type == "html_block"} == {
        "<!-- How many, of what, from when to when. -->",
        "<!-- What made it possible, and what set it off. Not who. -->",
        "<!-- Detection, pages, runbook, tools. -->",
    }
    assert not [each for each in inside if each.type in {"html_inline", "image", "strong_open"}]
    links = {str(each.attrs["href"]) for each in inside if each.type == "link_open"}
    assert links == {"https://example.com/runbooks/no-orders"}
    assert [token.tag for token in tokens if token.type == "fence"] == ["code"]
