"""Notes which files of ours are called."""

import sys
from collections.abc import Callable, Iterator
from inspect import CO_OPTIMIZED
from pathlib import Path
from types import CodeType, FrameType

from tests.support.project import ROOT

PLACES = ("app.py", "constructs", "stacks", "tocsin")


def files_called(action: Callable[[], object]) -> list[str]:
    """Return the files with a function that runs during *action*, in the order of the first call.

    What runs only because a module is imported, such as the body of a class, is left out.
    """
    called: dict[CodeType, str | None] = {}

    def note(frame: FrameType, event: str, _: object) -> None:
        code = frame.f_code
        if event == "call" and code not in called and not _is_importing(frame):
            called[code] = _file(code)

    sys.setprofile(note)
    try:
        action()
    finally:
        sys.setprofile(None)
    return list(dict.fromkeys(file for file in called.values() if file is not None))


def _file(code: CodeType) -> str | None:
    path = Path(code.co_filename)
    if not path.is_relative_to(ROOT):
        return None
    file = path.relative_to(ROOT)
    return file.as_posix() if file.parts[0] in PLACES else None


def _is_importing(frame: FrameType) -> bool:
    return any(
        not code.co_flags & CO_OPTIMIZED and _file(code) is not None for code in _callers(frame)
    )


def _callers(frame: FrameType | None) -> Iterator[CodeType]:
    while frame is not None:
        yield frame.f_code
        frame = frame.f_back
