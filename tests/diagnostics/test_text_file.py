import os
from pathlib import Path

import pytest

from tocsin.diagnostics import InvalidInputError, read_text_file


def _refused(path: Path) -> tuple[str, str, str]:
    with pytest.raises(InvalidInputError) as caught:
        read_text_file(path, maximum_bytes=8, too_large="split it")
    (problem,) = caught.value.problems
    assert problem.where.source == str(path)
    return problem.kind, problem.what, problem.fix


def test_text_is_read_without_the_mark_of_an_editor(tmp_path: Path) -> None:
    """A file of the largest size is read, and a mark at its begin is not part of its text."""
    file = tmp_path / "a.yaml"
    file.write_bytes(b"\xef\xbb\xbfabcde")

    assert read_text_file(file, maximum_bytes=8, too_large="split it") == "abcde"


def test_file_that_is_missing_is_named(tmp_path: Path) -> None:
    """A path that leads nowhere is a problem with the path."""
    assert _refused(tmp_path / "none")[:2] == ("file/not-found", "there is no such file")


def test_folder_pipe_and_device_are_refused_before_they_are_opened(tmp_path: Path) -> None:
    """What may never end, or is not text, is not read at all."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)

    assert _refused(tmp_path)[:2] == ("file/not-a-file", "it is a folder")
    assert _refused(pipe)[:2] == ("file/not-a-file", "it is a pipe")
    assert _refused(Path("/dev/zero"))[:2] == ("file/not-a-file", "it is a device or a socket")


def test_large_file_is_refused_with_its_size(tmp_path: Path) -> None:
    """Of a file that is too large no more than the limit is held in memory."""
    file = tmp_path / "a.yaml"
    file.write_bytes(b"x" * 2_000)

    assert _refused(file) == (
        "file/too-large",
        "the file has 2,000 bytes, and at most 8 are read",
        "split it",
    )


def test_other_encodings_are_refused(tmp_path: Path) -> None:
    """The first byte that is not UTF-8 is named."""
    file = tmp_path / "a.yaml"
    file.write_bytes("aé".encode("latin-1"))

    assert _refused(file)[:2] == ("file/not-utf-8", "byte 1 is not UTF-8")


def test_impossible_path_is_a_problem() -> None:
    """A path that the system cannot hold is refused like any other."""
    assert _refused(Path("a" * 5_000))[0] in {"file/unreadable", "file/not-found"}
