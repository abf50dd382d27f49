"""What people on call do, against the functions and the machine as they run in the emulator."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.command_line import ROOT, run
from tests.support.emulator import running_emulator, wait_for
from tests.support.live_paging import NAME, LivePaging, live_paging, viewpoint

pytestmark = [pytest.mark.emulator, pytest.mark.slow]


@pytest.fixture
def system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[LivePaging]:
    """A system with its viewpoint in this folder, and credentials of its account."""
    (tmp_path / "viewpoint.yaml").write_text(viewpoint(["checkout"], 1))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    with running_emulator() as endpoint, live_paging(endpoint, ["checkout"], 1) as system:
        for name, value in endpoint.aws_environment().items():
            monkeypatch.setenv(name, value)
        yield system


def test_a_page_is_tried_and_answered(system: LivePaging) -> None:
    """Whoever stands in is paged; the page test sees the answer, and leaves nothing behind."""
    assert run("oncall", "override", "primary", "ben", "--until", "1h").exit_code == 0
    command = [sys.executable, "-m", "tocsin", "page-test", "--yes", "--wait", "1m"]

    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as trying:
        incident = wait_for(lambda: system.incidents("page test"))[0]["id"]
        wait_for(lambda: system.about("page test", "ben"))
        assert run("ack", incident[-4:], "--by", "ben").exit_code == 0
        output, _ = trying.communicate(timeout=90)

    assert trying.returncode == 0, output
    assert "ben is paged" in output
    assert "ana is paged" not in output
    assert "ben acknowledges it" in output
    alarms = system.endpoint.client("cloudwatch").describe_alarms(AlarmNames=[f"{NAME}-page-test"])
    assert alarms["MetricAlarms"] == []
    assert run("incidents", "list").output == "Nothing is open in prod.\n"
    assert incident in run("incidents", "list", "--over", "1").output
