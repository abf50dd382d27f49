import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.synthesis import templates_in
from tests.support.templates import properties_of
from tests.support.viewpoints import STAGES, WHOLE, planned

every_stage = pytest.mark.parametrize("stage", STAGES)


def _alarms(assembly: Path) -> list[dict[str, Any]]:
    return [
        alarm
        for template in templates_in(assembly).values()
        for alarm in properties_of(template, "AWS::CloudWatch::Alarm")
        if not alarm["AlarmName"].endswith("-pulse")
    ]


def _composites(assembly: Path) -> list[dict[str, Any]]:
    return [
        alarm
        for template in templates_in(assembly).values()
        for alarm in properties_of(template, "AWS::CloudWatch::CompositeAlarm")
    ]


def _severities_by_export(assembly: Path, stage: str) -> dict[str, str]:
    """Return the severity of the topic behind each export of the alerting stacks."""
    found: dict[str, str] = {}
    for name, template in templates_in(assembly).items():
        if name.startswith(f"shop-{stage}-alerting"):
            topics = {
                logical_id: each["Properties"]["TopicName"].rpartition("-")[2]
                for logical_id, each in template["Resources"].items()
                if each["Type"] == "AWS::SNS::Topic"
            }
            found |= {
                each["Export"]["Name"]: topics[each["Value"]["Ref"]]
                for each in template["Outputs"].values()
            }
    return found


@every_stage
def test_all_planned_alarms_are_built(stage: str, assemblies: dict[str, Path]) -> None:
    """The templates have the alarms of the plan, and no others."""
    expected = [alarm.name for alarm in planned(WHOLE.read_text(), stage).alarms]

    assert len(expected) >= 40
    assert sorted(alarm["AlarmName"] for alarm in _alarms(assemblies[stage])) == sorted(expected)


@every_stage
def test_alarms_notify_the_topic_of_their_severity(stage: str, assemblies: dict[str, Path]) -> None:
    """The tag that names the severity and the topic that is notified agree, for ALARM and OK.

    Where a composite alarm pages in the place of an alarm, that is so for the composite alarm.
    """
    severities = _severities_by_export(assemblies[stage], stage)
    composites = {each["AlarmName"]: each for each in _composites(assemblies[stage])}

    for alarm in (*_alarms(assemblies[stage]), *composites.values()):
        tags = {each["Key"]: each["Value"] for each in alarm["Tags"]}
        if pager := tags.get("tocsin:paged-by"):
            assert f"ALARM({alarm['AlarmName']})" in composites[pager]["AlarmRule"]
            assert composites[pager]["AlarmActions"] != alarm.get("AlarmActions")
        else:
            (action,) = alarm["AlarmActions"]
            assert severities[action["Fn::ImportValue"]] == tags["tocsin:severity"]
            assert alarm["OKActions"] == alarm["AlarmActions"]


@every_stage
def test_composite_alarms_are_made_behind_their_alarms(
    stage: str, assemblies: dict[str, Path]
) -> None:
    """Each is in the stack of the alarms that it pages for, and CloudFormation makes it last."""
    for template in templates_in(assemblies[stage]).values():
        resources = template["Resources"]
        names = {
            each["Properties"].get("AlarmName"): logical_id
            for logical_id, each in resources.items()
        }
        for each in resources.values():
            if each["Type"] == "AWS::CloudWatch::CompositeAlarm":
                rule = each["Properties"]["AlarmRule"].split(" OR ")
                children = [part.removeprefix("ALARM(").removesuffix(")") for part in rule]
                assert {names[child] for child in children} <= set(each["DependsOn"])


@every_stage
def test_nothing_is_left_to_defaults(stage: str, assemblies: dict[str, Path]) -> None:
    """Each alarm says how its metric is read and what missing data mean."""
    for alarm in _alarms(assemblies[stage]):
        assert {"TreatMissingData", "DatapointsToAlarm", "EvaluationPeriods"} <= set(alarm)
        if "Metrics" in alarm:
            stats = [each["MetricStat"] for each in alarm["Metrics"] if "MetricStat" in each]
            assert [each["ReturnData"] for each in alarm["Metrics"]].count(True) == 1
            assert all(each["Period"] and each["Stat"] for each in stats)
        else:
            assert alarm["Period"]
            assert len({"Statistic", "ExtendedStatistic"} & set(alarm)) == 1


@every_stage
def test_alarms_on_paging_take_another_way(stage: str, assemblies: dict[str, Path]) -> None:
    """An alarm that says that a topic is ill does not notify this topic."""
    severities = _severities_by_export(assemblies[stage], stage)
    template = templates_in(assemblies[stage])[f"shop-{stage}-monitoring-paging"]

    for alarm in _on_topics(template):
        watched = alarm["Dimensions"][0]["Value"].removeprefix(f"shop-{stage}-").split("-")[0]
        (action,) = alarm["AlarmActions"]
        assert watched in severities.values() or watched == "info"
        assert severities[action["Fn::ImportValue"]] != watched


@every_stage
@pytest.mark.parametrize("region", ["", "-eu-central-1", "-us-east-1"])
def test_paging_alarms_watch_what_exists(
    stage: str, region: str, assemblies: dict[str, Path]
) -> None:
    """Each topic, and each queue that anything can fill, is watched by its real name."""
    alerting = templates_in(assemblies[stage])[f"shop-{stage}-alerting{region}"]
    paging = templates_in(assemblies[stage])[f"shop-{stage}-monitoring-paging{region}"]
    filled = {
        each["RedrivePolicy"]["deadLetterTargetArn"]["Fn::GetAtt"][0]
        for each in properties_of(alerting, "AWS::SNS::Subscription")
        if "RedrivePolicy" in each
    }
    filled |= {
        queue["Ref"]
        for each in properties_of(alerting, "AWS::SQS::QueuePolicy")
        if "events.amazonaws.com" in json.dumps(each["PolicyDocument"])
        for queue in each["Queues"]
    }
    queues = {alerting["Resources"][name]["Properties"]["QueueName"] for name in filled}
    topics = {each["TopicName"] for each in properties_of(alerting, "AWS::SNS::Topic")}
    topics -= {f"shop-{stage}-pulse"}

    assert topics | queues == {each["Dimensions"][0]["Value"] for each in _on_topics(paging)}


def _on_topics(template: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the alarms of the paging stack on topics and queues, not on rules and SMS."""
    alarms = properties_of(template, "AWS::CloudWatch::Alarm")
    names = {"QueueName", "TopicName"}
    return [
        each
        for each in alarms
        if names & {part["Name"] for part in each["Dimensions"]}
        and "pulse-missing" not in each["AlarmName"]
    ]
