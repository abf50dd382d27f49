import json
from pathlib import Path

from tests.support.assembly import alarm, load_template, topic
from tocsin.assembly import Assembly

QUEUE_ARN = "arn:aws:sqs:eu-west-1:111122223333:dead"
RESOURCES: dict[str, object] = {
    "Key": {"Type": "AWS::KMS::Key", "Properties": {"KeyPolicy": {"Statement": []}}},
    "Alias": {
        "Type": "AWS::KMS::Alias",
        "Properties": {"AliasName": "alias/paging", "TargetKeyId": {"Ref": "Key"}},
    },
    "Dead": {
        "Type": "AWS::SQS::Queue",
        "Properties": {"QueueName": "dead", "KmsMasterKeyId": {"Fn::GetAtt": ["Key", "Arn"]}},
    },
    "Intake": {
        "Type": "AWS::SQS::Queue",
        "Properties": {"RedrivePolicy": {"deadLetterTargetArn": QUEUE_ARN, "maxReceiveCount": 3}},
    },
    "DeadPolicy": {
        "Type": "AWS::SQS::QueuePolicy",
        "Properties": {"Queues": [{"Ref": "Dead"}], "PolicyDocument": {"Version": "2012-10-17"}},
    },
    "Topic": {
        "Type": "AWS::SNS::Topic",
        "Properties": {
            "TopicName": "critical",
            "KmsMasterKeyId": "alias/paging",
            "Subscription": [{"Protocol": "sms", "Endpoint": "+15550100"}],
        },
    },
    "TopicPolicy": {
        "Type": "AWS::SNS::TopicPolicy",
        "Properties": {"Topics": [{"Ref": "Topic"}], "PolicyDocument": {"Version": "2012-10-17"}},
    },
    "Subscription": {
        "Type": "AWS::SNS::Subscription",
        "Properties": {
            "TopicArn": {"Ref": "Topic"},
            "Protocol": "sqs",
            "Endpoint": {"Fn::GetAtt": ["Intake", "Arn"]},
            "RedrivePolicy": json.dumps({"deadLetterTargetArn": QUEUE_ARN}),
            "FilterPolicy": {"severity": ["critical"]},
        },
    },
    "Alarm": alarm(AlarmName="backlog", AlarmActions=[{"Ref": "Topic"}]),
    "Rule": {
        "Type": "AWS::CloudWatch::AlarmMuteRule",
        "Properties": {
            "Name": "nightly",
            "Rule": {"Schedule": {"Expression": "cron(0 2 * * *)", "Duration": "PT1H"}},
            "MuteTargets": {"AlarmNames": [{"Ref": "Alarm"}, "foreign"]},
        },
    },
    "Vault": {
        "Type": "AWS::Backup::BackupVault",
        "Properties": {
            "BackupVaultName": "safe",
            "EncryptionKeyArn": {"Fn::GetAtt": ["Key", "Arn"]},
            "LockConfiguration": {"MinRetentionDays": 7},
        },
    },
    "Plan": {
        "Type": "AWS::Backup::BackupPlan",
        "Properties": {
            "BackupPlan": {
                "BackupPlanName": "daily",
                "BackupPlanRule": [{"RuleName": "r", "TargetBackupVault": {"Ref": "Vault"}}],
            }
        },
    },
    "Selection": {
        "Type": "AWS::Backup::BackupSelection",
        "Properties": {
            "BackupPlanId": {"Ref": "Plan"},
            "BackupSelection": {
                "SelectionName": "orders",
                "Resources": [{"Fn::GetAtt": ["Table", "Arn"]}],
            },
        },
    },
    "Table": {"Type": "AWS::DynamoDB::Table", "Properties": {"TableName": "orders"}},
    "Sampling": {
        "Type": "AWS::XRay::SamplingRule",
        "Properties": {"SamplingRule": {"RuleName": "checkout", "FixedRate": 0.1}},
    },
}


def read(folder: Path) -> Assembly:
    """Load the system that these tests look at."""
    assembly = load_template(folder, {"Resources": RESOURCES})
    assert assembly.problems == ()
    return assembly


def test_topics_policies_and_keys(tmp_path: Path) -> None:
    """A topic leads to its key by alias, and its policy leads to the topic."""
    assembly = read(tmp_path)

    (found,) = assembly.topics
    assert (found.name, found.is_fifo, found.unresolved) == ("critical", False, ())
    assert found.kms_key is not None
    (alias,) = assembly.key_aliases
    assert found.kms_key.resource is alias.resource
    (key,) = assembly.keys
    assert alias.key is not None
    assert alias.key.resource is key.resource
    assert key.policy == {"Statement": []}
    (policy,) = assembly.topic_policies
    assert [target.resource for target in policy.topics] == [found.resource]
    assert policy.document == {"Version": "2012-10-17"}


