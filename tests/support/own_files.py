"""Keeps tests of the product from reading what stands at the root for the system there.

Whoever makes the repository their own replaces those files, and no test of the product may
notice. A test that opens one of them, or looks what is in one of their folders, fails on the
spot, whatever opens the file for it. What a process reads is not seen: so a test that starts one
at the root has to be listed by its name, and `tests/test_adoption.py` runs those that are where the
files are another system's.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from tests.support.project import ROOT

OWN = ("dashboards", "drills", "runbooks", "viewpoint.yaml")
"""What whoever makes the repository their own replaces."""

MAY_READ = tuple(ROOT / "tests" / name for name in ("own", "example", "test_adoption.py"))

AT_THE_ROOT = (
    "tests/local/test_cdk.py::test_a_refused_viewpoint_is_told_from_a_failure",
    "tests/local/test_emulator.py::test_only_the_process_that_was_started_is_stopped",
    "tests/local/test_process_record.py::test_a_process_is_alive_until_it_ends",
    "tests/local/test_process_record.py::test_a_process_that_ended_before_it_was_noted_is_not_alive",
    "tests/on_call/test_independence.py::test_incidents_and_on_call_need_the_standard_library_alone",
    "tests/test_app.py::test_cdk_command_line",
    "tests/test_app.py::test_without_the_cdk_it_says_how_to_install_it",
)
"""Tests of the product that start processes at the root."""

# The runtime of the CDK, and the emulator: both are handed what they work on.
_OBEDIENT = ("jsii-runtime", "local.overlay")
_READING = {"open", "os.listdir", "os.scandir"}
# A path is compared as text, because this is done for every file that is opened.
_PLACES = tuple(f"{ROOT / name}{os.sep}" for name in OWN)


class _Guard:
    """Watches what this process reads while a test of the product is imported, or runs."""

    def __init__(self) -> None:
        self._test: str | None = None
        self._is_at_the_root = False
        self._found: list[str] = []
        sys.addaudithook(self._see)

    @contextmanager
    def watching(self, test: Path, name: str) -> Iterator[None]:
        """Fail the test *name*, in the file *test*, that reads what belongs to the system there.

        Raises:
            AssertionError: It does, even if what opens the file for it keeps that to itself.
        """
        before = self._test, self._is_at_the_root
        self._test = None if _may_read(test) else name
        self._is_at_the_root = name.partition("[")[0] in AT_THE_ROOT
        try:
            yield
        finally:
            self._test, self._is_at_the_root = before
            found, self._found = self._found, []
        if found:
            raise AssertionError(found[0])

    def _see(self, event: str, arguments: tuple[object, ...]) -> None:
        if self._test is None:
            return
        if event in _READING and _is_own(arguments[0]):
            what = f"reads {arguments[0]!r}, which belongs to the system at the root"
            self._refuse(f"{what}: read a system below tests/, or move the test to tests/own")
        if event == "subprocess.Popen" and not self._is_at_the_root and _may_find(*arguments):
            what = f"starts {arguments[1]!r} at the root, where it finds the system there"
            self._refuse(f"{what}: give it another folder, or add the test to AT_THE_ROOT")

    def _refuse(self, what: str) -> None:
        self._found.append(f"{self._test} {what}")
        raise AssertionError(self._found[-1])


@cache  # asked three times for each test
def _may_read(test: Path) -> bool:
    return any(map(test.is_relative_to, MAY_READ))


def _is_own(path: object) -> bool:
    if not isinstance(path, str | bytes | os.PathLike):
        return False
    full = os.path.abspath(os.fsdecode(path))  # noqa: PTH100 - as above
    return f"{full}{os.sep}".startswith(_PLACES)


def _may_find(program: object, arguments: object, folder: object, *_rest: object) -> bool:
    """Whether a process is a Python or a Node that begins in the root and looks around itself."""
    where = os.fsdecode(folder) if isinstance(folder, str | bytes | os.PathLike) else "."
    return (
        Path(str(program)).name.startswith(("python", "node"))
        and Path(where).resolve() == ROOT
        and not any(each in str(arguments) for each in _OBEDIENT)
    )


GUARD = _Guard()
