import copy
import json
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.assembly import alarm, load_template, topic
from tests.support.properties import ONE_FOLDER
from tocsin.assembly import Assembly, load
from tocsin.diagnostics import InvalidInputError

TYPED = (
    "alarms", "log_alarms", "composite_alarms", "mute_rules", "topics", "topic_policies",
    "subscriptions", "keys", "key_aliases", "queues", "queue_policies", "backup_vaults",
    "backup_plans", "backup_selections", "sampling_rules",
)  # fmt: skip
GOOD: dict[str, object] = {
    "Parameters": {"Stage": {"Type": "String", "Default": "prod", "AllowedValues": ["prod"]}},
    "Transform": ["AWS::LanguageExtensions", "AWS::Serverless-2016-10-31"],
    "Mappings": {"M": {"prod": {"High": 5, "Queues": ["a", "b-c"]}}},
    "Conditions": {
        "Prod": {"Fn::Equals": [{"Ref": "Stage"}, "prod"]},
        "Both": {"Fn::And": [{"Condition": "Prod"}, {"Fn::Not": [{"Fn::Equals": ["a", "b"]}]}]},
    },
    "Resources": {
        "Topic": {
            "Type": "AWS::SNS::Topic",
            "Properties": {
                "TopicName": {"Fn::Sub": "shop-${Stage}"},
                "Subscription": [{"Protocol": "email", "Endpoint": "ana@example.com"}],
            },
        },
        "Alarm": {
            "Type": "AWS::CloudWatch::Alarm",
            "Condition": "Both",
            "Properties": {
                "AlarmName": {"Fn::Join": ["-", ["shop", {"Ref": "Stage"}]]},
                "AlarmActions": [{"Ref": "Topic"}, {"Fn::If": ["Prod", "a", "b"]}],
                "Threshold": {"Fn::FindInMap": ["M", {"Ref": "Stage"}, "High"]},
                "Dimensions": [{"Name": "Q", "Value": {"Fn::Select": [0, ["a"]]}}],
                "Tags": [{"Key": "k", "Value": {"Fn::GetAtt": ["Topic", "TopicName"]}}],
            },
        },
        "Fn::ForEach::Alarms": [
            "Q",
            {"Fn::FindInMap": ["M", {"Ref": "Stage"}, "Queues"]},
            {
                "Watch&{Q}": {
                    "Type": "AWS::CloudWatch::Alarm",
                    "Condition": {"Fn::FindInMap": ["M", "x", "y", {"DefaultValue": "Prod"}]},
                    "Properties": {"AlarmName": {"Fn::Sub": ["${Q}-${V}", {"V": {"Ref": "Q"}}]}},
                }
            },
        ],
        "Mailer": {
            "Type": "AWS::Serverless::Function",
            "Properties": {"Events": {"E": {"Type": "S3"}}, "Role": {"Ref": "MailerRole"}},
        },
        "Child": {"Type": "AWS::CloudFormation::Stack", "Properties": {"TemplateURL": "c.json"}},
        "Rule": {
            "Type": "AWS::CloudWatch::AlarmMuteRule",
            "Properties": {"MuteTargets": {"AlarmNames": [{"Ref": "Alarm"}]}},
        },
        "Plan": {
            "Type": "AWS::Backup::BackupPlan",
            "Properties": {"BackupPlan": {"BackupPlanRule": [{"TargetBackupVault": "v"}]}},
        },
    },
    "Outputs": {"T": {"Value": {"Ref": "Topic"}, "Export": {"Name": "t"}}},
}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
    | st.sampled_from(
        ["Topic", "Alarm", "Stage", "Prod", "${Topic}", "Q", "&{Q}", "Mailer.Alias",
         "{{resolve:ssm:x}}"],
    ),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.text(max_size=5)
        | st.sampled_from(
            ["Ref", "Fn::Sub", "Fn::GetAtt", "Fn::Join", "Fn::If", "Fn::Select", "Fn::Split",
             "Fn::FindInMap", "Fn::ForEach::X", "Fn::ImportValue", "Fn::And", "Type", "Properties",
             "Condition"],
        ),
        inner,
        max_size=2,
    ),
    max_leaves=6,
)  # fmt: skip


