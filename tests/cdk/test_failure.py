from pathlib import Path

import pytest

from tests.support.cdk_apps import app, paging_alarm, reported, stack


def _broken(*_: object) -> None:
    message = "not like this"
    raise ZeroDivisionError(message)


def test_a_mistake_of_ours_stops_the_synthesis(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The command line of the CDK would take a plugin that raises for one that found nothing."""
    monkeypatch.setattr("tocsin_cdk.plugin.examine", _broken)
    made = app(tmp_path)
    paging_alarm(stack(made))

    with pytest.raises(RuntimeError, match="ZeroDivisionError: not like this"):
        made.synth()

    (violation,) = reported(tmp_path)["violations"]
    assert violation["severity"] == "fatal"
    assert "in _broken" in violation["ruleMetadata"]["traceback"]
    assert "Traceback" not in violation["description"]
