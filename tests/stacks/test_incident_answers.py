"""The parts by which pages are answered, as they would be deployed."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.assemblies import shared_assemblies
from tests.support.synthesis import templates_in
from tests.support.templates import properties_of
from tests.support.viewpoints import PAGED_ONE_BY_ONE

INCIDENTS, CHAT = "shop-answered-incidents", "shop-answered-chat"
PLACE = "eu-west-1:777788889999"
Template = dict[str, Any]


@pytest.fixture(scope="module")
def assembly(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The assembly of the stage, with all validation."""
    folder = tmp_path_factory.getbasetemp()
    return shared_assemblies(folder, PAGED_ONE_BY_ONE, ["answered"])["answered"]


@pytest.fixture(scope="module")
def templates(assembly: Path) -> dict[str, Template]:
    """The templates of the stage."""
    return templates_in(assembly)


def functions(template: Template) -> dict[str, Template]:
    """Return the functions of a stack by what they do."""
    found = properties_of(template, "AWS::Lambda::Function")
    return {each["Handler"].split(".")[2]: each for each in found}


def allowed(template: Template, function: str) -> dict[str, Any]:
    """Return what the role of a function may do, each with to what."""
    (policy,) = (
        each["Properties"]["PolicyDocument"]["Statement"]
        for name, each in template["Resources"].items()
        if name.startswith(f"Function{function}May")
        if each["Type"] == "AWS::IAM::ManagedPolicy"
    )
    return {
        action: statement["Resource"]
        for statement in policy
        for action in (
            [statement["Action"]] if isinstance(statement["Action"], str) else statement["Action"]
        )
    }


def test_cdk_finds_nothing(assembly: Path) -> None:
    """Neither CloudFormation's schemas nor any pack find anything that is not acknowledged."""
    report = json.loads((assembly / "validation-report.json").read_text())
    assert report["pluginReports"] == []


def test_only_the_function_of_links_has_an_address(templates: dict[str, Template]) -> None:
    """Whoever has it may ask, by the address alone; and not more of them at once than that."""
    template = templates[INCIDENTS]
    (address,) = properties_of(template, "AWS::Lambda::Url")
    (name,) = (
        name
        for name, each in template["Resources"].items()
        if each["Properties"].get("Handler") == "functions.incidents.link.handler"
    )
    asked = {
        each["Action"]: {key: each[key] for key in each if key not in {"Action", "FunctionName"}}
        for each in properties_of(template, "AWS::Lambda::Permission")
    }

    assert address == {"AuthType": "NONE", "TargetFunctionArn": {"Fn::GetAtt": [name, "Arn"]}}
    assert asked == {
        "lambda:InvokeFunction": {"InvokedViaFunctionUrl": True, "Principal": "*"},
        "lambda:InvokeFunctionUrl": {"FunctionUrlAuthType": "NONE", "Principal": "*"},
    }
    reserved = {
        function: each["ReservedConcurrentExecutions"]
        for function, each in functions(template).items()
        if "ReservedConcurrentExecutions" in each
    }
    assert reserved == {"link": 5}


def test_a_key_that_nobody_can_read_signs(templates: dict[str, Template]) -> None:
    """Whoever pages and whoever is asked use it, and nobody else."""
    template = templates[INCIDENTS]
    (name,) = (
        name
        for name, each in template["Resources"].items()
        if each["Properties"].get("KeySpec") == "HMAC_256"
    )
    arn = {"Fn::GetAtt": [name, "Arn"]}
    signing = [
        function
        for function in ("Intake", "Page", "Deadline", "Digest", "Sweep", "Link", "Chat")
        if allowed(template, function).get("kms:GenerateMac") == arn
    ]
    told = {
        function: each["Environment"]["Variables"].get("LINK_KEY")
        for function, each in functions(template).items()
    }

    assert template["Resources"][name]["Properties"]["KeyUsage"] == "GENERATE_VERIFY_MAC"
    assert signing == ["Page", "Link"]
    assert {function for function, key in told.items() if key} == {"page", "link"}
    variables = functions(template)["page"]["Environment"]["Variables"]
    assert variables["LINK_ADDRESS"]["Fn::GetAtt"][1] == "FunctionUrl"


