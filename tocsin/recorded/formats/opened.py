"""Opens files that hold recorded data, whether they are compressed or not."""

import gzip
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO, cast

from tocsin.diagnostics import InvalidInputError, Location, Problem

GZIP, ZSTANDARD = ".gz", ".zst"
COMPRESSED = (GZIP, ZSTANDARD)


def kind_of(path: Path) -> str:
    """Return the suffix that says what a file holds, in small letters: `.csv` of `A.CSV.gz`."""
    suffix = path.suffix.casefold()
    return Path(path.stem).suffix.casefold() if suffix in COMPRESSED else suffix


class DamagedFileError(InvalidInputError):
    """A compressed file is damaged; others can be read all the same."""


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """Open a file to be read, without its compression.

    Raises:
        InvalidInputError: It is compressed by something that is not installed, or it is damaged.
        OSError: It cannot be read.
    """
    try:
        with _opened(path) as file:
            yield file
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise _damaged(path, error) from None


def _opened(path: Path) -> BinaryIO:
    suffix = path.suffix.casefold()
    if suffix == GZIP:
        return cast("BinaryIO", gzip.open(path, "rb"))
    return _zstandard(path) if suffix == ZSTANDARD else path.open("rb")


def _zstandard(path: Path) -> BinaryIO:
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra; most files do without
    except ModuleNotFoundError as error:
        what = "pyarrow is missing, which reads what is compressed by Zstandard"
        where, fix = Location(source=str(path)), "install pyarrow"
        problem = Problem(kind="recorded/missing-package", where=where, what=what, fix=fix)
        raise InvalidInputError([problem]) from error
    return cast("BinaryIO", BufferedReader(pa.input_stream(str(path), compression="zstd")))


def _damaged(path: Path, error: Exception) -> DamagedFileError:
    what = f"the compressed file is damaged or cut short: {error}"
    fix = "copy it again, whole"
    problem = Problem(
        kind="recorded/damaged-file", where=Location(source=str(path)), what=what, fix=fix
    )
    return DamagedFileError([problem])
