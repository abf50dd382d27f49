import json
from pathlib import Path

import pytest

from tests.support.assembly import topic
from tocsin.assembly import Assembly, load


def exporting(name: object, topic_name: str) -> dict[str, object]:
    """Write a template that exports its topic."""
    output = {"Value": {"Ref": "T"}, "Export": {"Name": name}}
    return {"Resources": {"T": topic(topic_name)}, "Outputs": {"O": output}}


def importing(name: object) -> dict[str, object]:
    """Write a template that imports a value."""
    alarm = {"AlarmActions": [{"Fn::ImportValue": name}]}
    return {"Resources": {"A": {"Type": "AWS::CloudWatch::Alarm", "Properties": alarm}}}


def read(folder: Path, **stacks: tuple[str, object]) -> Assembly:
    """Write an assembly of stacks, each with its environment, and load it."""
    artifacts = {}
    for name, (environment, template) in stacks.items():
        (folder / f"{name}.json").write_text(json.dumps(template))
        artifacts[name] = {
            "type": "aws:cloudformation:stack",
            "environment": environment,
            "properties": {"templateFile": f"{name}.json"},
        }
    (folder / "manifest.json").write_text(json.dumps({"version": "55", "artifacts": artifacts}))
    return load(folder)


def test_an_export_belongs_to_its_environment(tmp_path: Path) -> None:
    """Two Regions may export the same name; an import takes that of its own."""
    assembly = read(
        tmp_path,
        Far=("aws://111122223333/us-east-1", exporting("topic", "far")),
        Near=("aws://111122223333/eu-west-1", exporting({"Fn::Join": ["", ["topic"]]}, "near")),
        User=("aws://111122223333/eu-west-1", importing("topic")),
    )

    (action,) = assembly.alarms[0].alarm_actions
    assert action.arn == "arn:aws:sns:eu-west-1:111122223333:near"


@pytest.mark.parametrize("name", ["other", {"Fn::Sub": "${AWS::StackName}"}])
def test_an_import_from_elsewhere_stays_open(tmp_path: Path, name: object) -> None:
    """What no stack of the assembly exports is noted, and is not a mistake."""
    assembly = read(tmp_path, User=("aws://111122223333/eu-west-1", importing(name)))

    (note,) = assembly.alarms[0].unresolved
    assert (note.kind, note.path) == ("import", "AlarmActions[0]")
    assert assembly.alarms[0].alarm_actions[0].arn == note.value
    assert assembly.problems == ()