@pytest.mark.parametrize("function", ["Link", "Chat"])
def test_who_takes_answers_tells_nobody_anything(
    templates: dict[str, Template], function: str
) -> None:
    """A change of the table, and an answer to the machines."""
    found = allowed(templates[INCIDENTS], function)
    signs = {"kms:GenerateMac"} if function == "Link" else set()

    assert set(found) == signs | {
        "dynamodb:GetItem",
        "dynamodb:PutItem",
        "logs:CreateLogStream",
        "logs:PutLogEvents",
        "states:SendTaskSuccess",
        "xray:PutTelemetryRecords",
        "xray:PutTraceSegments",
    }


def test_what_the_internet_reaches_writes_incidents_alone(templates: dict[str, Template]) -> None:
    """Neither links, nor who stands in for whom."""
    (policy,) = (
        each["Properties"]["PolicyDocument"]["Statement"]
        for name, each in templates[INCIDENTS]["Resources"].items()
        if name.startswith("FunctionLinkMay")
        if each["Type"] == "AWS::IAM::ManagedPolicy"
    )
    keys = {
        action: {*each["Condition"]["ForAllValues:StringLike"]["dynamodb:LeadingKeys"]}
        for each in policy
        for action in each["Action"]
        if action == "dynamodb:PutItem"
    }
    assert keys == {"dynamodb:PutItem": {"incident#*"}}


def test_a_chat_has_a_button_for_what_people_are_paged_about(
    templates: dict[str, Template],
) -> None:
    """It may run that function alone, and no command is longer than Amazon Q takes."""
    template = templates[CHAT]
    (action,) = properties_of(template, "AWS::Chatbot::CustomAction")
    (channel,) = properties_of(template, "AWS::Chatbot::SlackChannelConfiguration")
    (policy,) = properties_of(template, "AWS::IAM::ManagedPolicy")
    (runs,) = (
        each["Resource"]
        for each in policy["PolicyDocument"]["Statement"]
        if each["Action"] == "lambda:InvokeFunction"
    )
    (attachment,) = action["Attachments"]
    command = action["Definition"]["CommandText"]

    assert runs == [f"arn:aws:lambda:{PLACE}:function:shop-answered-incident-chat"]
    assert f"arn:aws:sns:{PLACE}:shop-answered-incidents-critical" in channel["SnsTopicArns"]
    assert len(channel["SnsTopicArns"]) == 2
    assert "CustomizationResourceArns" in channel
    assert attachment["Criteria"] == [{"Operator": "HAS_VALUE", "VariableName": "i"}]
    assert len(command) <= 100
    for name in attachment["Variables"]:
        assert f"${name}" in command


def test_chats_are_shown_incidents_by_a_topic_of_their_own(templates: dict[str, Template]) -> None:
    """Of the severity that they hear of and that people are paged about; intake publishes to it."""
    template = templates[INCIDENTS]
    topic = f"arn:aws:sns:{PLACE}:shop-answered-incidents-critical"
    routes = json.loads(functions(template)["intake"]["Environment"]["Variables"]["ROUTES"])
    names = {each["TopicName"] for each in properties_of(template, "AWS::SNS::Topic")}

    assert "shop-answered-incidents-critical" in names
    assert "shop-answered-incidents-warning" not in names
    assert {each.get("chat") for each in routes.values()} == {topic, None}
    assert "shop-answered-incidents-critical" not in str(allowed(template, "Page"))


def test_the_chat_stack_waits_for_the_topics(assembly: Path) -> None:
    """Amazon Q subscribes to what is there."""
    manifest = json.loads((assembly / "manifest.json").read_text())
    assert INCIDENTS in manifest["artifacts"][CHAT]["dependencies"]
