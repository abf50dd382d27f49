"""Reads a file of text within bounds, or says why it cannot be read."""

from pathlib import Path

from tocsin.diagnostics.problem import InvalidInputError, Location, Problem

_SPREADSHEET_MARK = "utf-8-sig"
_PATH = "check the path and its permissions"
_FILE = "name a file of text"
_ENCODING = "save the file as UTF-8 text"


def read_text_file(path: Path, *, maximum_bytes: int, too_large: str) -> str:
    """Return the text of a file, without the mark that some editors put before it.

    A device or a pipe is refused before it is opened: it may never end.

    Args:
        path: The file.
        maximum_bytes: How large it may be; no more than that is ever held in memory.
        too_large: What to change when it is larger.

    Raises:
        InvalidInputError: It is not there, is not a file, is too large or is not UTF-8 text.
    """
    where = Location(source=str(path))
    try:
        if problem := no_file(path, fix=_FILE):
            raise InvalidInputError([problem])
        with path.open("rb") as file:
            content = file.read(maximum_bytes + 1)
        if len(content) > maximum_bytes:
            size = max(path.stat().st_size, len(content))
            what = f"the file has {size:,} bytes, and at most {maximum_bytes:,} are read"
            raise InvalidInputError.of("file/too-large", where, what, too_large)
        return content.decode(_SPREADSHEET_MARK)
    except UnicodeDecodeError as error:
        what = f"byte {error.start} is not UTF-8"
        raise InvalidInputError.of("file/not-utf-8", where, what, _ENCODING) from error
    except (OSError, ValueError) as error:
        what = f"the file cannot be read: {getattr(error, 'strerror', None) or error}"
        raise InvalidInputError.of("file/unreadable", where, what, _PATH) from error


def no_file(path: Path, *, fix: str) -> Problem | None:
    """Return what is wrong if *path* is no file with an end: missing, a folder, a device, a pipe.

    Args:
        path: What may be a file.
        fix: What to give if it is something else.

    Raises:
        OSError: The system cannot tell.
    """
    where = Location(source=str(path))
    if not path.exists():
        return Problem(kind="file/not-found", where=where, what="there is no such file", fix=_PATH)
    if not path.is_file():
        what = f"it is {_sort(path)}"
        return Problem(kind="file/not-a-file", where=where, what=what, fix=fix)
    return None


def _sort(path: Path) -> str:
    return "a folder" if path.is_dir() else "a pipe" if path.is_fifo() else "a device or a socket"
