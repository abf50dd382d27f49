from pathlib import Path

import pytest

from tests.support.recorded import answer, query, write_answer
from tocsin.recorded import read_recorded
from tocsin.recorded.formats import json_file


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('{"MetricDataResults": [', ("1:24", "the JSON ends too early", "whole")),
        ('{"MetricDataResults": nonsense}', ("1:23", "this is not JSON")),
        ('{"Resources": {}}', ("this is a template", "--assembly")),
        ('{"rows": []}', ("no MetricDataResults", "['rows']")),
        ("[]", ("no MetricDataResults", "get-metric-data")),
        ("[" * 100_000, ("nested too deeply",)),
        ("\udcff", ("not UTF-8",)),
    ],
    ids=["cut", "no JSON", "template", "other object", "list", "nested", "binary"],
)
def test_foreign_document_is_a_problem(
    tmp_path: Path, content: str, words: tuple[str, ...]
) -> None:
    """Whatever stands in a file, it is read or there is one problem that names the file."""
    path = tmp_path / "data.json"
    path.write_bytes(content.encode(errors="surrogateescape"))

    _, problems = read_recorded(path)

    assert len(problems) == 1
    assert all(word in str(problems[0]) for word in (str(path), *words)), str(problems[0])


@pytest.mark.parametrize("name", ["data.json", "data.jsonl"])
def test_huge_document_is_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """A document that is too large for memory is not read at all."""
    path = write_answer(tmp_path / name, answer((query(), list(range(100)))))
    monkeypatch.setattr(json_file, "MAXIMUM_DOCUMENT", 1000)

    data, problems = read_recorded(path)

    assert data.series == {}
    assert len(problems) == 1
    assert "larger than" in str(problems[0])
    assert "Parquet" in str(problems[0])
