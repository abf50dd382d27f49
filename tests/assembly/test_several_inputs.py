"""Several templates and folders that are read as one deployment."""

import json
from pathlib import Path

import pytest

from tests.support.assembly import alarm, topic
from tocsin.assembly import load
from tocsin.diagnostics import InvalidInputError


def written(folder: Path, name: str, **resources: object) -> Path:
    """Write a template, and return its file."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"Resources": resources}))
    return path


def test_one_finds_what_another_has(tmp_path: Path) -> None:
    """An alarm tells the topic of another template, by its name."""
    arn = "arn:aws:sns:eu-west-1:111122223333:pager"
    alarms = written(tmp_path, "alarms.json", A=alarm(AlarmName="a", AlarmActions=[arn]))
    topics = written(tmp_path, "topics.json", Pager=topic("pager"))
    assembly = load(alarms, topics, account="111122223333", region="eu-west-1")
    (action,) = assembly.alarms[0].alarm_actions
    assert [stack.name for stack in assembly.stacks] == ["alarms", "topics"]
    assert action.resource is not None
    assert action.resource.logical_id == "Pager"


def test_what_is_named_twice_is_read_once(tmp_path: Path) -> None:
    """As a folder, and as a file in it."""
    path = written(tmp_path, "infra/alarms.json", A=alarm(AlarmName="a"))
    assert len(load(path, tmp_path / "infra", path).alarms) == 1


def test_files_of_one_name_become_stacks_of_different_names(tmp_path: Path) -> None:
    """Else the alarms of one would hide those of the other."""
    paths = [
        written(tmp_path, f"{folder}/template.json", A=alarm(AlarmName="a")) for folder in "ab"
    ]
    other = written(tmp_path, "c/other.json", A=alarm(AlarmName="a"))
    names = [stack.name for stack in load(*paths, other).stacks]
    assert names == ["a-template", "b-template", "other"]


def test_files_of_other_kinds_are_passed_over_beside_templates(tmp_path: Path) -> None:
    """A pattern of the shell finds them too."""
    path = written(tmp_path, "alarms.json", A=alarm(AlarmName="a"))
    (tmp_path / "buildspec.yaml").write_text("version: 0.2\nphases: {build: {commands: [make]}}\n")
    assert load(path, tmp_path / "buildspec.yaml").passed_over == (tmp_path / "buildspec.yaml",)


@pytest.mark.parametrize(
    ("texts", "kinds"),
    [
        (("{", '{"Resources": {}}'), ["json/cut-short"]),
        (("version: 1", "version: 2"), ["template/other-kind", "template/other-kind"]),
        (("version: 1", None), ["file/not-found"]),
    ],
    ids=["one is broken", "none is a template", "one is missing"],
)
def test_what_cannot_be_read_is_refused(
    tmp_path: Path, texts: tuple[str | None, ...], kinds: list[str]
) -> None:
    """With everything that is wrong with any of them."""
    paths = [tmp_path / f"{number}.json" for number in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        if text is not None:
            path.write_text(text)
    with pytest.raises(InvalidInputError) as refused:
        load(*paths)
    assert [each.kind for each in refused.value.problems] == kinds