def test_subscriptions_of_both_forms(tmp_path: Path) -> None:
    """A subscription written in a topic and one of its own are found alike."""
    assembly = read(tmp_path)

    inline, own = assembly.subscriptions
    assert (inline.protocol, inline.endpoint.arn, inline.path) == (
        "sms",
        "+15550100",
        "Subscription[0]",
    )
    assert inline.topic.resource is own.topic.resource is assembly.topics[0].resource
    dead, intake = assembly.queues
    assert own.endpoint.resource is intake.resource
    assert own.dead_letter_queue is not None
    assert own.dead_letter_queue.resource is dead.resource
    assert own.filter_policy == {"severity": ["critical"]}


def test_queues(tmp_path: Path) -> None:
    """A queue leads to its key and its dead-letter queue, also by a literal ARN."""
    assembly = read(tmp_path)

    dead, intake = assembly.queues
    assert (dead.arn, intake.arn) == (QUEUE_ARN, "${Intake.Arn}")
    assert dead.kms_key is not None
    assert dead.kms_key.resource is assembly.keys[0].resource
    assert intake.dead_letter_queue is not None
    assert intake.dead_letter_queue.resource is dead.resource
    assert [target.resource for target in assembly.queue_policies[0].queues] == [dead.resource]


def test_mute_rules(tmp_path: Path) -> None:
    """A mute rule names its alarms; those of the assembly are linked."""
    assembly = read(tmp_path)

    (rule,) = assembly.mute_rules
    assert (rule.name, rule.alarm_names) == ("nightly", ("backlog", "foreign"))
    assert rule.schedule["Duration"] == "PT1H"
    assert [target.resource for target in rule.targets] == [assembly.alarms[0].resource, None]


def test_backups(tmp_path: Path) -> None:
    """A plan leads to its vault and a selection to its plan and resources."""
    assembly = read(tmp_path)

    (vault,), (plan,), (selection,) = (
        assembly.backup_vaults,
        assembly.backup_plans,
        assembly.backup_selections,
    )
    assert vault.arn == "arn:aws:backup:eu-west-1:111122223333:backup-vault:safe"
    assert vault.lock == {"MinRetentionDays": 7}
    assert plan.name == "daily"
    target = plan.vault_of(plan.rules[0])
    assert target is not None
    assert target.resource is vault.resource
    assert selection.plan is not None
    assert selection.plan.resource is plan.resource
    assert [target.arn for target in selection.resources] == [
        "arn:aws:dynamodb:eu-west-1:111122223333:table/orders"
    ]
    assert (selection.name, assembly.sampling_rules[0].name) == ("orders", "checkout")


def test_alarm_properties_have_the_types_of_their_schema(tmp_path: Path) -> None:
    """Numbers and booleans written as text are such, and dimension values are text."""
    template = {
        "Resources": {
            "A": alarm(
                Threshold="1.5",
                Period="60",
                ActionsEnabled="false",
                AlarmName=5,
                Dimensions=[{"Name": "Port", "Value": 80}],
                Metrics=[{"Id": "m", "ReturnData": "true", "MetricStat": {"Period": "300"}}],
                Tags=[{"Key": "Period", "Value": "60"}],
            )
        }
    }

    (found,) = load_template(tmp_path, template).alarms

    assert found.properties == {
        "Threshold": 1.5,
        "Period": 60,
        "ActionsEnabled": False,
        "AlarmName": 5,
        "Dimensions": [{"Name": "Port", "Value": "80"}],
        "Metrics": [{"Id": "m", "ReturnData": True, "MetricStat": {"Period": 300}}],
        "Tags": [{"Key": "Period", "Value": "60"}],
    }
    assert (found.name, found.actions_enabled, found.tags) == ("5", False, {"Period": "60"})


def test_an_action_built_as_text_is_linked(tmp_path: Path) -> None:
    """An ARN put together around a topic's open name leads to that topic."""
    written = {"Fn::Sub": "arn:aws:sns:${AWS::Region}:${AWS::AccountId}:${T.TopicName}"}

    assembly = load_template(
        tmp_path,
        {"Resources": {"T": topic(), "A": alarm(AlarmActions=written, OKActions=["arn:x"])}},
    )

    (found,) = assembly.alarms
    assert [action.resource for action in found.alarm_actions] == [assembly.topics[0].resource]
    assert [(action.arn, action.resource) for action in found.ok_actions] == [("arn:x", None)]
    assert found.insufficient_data_actions == ()


def test_what_a_subscription_lacks_is_its_own(tmp_path: Path) -> None:
    """Of many subscriptions in one topic each is told only what is not known of itself."""
    written = [{"Protocol": "email", "Endpoint": f"{number}@example.com"} for number in range(12)]
    written[10]["Endpoint"] = "{{resolve:ssm:/ana}}"
    properties = {"Subscription": written}

    assembly = load_template(
        tmp_path, {"Resources": {"T": {"Type": "AWS::SNS::Topic", "Properties": properties}}}
    )

    lacking = [each.path for each in assembly.subscriptions if each.unresolved]
    assert lacking == ["Subscription[10]"]