def use_everything(assembly: Assembly) -> None:
    """Ask an assembly for all it has, each typed resource for each of its attributes."""
    assert all(str(problem) for problem in assembly.problems)
    assert all(left_out.fix for left_out in assembly.left_out)
    for name in TYPED:
        for typed in getattr(assembly, name):
            for attribute in dir(typed):
                if not attribute.startswith("_"):
                    getattr(typed, attribute)
    for resource in assembly.resources():
        assert (resource.line, resource.name, resource.metadata) is not None


def read_or_refuse(path: Path) -> bool:
    """Use all of an input, or give whether its refusal has reasons."""
    try:
        use_everything(load(path, account="111122223333", region="eu-west-1"))
    except InvalidInputError as refusal:
        return len(refusal.problems) > 0
    return True


def places(value: object, path: tuple[object, ...] = ()) -> Iterator[tuple[object, ...]]:
    """List every place in a JSON value."""
    yield path
    items = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    for key, inner in items:
        yield from places(inner, (*path, key))


def replaced(template: object, path: tuple[object, ...], value: object) -> object:
    """Copy a JSON value with one place changed."""
    if not path:
        return value
    changed = copy.deepcopy(template)
    holder: object = changed
    for key in path[:-1]:
        holder = holder[key]  # type: ignore[index]
    holder[path[-1]] = value  # type: ignore[index]
    return changed


@settings(max_examples=300, suppress_health_check=ONE_FOLDER)
@given(path=st.sampled_from(list(places(GOOD))), value=JSON)
def test_any_change_of_a_template_is_read_or_refused(
    tmp_path: Path, path: tuple[object, ...], value: object
) -> None:
    """A template with anything anywhere is read with problems, or refused with reasons."""
    (tmp_path / "shop.json").write_text(json.dumps(replaced(GOOD, path, value)))

    assert read_or_refuse(tmp_path / "shop.json")


@settings(max_examples=150, suppress_health_check=ONE_FOLDER)
@given(
    text=st.text(alphabet="{}[]:,-&*!|>'\"# \nabRef%@0", max_size=60),
    suffix=st.sampled_from([".json", ".yaml"]),
)
def test_any_text_is_read_or_refused(tmp_path: Path, text: str, suffix: str) -> None:
    """Text that looks like YAML or JSON, and is not, is refused with reasons."""
    path = tmp_path / f"t{suffix}"
    path.write_text("Resources: {A: {Type: AWS::SNS::Topic}}\n" + text)

    assert read_or_refuse(path)


def test_a_template_cut_short_is_refused(tmp_path: Path) -> None:
    """A template that was not written to its end is refused wherever it ends."""
    path = tmp_path / "t.json"
    text = json.dumps(GOOD)
    for end in range(1, len(text) - 1, 37):
        path.write_text(text[:end])
        with pytest.raises(InvalidInputError, match=r"the JSON ends too early|not JSON"):
            load(path)


def write(text: str, name: str = "t.yaml") -> Callable[[Path], Path]:
    """Make a function that writes a file into a folder."""

    def writer(folder: Path) -> Path:
        path = folder / name
        path.write_text(text)
        return path

    return writer


def huge(folder: Path) -> Path:
    """Make a file of more than 50 MB that takes no space."""
    path = folder / "huge.json"
    with path.open("wb") as file:
        file.truncate(50_000_001)
    return path


def pipe(folder: Path) -> Path:
    """Make a pipe that nobody writes to."""
    path = folder / "pipe.json"
    os.mkfifo(path)
    return path


def binary(folder: Path) -> Path:
    """Make a file that is not text."""
    path = folder / "t.json"
    path.write_bytes(b"\xff\xfe\x00{")
    return path


BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{new}: &{new} [{','.join([f'*{old}'] * 9)}]\n"
    for old, new in zip("abcdefghi", "bcdefghij", strict=True)
)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda folder: folder / "no", "there is no such file or folder"),
        (lambda folder: folder / "a\0b", "no such file or folder|cannot be read"),
        (lambda folder: folder / ("x" * 5000), "no such file or folder|cannot be read"),
        (lambda folder: folder, "the folder has no JSON or YAML file"),
        (pipe, "it is a pipe"),
        (huge, "the file has 50,000,001 bytes"),
        (binary, "not UTF-8"),
        (write(""), "the file is empty"),
        (write("[" * 100_000), "nesting is deeper than 64"),
        (write("[" * 100_000, "t.json"), "nested too deeply"),
        (write("[" * 80 + "]" * 80, "t.json"), "nesting is deeper than 64"),
        (write("a: [1, 2"), "not YAML"),
        (write("\ta: 1"), "a tab indents the line"),
        (write(BOMB), "stands for more than 3000000 values"),
        (write("a: &a [*a]"), "names nothing that stands before it"),
        (write("? [a]\n: b"), "stands where a key should"),
        (write("a: !!python/object/apply:os.system [x]"), "no Resources, only a"),
        (write("just text"), "a bare text"),
        (write("[]", "t.json"), "a bare list"),
        (write('{"a": NaN}', "t.json"), "NaN"),
        (write('{"a": ' + "1" * 5000 + "}", "t.json"), "more than 4,300 digits"),
        (write('{"a": "\\ud800"}', "t.json"), "half a character"),
        (write("apiVersion: v1\nkind: Pod\n"), "a Kubernetes manifest"),
        (write("service: mail\nprovider: {name: aws}\n"), "a file of the Serverless Framework"),
        (write("a: 1\n---\nb: 2\n"), "2 YAML documents"),
        (write('{"terraform_version": "1.9"}', "t.json"), "a Terraform file"),
        (write('resource "aws_sns_topic" "t" {}', "main.tf"), "a Terraform file"),
        (write('{"MetricAlarms": []}', "t.json"), "alarms from the CloudWatch API"),
        (write('[{"AlarmName": "a", "AlarmArn": "b"}]', "t.json"), "from the CloudWatch API"),
        (write('{"TemplateBody": {}, "StagesAvailable": []}', "t.json"), "--query TemplateBody"),
        (write('{"Resources": []}', "t.json"), "Resources are a bare list"),
        (write('{"version": "55", "artifacts": {}}', "manifest.json"), "no stacks"),
    ],
)  # fmt: skip
def test_wrong_input_is_refused_with_a_reason(
    tmp_path: Path, make: Callable[[Path], Path], message: str
) -> None:
    """What is not a template is refused quickly, with what it is and what to give instead."""
    path = make(tmp_path)
    started = time.monotonic()

    with pytest.raises(InvalidInputError, match=message) as caught:
        load(path)

    assert all(problem.what and problem.fix for problem in caught.value.problems)
    assert time.monotonic() - started < 5


def test_every_broken_file_of_a_folder_is_named(tmp_path: Path) -> None:
    """All templates that cannot be read are reported at once."""
    (tmp_path / "good.json").write_text(json.dumps(GOOD))
    (tmp_path / "one.json").write_text('{"Resources": {"T": {"Type": "AWS::SNS::Topic"}')
    (tmp_path / "two.yaml").write_text("AWSTemplateFormatVersion: [")

    with pytest.raises(InvalidInputError) as caught:
        load(tmp_path)

    assert [Path(p.where.source).name for p in caught.value.problems] == [
        "one.json",
        "two.yaml",
    ]


