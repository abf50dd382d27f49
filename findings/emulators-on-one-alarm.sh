#!/usr/bin/env bash
# Alarms in two emulators of AWS, with data that CloudWatch would judge otherwise: a table of docs/compatibility.md.
#
# AWS (https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html): an alarm reads the metric with
# exactly its dimensions and its unit, and is in ALARM when M of N datapoints breach. GetMetricData gives the newest
# datapoint first unless it is asked otherwise.
#
# Guess: an emulator whose alarms change their states judges what the alarm asks for; one whose alarms never do leaves them
#        in INSUFFICIENT_DATA.
# Seen:  pip ministack 1.5.33 judges the values of a metric by its name: another dimension, another unit, and one breach
#        where two are needed are ALARM. pip moto 5.2.5 leaves every alarm in OK, raises an error over a percentile in
#        GetMetricData, and has no composite alarms. ministack gives the oldest datapoint first.
set -euo pipefail
folder=$(mktemp -d); trap 'kill "$server" 2>/dev/null || true; rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv python; python3 -m venv emulator
python/bin/pip install --quiet --disable-pip-version-check moto==5.2.5 boto3==1.43.106 2>/dev/null
emulator/bin/pip install --quiet --disable-pip-version-check ministack==1.5.33 2>/dev/null
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
BIND_HOST=127.0.0.1 GATEWAY_PORT=$port MINISTACK_REGION=us-east-1 emulator/bin/ministack >server.log 2>&1 & server=$!

cat > alarms.py <<'PY'
import sys
import time
from datetime import datetime, timedelta, timezone

import boto3
from botocore.exceptions import EndpointConnectionError

KEYS = {"aws_access_key_id": "test", "aws_secret_access_key": "test", "region_name": "us-east-1"}
NOW = datetime.now(timezone.utc)
ALARM = {
    "Namespace": "Shop",
    "Dimensions": [{"Name": "Service", "Value": "pay"}],
    "Statistic": "Sum",
    "Unit": "Count",
    "Period": 60,
    "EvaluationPeriods": 1,
    "Threshold": 5,
    "ComparisonOperator": "GreaterThanThreshold",
}


def datum(name, value, minutes=0, dimension="pay", unit="Count"):
    return {
        "MetricName": name,
        "Dimensions": [{"Name": "Service", "Value": dimension}],
        "Timestamp": NOW - timedelta(minutes=minutes),
        "Value": value,
        "Unit": unit,
    }


CASES = {
    "a breach": ({}, [{"value": 9}]),
    "another dimension": ({}, [{"value": 9, "dimension": "search"}]),
    "another unit": ({}, [{"value": 9, "unit": "Bytes"}]),
    "one breach, 2 of 3": ({"EvaluationPeriods": 3, "DatapointsToAlarm": 2}, [{"value": 1, "minutes": 3}, {"value": 9}]),
}


def states(client, emulator):
    for number, (name, (more, values)) in enumerate(CASES.items()):
        metric = f"Errors{number}"
        client.put_metric_alarm(AlarmName=name, MetricName=metric, **{**ALARM, **more})
        for value in values:
            client.put_metric_data(Namespace="Shop", MetricData=[datum(metric, **value)])
    time.sleep(3)
    for name in CASES:
        (alarm,) = client.describe_alarms(AlarmNames=[name])["MetricAlarms"]
        print(emulator, "|", name, "|", alarm["StateValue"])


def others(client, emulator):
    client.put_metric_data(Namespace="Shop", MetricData=[datum("Latency", value, minutes=minutes) for minutes, value in enumerate((1, 2, 3), 1)])
    window = {"StartTime": NOW - timedelta(minutes=10), "EndTime": NOW + timedelta(minutes=1)}
    metric = {"Namespace": "Shop", "MetricName": "Latency", "Dimensions": ALARM["Dimensions"]}
    asked = [{"Id": stat.lower(), "MetricStat": {"Metric": metric, "Period": 60, "Stat": stat}} for stat in ("Sum", "p99")]
    for query in asked:
        try:
            (result,) = client.get_metric_data(MetricDataQueries=[query], **window)["MetricDataResults"]
            print(emulator, "| GetMetricData,", query["Id"], "|", result["Values"])
        except Exception as error:
            print(emulator, "| GetMetricData,", query["Id"], "|", type(error).__name__)
    try:
        client.put_composite_alarm(AlarmName="both", AlarmRule='ALARM("a breach")')
        print(emulator, "| PutCompositeAlarm |", "taken")
    except Exception as error:
        print(emulator, "| PutCompositeAlarm |", type(error).__name__)


def ask(client, emulator):
    states(client, emulator)
    others(client, emulator)


server = boto3.client("cloudwatch", endpoint_url=f"http://127.0.0.1:{sys.argv[1]}", **KEYS)
for _ in range(60):
    try:
        server.describe_alarms()
        break
    except EndpointConnectionError:
        time.sleep(0.5)
ask(server, "ministack")

from moto import mock_aws

with mock_aws():
    ask(boto3.client("cloudwatch", **KEYS), "moto")
PY
env -u AWS_ENDPOINT_URL python/bin/python alarms.py "$port" | tee seen

diff - seen <<'EXPECTED' && echo "as found: ministack 1.5.33, moto 5.2.5"
ministack | a breach | ALARM
ministack | another dimension | ALARM
ministack | another unit | ALARM
ministack | one breach, 2 of 3 | ALARM
ministack | GetMetricData, sum | [3.0, 2.0, 1.0]
ministack | GetMetricData, p99 | [3.0, 2.0, 1.0]
ministack | PutCompositeAlarm | taken
moto | a breach | OK
moto | another dimension | OK
moto | another unit | OK
moto | one breach, 2 of 3 | OK
moto | GetMetricData, sum | [1.0, 2.0, 3.0]
moto | GetMetricData, p99 | TypeError
moto | PutCompositeAlarm | NotImplementedError
EXPECTED
