"""What is said about baselines, beside the results."""

from collections.abc import Mapping
from pathlib import Path

from tocsin.cli.check_report.result import CheckResult
from tocsin.cli.terminal import counted, remark
from tocsin.triage import Key

_MOST_NAMED = 3


def tell_stale(result: CheckResult, path: Path) -> None:
    """Name what is in a baseline and was put right, and count what was not looked at."""
    if result.gone:
        said = f"not found any more; --write-baseline {path} drops them: {_named(result.gone)}"
        remark(f"{path}: {_problems(result.gone)} {said}", style="yellow")
    if result.elsewhere:
        said = f"of stacks that were not looked at: {_named(result.elsewhere)}"
        remark(f"{path}: {_problems(result.elsewhere)} {said}", style="dim")


def _problems(keys: Mapping[Key, int]) -> str:
    return counted(sum(keys.values()), "problem")


def _named(keys: Mapping[Key, int]) -> str:
    listed = [
        f"{key.check} of {key.stack}/{key.subject}{f' ({count} times)' if count > 1 else ''}"
        for key, count in sorted(keys.items())[:_MOST_NAMED]
    ]
    rest = len(keys) - _MOST_NAMED
    return ", ".join(listed) + (f" and {rest} more" if rest > 0 else "")