def test_files_of_other_kinds_in_a_folder_are_passed_over(tmp_path: Path) -> None:
    """A folder may hold other JSON and YAML files beside its templates."""
    (tmp_path / "a.json").write_text(json.dumps(GOOD))
    (tmp_path / "package.json").write_text('{"name": "x"}')
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "b.template.yaml").write_text("Resources: {T: {Type: AWS::SNS::Topic}}")

    assert [stack.name for stack in load(tmp_path).stacks] == ["a", "deep-b"]


def test_files_that_are_neither_json_nor_templates_are_passed_over(tmp_path: Path) -> None:
    """Settings with comments and charts with braces stand beside templates; named alone, no."""
    (tmp_path / "a.json").write_text(json.dumps(GOOD))
    (tmp_path / "tsconfig.json").write_text('{\n  // strict\n  "compilerOptions": {},\n}')
    (tmp_path / "chart.yaml").write_text("{{- if .Values.on }}\nkind: Service\n{{- end }}")
    (tmp_path / "names.yaml").write_text("- a\n- b")
    os.mkfifo(tmp_path / "pipe.json")

    passed_over = load(tmp_path).passed_over

    assert [path.name for path in passed_over] == [
        "chart.yaml",
        "names.yaml",
        "pipe.json",
        "tsconfig.json",
    ]
    with pytest.raises(InvalidInputError):
        load(tmp_path / "tsconfig.json")


def test_a_folder_of_nothing_but_such_files_is_refused(tmp_path: Path) -> None:
    """What is wrong with each file is said where none is a template."""
    (tmp_path / "tsconfig.json").write_text("{ // strict\n}")
    (tmp_path / "names.yaml").write_text("- a\n- b")

    with pytest.raises(InvalidInputError) as caught:
        load(tmp_path)

    assert [problem.kind for problem in caught.value.problems] == [
        "json/syntax",
        "template/other-kind",
    ]


def test_a_stack_may_be_given_its_name(tmp_path: Path) -> None:
    """The name of the file stands for that of the stack only where nobody says it."""
    named = {"Resources": {"T": topic({"Ref": "AWS::StackName"})}}
    (tmp_path / "a.json").write_text(json.dumps(named))

    (unnamed,) = load(tmp_path).stacks
    assembly = load(tmp_path, stack_name="shop")

    assert (unnamed.name, unnamed.is_named_by_file) == ("a", True)
    assert [stack.name for stack in assembly.stacks] == ["shop"]
    assert [found.name for found in assembly.topics] == ["shop"]


def test_one_name_is_not_for_several_stacks(tmp_path: Path) -> None:
    """A folder of two templates has no one stack that the name could be of."""
    for name in ("a.json", "b.json"):
        (tmp_path / name).write_text(json.dumps(GOOD))

    with pytest.raises(InvalidInputError, match="2 templates are without a name"):
        load(tmp_path, stack_name="shop")


def test_nested_stacks_of_plain_templates_are_followed(tmp_path: Path) -> None:
    """A nested template gets its parent's values, gives outputs back, and is not a stack twice."""
    child = {
        "Parameters": {"Topic": {"Type": "String"}, "Size": {"Type": "Number", "Default": 1}},
        "Resources": {"Alarm": alarm(AlarmActions=[{"Ref": "Topic"}], Threshold={"Ref": "Size"})},
        "Outputs": {"Name": {"Value": {"Fn::GetAtt": ["Alarm", "Arn"]}}},
    }
    parent = {
        "Resources": {
            "Topic": topic(),
            "Nested": {
                "Type": "AWS::CloudFormation::Stack",
                "Properties": {
                    "TemplateURL": "./child.json",
                    "Parameters": {"Topic": {"Ref": "Topic"}, "Size": {"Ref": "AWS::NoValue"}},
                },
            },
            "Composite": {
                "Type": "AWS::CloudWatch::CompositeAlarm",
                "Properties": {"AlarmRule": {"Fn::GetAtt": ["Nested", "Outputs.Name"]}},
            },
        }
    }
    (tmp_path / "child.json").write_text(json.dumps(child))
    (tmp_path / "parent.json").write_text(json.dumps(parent))

    assembly = load(tmp_path, account="111122223333", region="eu-west-1")

    assert [stack.name for stack in assembly.stacks] == ["parent", "parent-Nested"]
    (found,) = assembly.alarms
    assert found.alarm_actions[0].resource is assembly.topics[0].resource
    assert found.properties["Threshold"] == 1
    assert assembly.composite_alarms[0].rule == found.arn
    assert assembly.problems == ()


