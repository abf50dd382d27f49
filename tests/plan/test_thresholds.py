"""One record with a threshold for each severity becomes an alarm for each, named for good."""

import pytest

from tests.support.viewpoints import changed, planned, problems_of
from tocsin.plan import AlarmSpec

ONE = 'severity: critical\n        when: "< 1 for 3 of 5"'
BOTH = 'critical: "< 1 for 3 of 5"\n        warning: "< 5 for 3 of 5"'
REST = "\n        means: A.\n        matters: B.\n        first_action: C."
SAME_NAME = "\n      no orders warning:\n        metric: orders placed\n        "
TABLE = "orders: {type: dynamodb_table, table: shop-orders}"


def _alarms(text: str, beginning: str = "checkout-no-orders") -> dict[str, AlarmSpec]:
    found = (each for each in planned(text).alarms if each.id.startswith(beginning))
    return {each.id.removeprefix("checkout-"): each for each in found}


def _with_stage(change: str) -> str:
    return changed((ONE, f"{BOTH}\n        stages: {{prod: {change}}}"))


def test_both_thresholds_are_alarms_of_one_record() -> None:
    """The critical one has the plain name, and both lead to one page of the runbook."""
    alarms = _alarms(changed((ONE, BOTH)))

    assert {name: (each.severity, each.threshold) for name, each in alarms.items()} == {
        "no-orders": ("critical", 1),
        "no-orders-warning": ("warning", 5),
    }
    assert {each.record for each in alarms.values()} == {"checkout-no-orders"}
    assert len({each.runbook for each in alarms.values()}) == 1
    assert alarms["no-orders-warning"].title == "No orders (warning)"
    assert alarms["no-orders-warning"].respond_within == "30m"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ("{critical: off}", {"no-orders-warning": 5}),
        ("{warning: off}", {"no-orders": 1}),
        ("{warning: '< 9 for 3 of 5'}", {"no-orders": 1, "no-orders-warning": 9}),
        (
            "{info: '< 20 for 5 of 5'}",
            {"no-orders": 1, "no-orders-warning": 5, "no-orders-info": 20},
        ),
        ("off", {}),
    ],
)
def test_a_stage_changes_one_threshold_and_no_name(change: str, expected: dict[str, float]) -> None:
    """What is added or left out renames nothing, so that no alarm loses its history."""
    alarms = _alarms(_with_stage(change))

    assert {name: each.threshold for name, each in alarms.items()} == expected


def test_a_threshold_says_more_than_its_condition() -> None:
    """Its own words and its own idea of missing data."""
    more = "warning: {when: '< 5 for 3 of 5', means: Few orders are placed., missing: ignore}"
    alarms = _alarms(changed((ONE, f'critical: "< 1 for 3 of 5"\n        {more}')))

    warning = alarms["no-orders-warning"]
    assert (warning.what_happened, warning.treat_missing_data) == (
        "Few orders are placed.",
        "ignore",
    )
    assert alarms["no-orders"].what_happened == "No order was placed."


def test_a_recommended_alarm_takes_another_threshold() -> None:
    """Its own keeps its name, and the one that is added has its severity at the end."""
    change = "alarms: {read-throttles: {critical: '> 5000 for 2 of 2'}}"
    before = _alarms(changed(), "checkout-orders-read-throttles")
    after = _alarms(changed((TABLE, f"{TABLE[:-1]}, {change}}}")), "checkout-orders-read-throttles")

    assert set(after) - set(before) == {"orders-read-throttles-critical"}
    assert after["orders-read-throttles"] == before["orders-read-throttles"]
    assert after["orders-read-throttles-critical"].threshold == 5000


def test_thresholds_of_one_record_are_quiet_together() -> None:
    """To people they are one alarm."""
    quiet = f'{BOTH}\n        quiet: "22:00-06:00 Europe/Berlin"'

    assert all(each.quiet for each in _alarms(changed((ONE, quiet))).values())


@pytest.mark.parametrize(
    ("thresholds", "kind"),
    [
        (BOTH.replace("< 1", "< 6"), "plan/thresholds-out-of-order"),
        (BOTH.replace("< 1", "> 6"), "plan/thresholds-out-of-order"),
        (BOTH.replace("< 1", "< 5"), "plan/thresholds-out-of-order"),
        (f"{BOTH}\n        severity: info", "viewpoint/invalid-value"),
        (f"{BOTH}\n        stages: {{prod: {{severity: info}}}}", "plan/thresholds-by-severity"),
        (f"{BOTH}\n        stages: {{prod: {{when: '< 2'}}}}", "plan/thresholds-by-severity"),
        (f"{ONE}\n        stages: {{prod: {{critical: '< 2'}}}}", "plan/threshold-twice"),
        ("severity: critical", "viewpoint/invalid-value"),
        (BOTH.replace("3 of 5", "6 of 5"), "viewpoint/invalid-value"),
        (
            f"{BOTH}{REST}\n      no orders warning:\n        metric: orders placed\n        {ONE}",
            "plan/same-name",
        ),
    ],
)
def test_thresholds_that_do_not_fit_are_refused(thresholds: str, kind: str) -> None:
    """The critical one has to be the worse one, and nothing may be said twice."""
    assert kind in {each.kind for each in problems_of(changed((ONE, thresholds)))}


def test_equal_limits_differ_by_how_long_they_are_passed() -> None:
    """A warning after three minutes may become critical after ten."""
    lasting = 'critical: "< 1 for 10 of 10"\n        warning: "< 1 for 3 of 5"'
    declared = "detect_within: {time: 1h, because: of the test}\n        missing: breaching"

    found = problems_of(changed((ONE, f"{lasting}\n        {declared}")))

    assert "plan/thresholds-out-of-order" not in {each.kind for each in found}
