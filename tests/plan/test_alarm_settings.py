import pytest

from tocsin.plan.alarm_settings import AlarmChanges, Change
from tocsin.viewpoint import AlarmOverride

INFO = AlarmOverride(severity="info")
SUM = AlarmOverride(statistic="Sum")


def _changes(general: Change | None, own: Change | None, stage: str = "prod") -> AlarmChanges:
    """Return changes of an alarm at `a`: for all stages, and what *stage* changes."""
    stages = {} if own is None else {stage: own}
    return AlarmChanges(key_path=("a",), general=general, stages=stages, stage="prod")


@pytest.mark.parametrize(
    ("general", "own", "expected"),
    [
        (None, None, AlarmOverride()),
        (INFO, None, INFO),
        (None, INFO, INFO),
        (INFO, SUM, AlarmOverride(severity="info", statistic="Sum")),
        (INFO, AlarmOverride(severity="warning"), AlarmOverride(severity="warning")),
        (INFO, "off", "off"),
        (None, "off", "off"),
        ("off", None, "off"),
        ("off", INFO, INFO),
    ],
)
def test_stage_changes_the_general_settings(
    general: Change | None, own: Change | None, expected: Change
) -> None:
    """Settings add up, the stage's count where both are set, and `off` holds until one is."""
    assert _changes(general, own).merged == expected


@pytest.mark.parametrize("own", [INFO, "off"])
def test_other_stages_change_nothing(own: Change) -> None:
    """Only the stage's own changes are taken."""
    changes = _changes(SUM, own, stage="test")

    assert changes.merged == SUM
    assert changes.setting_path("severity") == ("a", "severity")


def test_place_of_a_setting() -> None:
    """A setting stands in the stage's changes if these name it, and above them otherwise."""
    changes = _changes(SUM, INFO)

    assert changes.setting_path("severity") == ("a", "stages", "prod", "severity")
    assert changes.setting_path("when") == ("a", "when")
    assert _changes(SUM, "off").setting_path("when") == ("a", "when")
