"""What changes of what an assembly costs."""

from pathlib import Path

import pytest

from tests.support.assembly import load_template
from tests.support.drills import composite_alarm, metric_alarm, template
from tocsin.cost import Bill, cost_changes, default_prices, reckon


def _bill(folder: Path, **resources: dict[str, object]) -> Bill:
    return reckon(load_template(folder, template(**resources)), (default_prices(),))


def test_what_costs_more_or_less_is_told_the_greatest_first(tmp_path: Path) -> None:
    """With what there was, and what there is."""
    one, any_ = metric_alarm("one"), composite_alarm("any", 'ALARM("one")')
    before = _bill(tmp_path, One=one)
    after = _bill(tmp_path, One=one, Two=metric_alarm("two"), Any=any_)

    found = [
        (each.price.id, each.units_before, each.units_after) for each in cost_changes(before, after)
    ]
    assert found[0] == ("composite-alarm", 0, 1)
    assert ("alarm-metric", 1, 2) in found
    assert sum(each.usd for each in cost_changes(before, after)) == pytest.approx(
        after.usd - before.usd
    )
    assert [each.usd for each in cost_changes(after, before)] == pytest.approx(
        [-each.usd for each in cost_changes(before, after)]
    )
    assert cost_changes(after, after) == ()
