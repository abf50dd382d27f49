#!/usr/bin/env bash
# Filter policies on the body of alarms' messages, and patterns of their events, in two emulators: a table of
# docs/compatibility.md.
#
# AWS (https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html, and
# https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html): both know $or, prefix, suffix,
# anything-but and equals-ignore-case. `exists: true` of a filter needs a value that is neither null nor empty.
#
# Guess: an emulator that takes a filter or a pattern judges by it.
# Seen:  pip ministack 1.5.33 is right in all of thirteen. pip moto 5.2.5 is right in each pattern; of filters it raises an
#        error over $or when a message is published, and `exists: true` takes null and an empty list for values, so that
#        an alarm without a description arrives in a test, and not from AWS.
set -euo pipefail
folder=$(mktemp -d); trap 'kill "$server" 2>/dev/null || true; rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv python; python3 -m venv emulator
python/bin/pip install --quiet --disable-pip-version-check "moto[sns,sqs,events]==5.2.5" boto3==1.43.106 2>/dev/null
emulator/bin/pip install --quiet --disable-pip-version-check ministack==1.5.33 2>/dev/null
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
BIND_HOST=127.0.0.1 GATEWAY_PORT=$port MINISTACK_REGION=us-east-1 emulator/bin/ministack >server.log 2>&1 & server=$!

cat > ask.py <<'PY'
import json
import sys
import time

import boto3
from botocore.exceptions import EndpointConnectionError

KEYS = {"aws_access_key_id": "test", "aws_secret_access_key": "test", "region_name": "us-east-1"}
MESSAGE = {"AlarmName": "shop-prod-errors", "NewStateValue": "ALARM", "AlarmDescription": None, "OKActions": [], "Trigger": {"MetricName": "Errors"}}
FILTERS = {
    "$or": ({"$or": [{"AlarmName": [{"prefix": "shop-prod"}]}, {"NewStateValue": ["OK"]}]}, True),
    "anything-but": ({"NewStateValue": [{"anything-but": ["OK"]}]}, True),
    "suffix": ({"AlarmName": [{"suffix": "-errors"}]}, True),
    "equals-ignore-case": ({"NewStateValue": [{"equals-ignore-case": "alarm"}]}, True),
    "exists, of null": ({"AlarmDescription": [{"exists": True}]}, False),
    "exists, of an empty list": ({"OKActions": [{"exists": True}]}, False),
    "nested": ({"Trigger": {"MetricName": ["Errors"]}}, True),
}
DETAIL = {"alarmName": "shop-prod-errors", "state": {"value": "ALARM"}, "configuration": {"description": None}}
PATTERNS = {
    "$or": ({"$or": [{"detail": {"state": {"value": ["OK"]}}}, {"source": ["shop.alarms"]}]}, True),
    "anything-but": ({"detail": {"state": {"value": [{"anything-but": ["ALARM"]}]}}}, False),
    "suffix": ({"detail": {"alarmName": [{"suffix": "-errors"}]}}, True),
    "wildcard": ({"detail": {"alarmName": [{"wildcard": "shop-*-errors"}]}}, True),
    "equals-ignore-case": ({"source": [{"equals-ignore-case": "SHOP.ALARMS"}]}, True),
    "exists, of null": ({"detail": {"configuration": {"description": [{"exists": True}]}}}, True),
}


def queue_of(clients):
    sqs = clients("sqs")
    url = sqs.create_queue(QueueName=f"queue{time.monotonic_ns()}")["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    return arn, lambda: bool(sqs.receive_message(QueueUrl=url, WaitTimeSeconds=1).get("Messages"))


def delivered(clients, policy):
    sns = clients("sns")
    arn, has_message = queue_of(clients)
    topic = sns.create_topic(Name=f"topic{time.monotonic_ns()}")["TopicArn"]
    attributes = {"FilterPolicyScope": "MessageBody", "FilterPolicy": json.dumps(policy)}
    sns.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=arn, Attributes=attributes)
    sns.publish(TopicArn=topic, Message=json.dumps(MESSAGE))
    return has_message()


def matched(clients, pattern):
    events = clients("events")
    arn, has_message = queue_of(clients)
    rule = f"rule{time.monotonic_ns()}"
    events.put_rule(Name=rule, EventPattern=json.dumps(pattern))
    events.put_targets(Rule=rule, Targets=[{"Id": "queue", "Arn": arn}])
    events.put_events(Entries=[{"Source": "shop.alarms", "DetailType": "State Change", "Detail": json.dumps(DETAIL)}])
    events.remove_targets(Rule=rule, Ids=["queue"])
    return has_message()


def judged(judge, *arguments):
    try:
        return judge(*arguments)
    except Exception as error:
        return type(error).__name__


def ask(clients, emulator):
    for kind, cases, judge in (("filter", FILTERS, delivered), ("pattern", PATTERNS, matched)):
        for name, (written, right) in cases.items():
            print(emulator, "|", kind, "|", name, "|", judged(judge, clients, written), "| AWS:", right)


def by_server(name):
    return boto3.client(name, endpoint_url=f"http://127.0.0.1:{sys.argv[1]}", **KEYS)


for _ in range(60):
    try:
        by_server("sns").list_topics()
        break
    except EndpointConnectionError:
        time.sleep(0.5)
ask(by_server, "ministack")

from moto import mock_aws

with mock_aws():
    ask(lambda name: boto3.client(name, **KEYS), "moto")
PY
env -u AWS_ENDPOINT_URL python/bin/python ask.py "$port" | tee seen

diff - seen <<'EXPECTED' && echo "as found: ministack 1.5.33, moto 5.2.5"
ministack | filter | $or | True | AWS: True
ministack | filter | anything-but | True | AWS: True
ministack | filter | suffix | True | AWS: True
ministack | filter | equals-ignore-case | True | AWS: True
ministack | filter | exists, of null | False | AWS: False
ministack | filter | exists, of an empty list | False | AWS: False
ministack | filter | nested | True | AWS: True
ministack | pattern | $or | True | AWS: True
ministack | pattern | anything-but | False | AWS: False
ministack | pattern | suffix | True | AWS: True
ministack | pattern | wildcard | True | AWS: True
ministack | pattern | equals-ignore-case | True | AWS: True
ministack | pattern | exists, of null | True | AWS: True
moto | filter | $or | TypeError | AWS: True
moto | filter | anything-but | True | AWS: True
moto | filter | suffix | True | AWS: True
moto | filter | equals-ignore-case | True | AWS: True
moto | filter | exists, of null | True | AWS: False
moto | filter | exists, of an empty list | True | AWS: False
moto | filter | nested | True | AWS: True
moto | pattern | $or | True | AWS: True
moto | pattern | anything-but | False | AWS: False
moto | pattern | suffix | True | AWS: True
moto | pattern | wildcard | True | AWS: True
moto | pattern | equals-ignore-case | True | AWS: True
moto | pattern | exists, of null | True | AWS: True
EXPECTED
