import pytest

from tocsin.plan.changes import Change, for_stage, merge, where
from tocsin.viewpoint.alarm import AlarmOverride

INFO = AlarmOverride(severity="info")
SUM = AlarmOverride(statistic="Sum")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ((), AlarmOverride()),
        ((None,), AlarmOverride()),
        ((INFO, SUM), AlarmOverride(severity="info", statistic="Sum")),
        ((INFO, AlarmOverride(severity="warning")), AlarmOverride(severity="warning")),
        ((INFO, "off"), "off"),
        (("off", None), "off"),
        (("off", INFO), INFO),
    ],
)
def test_later_changes_win(changes: tuple[Change | None, ...], expected: Change) -> None:
    """Settings add up, the last one of each counts, and `off` holds until something is set."""
    assert merge(*changes) == expected


def test_stage_without_changes_has_none() -> None:
    """Only the stage's own changes are taken."""
    assert for_stage({"test": "off"}, "prod") is None
    assert for_stage({"prod": "off"}, "prod") == "off"


def test_place_of_a_setting() -> None:
    """A setting stands in the stage's changes if these name it, and above them otherwise."""
    stages: dict[str, Change] = {"prod": INFO, "test": "off"}

    assert where(("a",), stages, "prod", "severity") == ("a", "stages", "prod", "severity")
    assert where(("a",), stages, "prod", "when") == ("a", "when")
    assert where(("a",), stages, "test", "when") == ("a", "when")
