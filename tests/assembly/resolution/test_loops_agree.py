"""Loops, unrolled as cfn-lint unrolls them: a second reading of the same documentation."""

import json
from pathlib import Path

import pytest
from cfnlint.decode import convert_dict
from cfnlint.template import Template
from cfnlint.template.transforms._language_extensions import language_extension

from tests.support.assembly import alarm, load_template, topic

QUEUES = {"Ref": "Queues"}
TOPIC = {"Fn::Sub": "Topic${Q}"}
TEMPLATE = {
    "Transform": "AWS::LanguageExtensions",
    "Parameters": {"Queues": {"Type": "CommaDelimitedList", "Default": "One,Two"}},
    "Mappings": {"M": {"One": {"names": ["x", "y"]}, "Two": {"names": ["z"]}}},
    "Conditions": {
        "Fn::ForEach::Conditions": [
            "Q",
            QUEUES,
            {"Is${Q}": {"Fn::Equals": [{"Ref": "Q"}, "One"]}},
        ]
    },
    "Resources": {
        "Fn::ForEach::Outer": [
            "Q",
            QUEUES,
            {
                "Topic${Q}": topic({"Fn::Sub": "t-${Q}-${AWS::Region}"}),
                "Fn::ForEach::Inner": [
                    "N",
                    {"Fn::FindInMap": ["M", {"Ref": "Q"}, "names"]},
                    {
                        "Watch${Q}${N}": alarm(
                            AlarmName={"Fn::Sub": "${Q}-${N}"},
                            AlarmActions=[{"Ref": TOPIC}],
                            OKActions=[{"Fn::GetAtt": [TOPIC, "TopicArn"]}],
                            Dimensions=[{"Name": "Q", "Value": {"Ref": "Q"}}],
                            Tags={
                                "Fn::ForEach::Tags": [
                                    "K",
                                    ["a", "b"],
                                    {"${K}": {"Fn::Sub": "${K}${Q}"}},
                                ]
                            },
                        )
                    },
                ],
            },
        ],
        "Fn::ForEach::Hosts": [
            "I",
            ["10.0.0.1", "a-b"],
            {"Host&{I}": topic({"Fn::Sub": "h-&{I}"})},
        ],
    },
    "Outputs": {
        "Fn::ForEach::Arns": [
            "Q",
            QUEUES,
            {"Arn${Q}": {"Value": {"Fn::GetAtt": [TOPIC, "TopicArn"]}}},
        ]
    },
}


@pytest.mark.parametrize("section", ["Conditions", "Resources", "Outputs"])
def test_loops_become_what_cfn_lint_makes_of_them(tmp_path: Path, section: str) -> None:
    """Nested loops, mappings, `&{}`, references, properties and all sections agree."""
    written = Template("shop.json", convert_dict(TEMPLATE), ["us-east-1"])
    matches, unrolled = language_extension(written)

    assert matches == []
    ours = load_template(tmp_path, TEMPLATE).stacks[0].template[section]
    assert ours == json.loads(json.dumps(unrolled))[section]
