"""Alarms that cannot be evaluated beside drills that do and do not speak of them."""

from pathlib import Path
from typing import Any

import pytest

from tests.support.drills import (
    alarm_set,
    band_alarm,
    composite_alarm,
    metric_alarm,
    outcome_of,
)

FIRES = "{timeline: [OK, ALARM at 6m, OK at 7m]}"
DATA = "values: 9x3 0x3 9x3"


@pytest.mark.parametrize(
    ("expect", "band_pages", "needs"),
    [
        (FIRES, True, False),
        (f"{FIRES}, {{paged: ana@example.com}}", True, False),
        ("{paged: nobody, at: 1m}", True, True),
        ("{paged: nobody, at: 1m}", False, False),
        ("{received: ana@example.com}", True, False),
    ],
)
def test_when_a_band_beside_a_threshold_counts(
    tmp_path: Path, *, expect: str, band_pages: bool, needs: bool
) -> None:
    """A band on the same metric counts only where it might page somebody who may not be."""
    silent: dict[str, Any] = {} if band_pages else {"AlarmActions": None, "OKActions": None}
    alarms = alarm_set(
        tmp_path,
        NoOrders=metric_alarm("no-orders", Dimensions=None),
        Band=band_alarm("band", **silent),
    )

    outcome = outcome_of(alarms, f"alarm: no-orders\n{DATA}\nexpect: [{expect}]")

    assert [each.alarm for each in outcome.not_evaluated] == (["band"] if needs else [])
    assert [each.alarm for each in outcome.set_aside] == ([] if needs else ["band"])


def test_a_band_below_a_composite_alarm_that_a_drill_names(tmp_path: Path) -> None:
    """What the composite alarm is, nobody knows without the band."""
    alarms = alarm_set(
        tmp_path,
        NoOrders=metric_alarm("no-orders", Dimensions=None),
        Band=band_alarm("band", AlarmActions=None, OKActions=None),
        Both=composite_alarm("both", "ALARM(no-orders) AND ALARM(band)"),
        Top=composite_alarm("top", "ALARM(both)"),
    )
    about = "series: [{alarm: no-orders, values: 9x3 0x3 9x3}]\n"

    named = outcome_of(alarms, about + "expect: [{alarm: top, never: ALARM}]")
    unnamed = outcome_of(alarms, about + f"alarm: no-orders\nexpect: [{FIRES}]")

    assert [each.alarm for each in named.not_evaluated] == ["band"]
    assert unnamed.passes


def test_a_drill_that_gives_data_to_a_band_by_its_name_needs_it(tmp_path: Path) -> None:
    """Whoever writes values for an alarm speaks of it."""
    alarms = alarm_set(
        tmp_path, NoOrders=metric_alarm("no-orders", Dimensions=None), Band=band_alarm("band")
    )
    series = "series: [{alarm: band, id: m, values: 9x3 0x3 9x3}]"

    outcome = outcome_of(alarms, f"alarm: no-orders\n{series}\nexpect: [{FIRES}]")

    assert [each.alarm for each in outcome.not_evaluated] == ["band"]
    assert "give a series {alarm: band, id: " in outcome.not_evaluated[0].why
