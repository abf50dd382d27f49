import gzip
import json
from pathlib import Path

import pyarrow as pa
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


def test_what_is_not_read_of_a_folder_is_named(tmp_path: Path) -> None:
    """With why: a file that is passed over in silence is a hole in the data."""
    write_answer(tmp_path / "a.json", answer((query(), [1])))
    for name in ("notes.txt", "export.xlsx", ".hidden", "README"):
        (tmp_path / name).write_text("text")

    data, problems = read_recorded(tmp_path)

    assert problems == ()
    assert {each.path.name: each.why for each in data.left_alone} == {
        ".hidden": "it is hidden",
        "README": "it has no suffix, and is not an object of a metric stream",
        "export.xlsx": "files of the kind .xlsx hold no recorded data",
        "notes.txt": "files of the kind .txt hold no recorded data",
    }


@pytest.mark.parametrize("kind", [".json", ".jsonl", ".csv", ""])
@pytest.mark.parametrize("compression", [".gz", ".zst", ".GZ"])
def test_compressed_files_are_read(kind: str, compression: str, tmp_path: Path) -> None:
    """As people keep years of exports; objects of a metric stream have no other suffix."""
    csv = (
        "namespace,metric,dimensions,statistic,period,unit,timestamp,value\n"
        "Shop,Errors,,Sum,60,,2026-01-05T00:00:00Z,3\n"
    )
    stream = (
        '{"metric_stream_name":"all","account_id":"1","region":"eu-west-1","namespace":"Shop",'
        '"metric_name":"Errors","dimensions":{},"timestamp":1767571200000,'
        '"value":{"sum":3},"unit":"None"}'
    )
    page = json.dumps(answer((query(), [3])))
    text = {".csv": csv, "": stream}.get(kind, page).encode()
    packed = (
        gzip.compress(text)
        if compression.casefold() == ".gz"
        else pa.compress(text, codec="zstd", asbytes=True)
    )
    (tmp_path / f"data{kind}{compression}").write_bytes(packed)

    data, problems = read_recorded(tmp_path)

    assert problems == ()
    (points,) = data.series.values()
    assert points.floats.tolist() == [3.0]


def test_a_damaged_file_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    """One that was cut short while it was copied is common."""
    write_answer(tmp_path / "a.json", answer((query(), [1])))
    packed = gzip.compress(json.dumps(answer((query(), [2]))).encode())
    (tmp_path / "b.json.gz").write_bytes(packed[:-12])

    data, problems = read_recorded(tmp_path)

    assert [each.kind for each in problems] == ["recorded/damaged-file"]
    assert len(data.series) == 1


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
