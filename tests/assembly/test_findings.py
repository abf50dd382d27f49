"""What is odd in templates: each cause once, and whether it has to do with alarms."""

from pathlib import Path

from tests.support.assembly import alarm, load_template, topic

PERMISSION = "AWS::Lambda::Permission"


def test_a_cause_is_told_once(tmp_path: Path) -> None:
    """A name that is missing is missing once, in however many places and through whatever else."""
    resources = {
        f"Q{number}": {
            "Type": "AWS::SQS::Queue",
            "Properties": {"QueueName": {"Fn::Sub": f"${{Nobody}}-{number}"}},
        }
        for number in range(5)
    }
    dimensions = [{"Name": "QueueName", "Value": {"Fn::GetAtt": ["Q0", "QueueName"]}}]
    watch = alarm(AlarmName="watch", Dimensions=dimensions)

    (problem,) = load_template(tmp_path, {"Resources": {**resources, "Watch": watch}}).problems

    assert problem.what == "there is no parameter or resource Nobody (here and in 5 more places)"
    assert problem.where.subject == "Resources.Watch.Properties.Dimensions[0].Value"


def test_what_no_alarm_rests_on_is_told_apart(tmp_path: Path) -> None:
    """Topics, subscriptions and conditions of alarms matter; the rest of a template does not."""
    template = {
        "Conditions": {"Open": {"Fn::Equals": [{"Ref": "Missing1"}, "a"]}},
        "Resources": {
            "Watch": {**alarm(AlarmName="watch"), "Condition": "Open"},
            "Topic": topic({"Ref": "Missing2"}),
            "Other": {"Type": PERMISSION, "Properties": {"FunctionName": {"Ref": "Missing3"}}},
        },
        "Outputs": {"O": {"Value": {"Ref": "Missing4"}}},
    }

    findings = load_template(tmp_path, template).findings

    assert {finding.problem.what.split()[-1]: finding.concerns_alarms for finding in findings} == {
        "Missing1": True,
        "Missing2": True,
        "Missing3": False,
        "Missing4": False,
    }
