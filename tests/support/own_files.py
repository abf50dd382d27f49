"""Keeps tests of the product from reading what stands at the root for the system there.

Whoever makes the repository their own replaces those files, and no test of the product may
notice. A test that opens one of them, or looks what is in one of their folders, fails on the
spot, whatever opens the file for it. A process that a test starts is not seen;
`tests/test_adoption.py` runs such tests where the files are those of another system.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.project import ROOT

OWN = ("dashboards", "drills", "runbooks", "viewpoint.yaml")
"""What whoever makes the repository their own replaces."""

MAY_READ = tuple(ROOT / "tests" / name for name in ("own", "example", "test_adoption.py"))

_READING = {"open", "os.listdir", "os.scandir"}
# A path is compared as text, because this is done for every file that is opened.
_PLACES = tuple(f"{ROOT / name}{os.sep}" for name in OWN)


class _Guard:
    """Watches what this process reads while a test of the product is imported, or runs."""

    def __init__(self) -> None:
        self._test: str | None = None
        self._found: list[str] = []
        sys.addaudithook(self._see)

    @contextmanager
    def watching(self, test: Path, name: str) -> Iterator[None]:
        """Fail a test of the product in *test* that reads what belongs to the system at the root.

        Raises:
            AssertionError: It does, even if what opens the file for it keeps that to itself.
        """
        before = self._test
        self._test = None if any(map(test.is_relative_to, MAY_READ)) else name
        try:
            yield
        finally:
            self._test = before
            found, self._found = self._found, []
        if found:
            raise AssertionError(found[0])

    def _see(self, event: str, arguments: tuple[object, ...]) -> None:
        if self._test is None or event not in _READING:
            return
        path = arguments[0]
        if isinstance(path, str | bytes | os.PathLike) and _is_own(os.fsdecode(path)):
            what = (
                f"{self._test} reads {os.fsdecode(path)}, which belongs to the system at the root"
            )
            fix = "read a system below tests/, or move the test to tests/own or tests/example"
            self._found.append(f"{what}: {fix}")
            raise AssertionError(self._found[-1])


def _is_own(path: str) -> bool:
    full = os.path.abspath(path)  # noqa: PTH100 - as above
    return f"{full}{os.sep}".startswith(_PLACES)


GUARD = _Guard()
