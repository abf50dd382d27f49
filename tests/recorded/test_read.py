from pathlib import Path

import pytest

from tests.support.recorded import answer, query, write_answer
from tocsin.diagnostics import InvalidInputError
from tocsin.recorded import read_recorded
from tocsin.recorded.formats.read import read_queries


def test_nothing_to_read_is_an_error(tmp_path: Path) -> None:
    """A path without recorded data is refused."""
    with pytest.raises(InvalidInputError, match="no such file or folder"):
        read_recorded(tmp_path / "missing")
    with pytest.raises(InvalidInputError, match="no file holds recorded data"):
        read_recorded(tmp_path)


def test_no_datapoint_is_an_error(tmp_path: Path) -> None:
    """A file that is right but empty is refused."""
    with pytest.raises(InvalidInputError, match="there is no datapoint"):
        read_recorded(write_answer(tmp_path / "a.json", {"MetricDataResults": []}))


def test_other_kinds_of_files_are_a_problem(tmp_path: Path) -> None:
    """A file that is named and of another kind is a problem with the kinds there are."""
    (tmp_path / "data.xlsx").write_text("")

    _, problems = read_recorded(tmp_path / "data.xlsx")

    assert ".xlsx" in str(problems[0])
    assert ".parquet" in str(problems[0])


def test_each_file_is_announced(tmp_path: Path) -> None:
    """Reading says which file it is at."""
    write_answer(tmp_path / "b.json", answer((query(), [1])))
    write_answer(tmp_path / "a.json", answer((query(), [1])))
    seen: list[str] = []

    read_recorded(tmp_path, on_file=lambda path: seen.append(path.name))

    assert seen == ["a.json", "b.json"]


@pytest.mark.parametrize("content", ["{}", "[]", "{", '"text"', '{"MetricDataQueries": 5}'])
def test_queries_are_a_list(tmp_path: Path, content: str) -> None:
    """A file without queries is refused."""
    path = tmp_path / "queries.json"
    path.write_text(content)

    with pytest.raises(InvalidInputError, match="quer"):
        read_queries(path)