def test_a_template_that_nests_itself_is_reported(tmp_path: Path) -> None:
    """A circle of nested templates is reported, not followed for ever."""
    nested = {"Type": "AWS::CloudFormation::Stack", "Properties": {"TemplateURL": "shop.json"}}

    assembly = load_template(tmp_path, {"Resources": {"N": nested, "Topic": topic()}})

    assert len(assembly.topics) == 1
    assert ["contains itself" in problem.what for problem in assembly.problems] == [True]


def test_templates_outside_the_given_folder_are_not_read(tmp_path: Path) -> None:
    """A nested stack cannot make Tocsin read a file elsewhere."""
    (tmp_path / "secret.json").write_text(json.dumps(GOOD))
    inner = tmp_path / "inner"
    inner.mkdir()
    nested = {"Type": "AWS::CloudFormation::Stack", "Properties": {"TemplateURL": "../secret.json"}}

    assembly = load_template(inner, {"Resources": {"N": nested}})

    assert len(assembly.stacks) == 1
    assert ["not on disk" in problem.what for problem in assembly.problems] == [True]


@pytest.mark.parametrize(
    ("parameters", "what"),
    [
        ({"Stage": "test"}, "'test' is not allowed; allowed: prod"),
        ({"Stag": "prod"}, "no template has this parameter"),
    ],
)
def test_wrong_parameters_are_reported(
    tmp_path: Path, parameters: dict[str, str], what: str
) -> None:
    """A value that is not allowed, or for a parameter that is not there, is a problem."""
    template = {**GOOD, "Resources": {"Topic": topic()}}

    assembly = load_template(tmp_path, template, parameters=parameters)

    assert [problem.what for problem in assembly.problems] == [what]


def test_a_parameter_without_a_value_is_reported_once(tmp_path: Path) -> None:
    """However often it is used, a parameter that needs a value is one problem."""
    template = {
        "Parameters": {"Name": {"Type": "String"}},
        "Resources": {f"T{i}": topic({"Ref": "Name"}) for i in range(5)},
    }

    problems = load_template(tmp_path, template).problems

    assert [problem.fix for problem in problems] == [
        "give a value for the parameter Name (--parameter Name=…)"
    ]


def test_problems_name_the_line_and_the_place(tmp_path: Path) -> None:
    """A problem says in which file, on which line and where in the resource it is."""
    path = tmp_path / "t.yaml"
    path.write_text(
        "Resources:\n  T:\n    Type: AWS::SNS::Topic\n  A:\n    Type: AWS::CloudWatch::Alarm\n"
        "    Properties: {AlarmActions: [!Ref Gone]}\n"
    )

    (problem,) = load(path).problems

    assert str(problem.where) == f"{path}:6:33: Resources.A.Properties.AlarmActions[0]"
    assert problem.kind == "template/missing-reference"
    assert problem.what == "there is no parameter or resource Gone"


def test_thousands_of_alarms_are_read_at_once(tmp_path: Path) -> None:
    """3,000 alarms with their actions are read in well under a second."""
    resources = {
        f"A{i}": alarm(AlarmName=f"a{i}", AlarmActions=[{"Ref": "T"}]) for i in range(3000)
    }
    path = tmp_path / "t.json"
    path.write_text(json.dumps({"Resources": {"T": topic("t"), **resources}}))
    started = time.process_time()

    alarms = load(path).alarms

    assert all(found.alarm_actions[0].resource is not None for found in alarms)
    assert len(alarms) == 3000
    assert time.process_time() - started < 1
