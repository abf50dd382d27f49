"""`python -m tests.support.journey NAME FOLDER`: take a journey and print its files."""

import json
import os
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.support.journey.calls import files_called
from tests.support.project import context

HERE = Path(__file__).parent
VIEWPOINT = HERE / "viewpoint.yaml"
START = datetime(2026, 1, 5, tzinfo=UTC)


def _alarm(folder: Path) -> Callable[[], object]:
    chosen = {"stage": "prod", "viewpoint": str(VIEWPOINT), "tocsin:nag": "false"}
    os.environ["CDK_CONTEXT_JSON"] = json.dumps({**context(), **chosen})
    os.environ["CDK_OUTDIR"] = str(folder / "cdk.out")
    os.environ["CDK_VALIDATION"] = "false"
    from app import main  # noqa: PLC0415 - it loads the CDK, which the other journeys do not need

    return main


def _drill(folder: Path) -> Callable[[], object]:
    return _command("test", HERE / "drill.yaml", "--assembly", folder / "cdk.out")


def _recording(folder: Path) -> Callable[[], object]:
    recorded = folder / "recorded.csv"
    recorded.write_text("\n".join(_rows()), encoding="utf-8")
    inputs = (folder / "cdk.out", "--data", recorded)
    return _command("backtest", "--assembly", *inputs, "--html", folder / "page.html")


def _rows() -> Iterator[str]:
    yield "namespace,metric,dimensions,statistic,period,unit,timestamp,value"
    for minute in range(120):
        orders = 0 if 40 <= minute < 50 else 5
        time = (START + timedelta(minutes=minute)).isoformat()
        yield f"Shop,OrdersPlaced,,Sum,60,,{time},{orders}"


def _command(*arguments: str | Path) -> Callable[[], object]:
    from tocsin.cli.command import app  # noqa: PLC0415 - the app does not need it

    return lambda: app([str(argument) for argument in arguments], standalone_mode=False)


def main(name: str, folder: Path) -> int:
    """Take the journey *name* and print, on the last line, the files that it passed."""
    take = {"alarm": _alarm, "drill": _drill, "recording": _recording}[name](folder)
    codes: list[object] = []
    passed = files_called(lambda: codes.append(take()))
    sys.stdout.write(f"{json.dumps(passed)}\n")
    return int(any(codes))


sys.exit(main(sys.argv[1], Path(sys.argv[2])))
