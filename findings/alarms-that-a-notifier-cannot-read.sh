#!/usr/bin/env bash
# Messages that alarms send to a topic, given to a library that passes them on to Slack. Nothing is sent.
#
# AWS (https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html): an alarm on a percentile
# has ExtendedStatistic in place of Statistic, one on an expression has Metrics in place of both, a composite alarm has an
# AlarmRule and no Trigger; a description may be missing.
#
# Guess: each becomes a message, with less in it.
# Seen:  pip cloudwatch-alarm-to-slack 1.0.0 raises an error for each but an alarm on one plain statistic with a description,
#        before anything is sent: the alarms on latency, on rates and on combinations are those that nobody hears.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check cloudwatch-alarm-to-slack==1.0.0 pydantic==2.14.4 2>/dev/null

cat > messages.py <<'PY'
from unittest import mock

from cloudwatch_alarm_to_slack.events.cloudwatch import CloudwatchAlarm
from cloudwatch_alarm_to_slack.events.slack import Slack

ALARM = {
    "AlarmName": "checkout",
    "AlarmDescription": "Customers cannot pay",
    "AWSAccountId": "111122223333",
    "NewStateValue": "ALARM",
    "Region": "EU (Frankfurt)",
}
RULE = {"Period": 60, "EvaluationPeriods": 1, "ComparisonOperator": "GreaterThanThreshold", "Threshold": 1.0}
METRIC = {"MetricName": "Errors", "Namespace": "AWS/Lambda", **RULE}
PLAIN = {**ALARM, "Trigger": {**METRIC, "StatisticType": "Statistic", "Statistic": "SUM"}}
MESSAGES = {
    "statistic": PLAIN,
    "percentile": {**ALARM, "Trigger": {**METRIC, "StatisticType": "ExtendedStatistic", "ExtendedStatistic": "p99"}},
    "expression": {**ALARM, "Trigger": {**RULE, "Metrics": [{"Id": "rate", "Expression": "errors / all"}]}},
    "composite": {**ALARM, "AlarmRule": "ALARM(checkout) AND NOT ALARM(deployment)"},
    "no description": {**PLAIN, "AlarmDescription": None},
}
for kind, message in MESSAGES.items():
    with mock.patch.object(Slack, "__init__", return_value=None), mock.patch.object(Slack, "send_message") as send:
        try:
            CloudwatchAlarm.process_alarm(alarm=message)
            print(kind, "|", send.call_count, "sent")
        except Exception as error:
            print(kind, "|", send.call_count, "sent |", type(error).__name__)
PY
python/bin/python messages.py 2>/dev/null | tee seen

diff - seen <<'EXPECTED' && echo "as found: cloudwatch-alarm-to-slack 1.0.0"
statistic | 1 sent
percentile | 0 sent | ValidationError
expression | 0 sent | ValidationError
composite | 0 sent | AttributeError
no description | 0 sent | ValidationError
EXPECTED
