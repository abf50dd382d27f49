from pathlib import Path

import pytest

from tests.support.command_line import run

PAGING = """\
Resources:
  Pager:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: team-pager
      Subscription:
        - {Protocol: https, Endpoint: https://pager.example.com/in}
Outputs:
  Pager:
    Value: !Ref Pager
    Export: {Name: pager}
"""
ALARMS = """\
Parameters:
  Stage: {Type: String}
Mappings:
  Backlogs:
    prod: {Most: 100}
    test: {Most: 1000}
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
Resources:
  Orders:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: !Sub '${Stage}-orders'
  Backlog:
    Type: AWS::CloudWatch::Alarm
    Properties:
      AlarmActions:
        - !If [IsProd, !ImportValue pager, !Ref AWS::NoValue]
      ComparisonOperator: GreaterThanThreshold
      EvaluationPeriods: '3'
      Threshold: !FindInMap [Backlogs, !Ref Stage, Most]
      Namespace: AWS/SQS
      MetricName: ApproximateNumberOfMessagesVisible
      Statistic: Maximum
      Period: 60
      Dimensions:
        - {Name: QueueName, Value: !GetAtt Orders.QueueName}
  Escalated:
    Type: AWS::CloudWatch::Alarm
    Properties:
      AlarmName: !Join ['-', [!Ref Stage, escalated]]
      AlarmActions: ['arn:aws:sns:eu-west-1:999999999999:other-pager']
      ComparisonOperator: GreaterThanThreshold
      EvaluationPeriods: 1
      Threshold: 5
      Namespace: Shop
      MetricName: Refused
      Statistic: Sum
      Period: 300
"""
DRILLS = """\
drills:
  orders pile up:
    kind: incident
    begins: 5m
    alarm: alarms-Backlog
    series:
      - metric: ApproximateNumberOfMessagesVisible
        dimensions: {QueueName: prod-orders}
        values: 10x5 101x10
    expect:
      - timeline: [OK, ALARM at 8m]
      - {paged: "https://pager.example.com/in", at: 8m}
  another account is notified:
    kind: incident
    begins: 5m
    alarm: prod-escalated
    values: 0x5 2x10
    expect:
      - {paged: "arn:aws:sns:eu-west-1:999999999999:other-pager", within: 5m}
  a few wait:
    kind: quiet
    alarm: alarms-Backlog
    values: 100x20
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with templates, drills and settings of a project that has no tags."""
    (tmp_path / "stacks").mkdir()
    (tmp_path / "drills").mkdir()
    (tmp_path / "stacks" / "paging.yaml").write_text(PAGING)
    (tmp_path / "stacks" / "alarms.yaml").write_text(ALARMS)
    (tmp_path / "drills" / "orders.yaml").write_text(DRILLS)
    (tmp_path / "tocsin.yaml").write_text("severities: {critical: '*-pager'}\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("project")
def test_plain_cloudformation() -> None:
    """Templates by hand, with functions, parameters and unnamed alarms, are drilled like ours."""
    outcome = run("test", "--assembly", "stacks", "--parameter", "Stage=prod")

    assert outcome.errors == ""
    assert (outcome.exit_code, outcome.output.strip()) == (0, "3 passed")


@pytest.mark.usefixtures("project")
def test_a_parameter_decides() -> None:
    """With other values of parameters, alarms have other names, thresholds and actions."""
    outcome = run("test", "--assembly", "stacks", "--parameter", "Stage=test")

    assert outcome.exit_code == 2
    assert "there is no alarm 'prod-escalated'" in outcome.errors
    assert "use one of alarms-Backlog, test-escalated" in outcome.errors
    assert "use the dimensions of AWS/SQS" in outcome.errors


@pytest.mark.usefixtures("project")
def test_without_its_parameter_an_alarm_is_not_evaluated() -> None:
    """A threshold that a missing parameter decides keeps the alarm out of drills, and says so."""
    outcome = run("test", "--assembly", "stacks")

    assert outcome.exit_code == 2
    assert "the alarm 'alarms-Backlog' cannot be evaluated: Threshold" in outcome.errors


def test_without_settings_severities_are_guessed(project: Path) -> None:
    """Topics guess it, aloud; who reads a topic elsewhere is not guessed, and proves no page."""
    (project / "tocsin.yaml").unlink()

    outcome = run("test", "--assembly", "stacks", "--parameter", "Stage=prod")

    assert outcome.exit_code == 1
    assert "severities are guessed" in outcome.errors
    assert "1 failed, 2 passed" in outcome.output
    assert "nothing says that a person reads it" in " ".join(outcome.output.split())


GUARDED = """\
Resources:
  Pager:
    Type: AWS::SNS::Topic
    Properties: {TopicName: pager}
  Mail:
    Type: AWS::SNS::Subscription
    Properties: {TopicArn: !Ref Pager, Protocol: email, Endpoint: ann@example.com}
  Errors:
    Type: AWS::CloudWatch::Alarm
    Properties:
      AlarmName: !Sub '${AWS::StackName}-errors'
      Namespace: Shop
      MetricName: Errors
      Statistic: Sum
      Period: 60
      EvaluationPeriods: 1
      Threshold: 5
      ComparisonOperator: GreaterThanThreshold
      TreatMissingData: notBreaching
  Maintenance:
    Type: AWS::CloudWatch::Alarm
    Properties:
      AlarmName: maintenance
      Namespace: Shop
      MetricName: Maintenance
      Statistic: Maximum
      Period: 60
      EvaluationPeriods: 1
      Threshold: 0
      ComparisonOperator: GreaterThanThreshold
      TreatMissingData: notBreaching
  Down:
    Type: AWS::CloudWatch::CompositeAlarm
    Properties:
      AlarmName: down
      AlarmRule: !Sub 'ALARM("${Errors}")'
      AlarmActions: [!Ref Pager]
      ActionsSuppressor: !Ref Maintenance
      ActionsSuppressorWaitPeriod: 60
      ActionsSuppressorExtensionPeriod: 120
  Night:
    Type: AWS::CloudWatch::AlarmMuteRule
    Properties:
      Name: night
      Rule: {Schedule: {Expression: cron(0 2 * * *), Duration: PT1H, Timezone: UTC}}
      MuteTargets: {AlarmNames: [!Ref Down]}
"""
GUARDED_DRILLS = """\
drills:
  errors page after the wait period:
    alarm: guarded-errors
    values: 0x5 9x5 0x5
    expect:
      - {alarm: down, timeline: [OK, ALARM at 6m, OK at 11m]}
      - {paged: ann@example.com, at: 7m}
  maintenance suppresses:
    kind: quiet
    series:
      - {metric: Errors, values: 0x5 9x5 0x9}
      - {metric: Maintenance, values: 0x4 1x9 0x6}
    expect:
      - {alarm: down, at: 6m, state: ALARM}
  the night is muted:
    kind: quiet
    start: 2026-01-05T02:10:00Z
    alarm: guarded-errors
    values: 0x5 9x5 0x5
    expect:
      - {alarm: down, at: 6m, state: ALARM}
  what lasts beyond the night pages:
    start: 2026-01-05T02:50:00Z
    alarm: guarded-errors
    values: 0x5 9x10
    expect:
      - {paged: ann@example.com, at: 10m}
"""


def test_composites_suppressors_and_mute_rules(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Composite alarms, suppressors and mute rules by hand decide who is paged, as in CDK's."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "guarded.yaml").write_text(GUARDED)
    (tmp_path / "guarded-drills.yaml").write_text(GUARDED_DRILLS)

    outcome = run("test", "--assembly", "guarded.yaml", "guarded-drills.yaml")

    assert outcome.errors.startswith("severities are guessed")
    assert (outcome.exit_code, outcome.output.strip()) == (0, "4 passed")
