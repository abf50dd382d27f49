#!/usr/bin/env bash
# What the target of an event rule gets by an input transformer, in two emulators: a table of docs/compatibility.md.
#
# AWS (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html): paths may have the index of an
# array; a text gets its quotation marks where it stands for a value of JSON; a variable without a value is not created;
# aws.events.event is the event without its detail, and rules have a name and an ARN as variables.
#
# Guess: an emulator that takes a transformer sends what AWS's examples show.
# Seen:  pip ministack 1.5.33 makes an empty text of a path with an index, and is right in the other seven. pip moto 5.2.5
#        raises an error, when the event is put, over each variable of a template of JSON that is not in quotation marks,
#        unless it is an object, over a path with an index, and over the variables that AWS has by itself.
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
ALARM = "arn:aws:cloudwatch:us-east-1:111122223333:alarm:errors"
DETAIL = {"alarmName": "errors", "state": {"value": "ALARM"}, "metrics": [{"id": "m1"}, {"id": "m2"}], "muted": False}
TRANSFORMERS = {
    "a text of its own": ({"state": "$.detail.state.value"}, '"The alarm is <state>"', '"The alarm is ALARM"'),
    "a value without quotation marks": ({"name": "$.detail.alarmName"}, '{"name": <name>}', '{"name": "errors"}'),
    "a value in quotation marks": ({"name": "$.detail.alarmName"}, '{"name": "<name>"}', '{"name": "errors"}'),
    "an object": ({"state": "$.detail.state"}, '{"state": <state>}', '{"state": {"value": "ALARM"}}'),
    "false": ({"muted": "$.detail.muted"}, '{"muted": <muted>}', '{"muted": false}'),
    "the first of an array": ({"alarm": "$.resources[0]"}, '{"alarm": <alarm>}', json.dumps({"alarm": ALARM})),
    "a field of the second": ({"id": "$.detail.metrics[1].id"}, '{"id": <id>}', '{"id": "m2"}'),
    "the name of the rule": ({}, '{"rule": <aws.events.rule-name>}', '{"rule": "alarms"}'),
    "the event without its detail": ({}, '{"event": <aws.events.event>}', '{"detail": false}'),
}


def asked(clients, paths, template):
    sqs, events = clients("sqs"), clients("events")
    url = sqs.create_queue(QueueName=f"queue{time.monotonic_ns()}")["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    events.put_rule(Name="alarms", EventPattern=json.dumps({"source": ["shop.alarms"]}))
    transformer = {"InputPathsMap": paths, "InputTemplate": template}
    events.put_targets(Rule="alarms", Targets=[{"Id": "queue", "Arn": arn, "InputTransformer": transformer}])
    event = {"Source": "shop.alarms", "DetailType": "State Change", "Detail": json.dumps(DETAIL), "Resources": [ALARM]}
    try:
        events.put_events(Entries=[event])
    except ValueError as error:
        return type(error).__name__
    finally:
        events.remove_targets(Rule="alarms", Ids=["queue"])
    messages = sqs.receive_message(QueueUrl=url, WaitTimeSeconds=1).get("Messages")
    return messages[0]["Body"] if messages else "nothing"


def without_times(body):
    try:
        sent = json.loads(body)
    except ValueError:
        return f"no JSON: {body}"
    if isinstance(sent, dict) and isinstance(sent.get("event"), dict):
        return json.dumps({"detail": "detail" in sent["event"]})
    return json.dumps(sent)


def ask(clients, emulator):
    for name, (paths, template, right) in TRANSFORMERS.items():
        seen = without_times(asked(clients, paths, template))
        print(emulator, "|", name, "|", "right" if seen == right else seen)


def by_server(name):
    return boto3.client(name, endpoint_url=f"http://127.0.0.1:{sys.argv[1]}", **KEYS)


for _ in range(60):
    try:
        by_server("sqs").list_queues()
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
ministack | a text of its own | right
ministack | a value without quotation marks | right
ministack | a value in quotation marks | right
ministack | an object | right
ministack | false | right
ministack | the first of an array | {"alarm": ""}
ministack | a field of the second | {"id": ""}
ministack | the name of the rule | right
ministack | the event without its detail | right
moto | a text of its own | right
moto | a value without quotation marks | no JSON: JSONDecodeError
moto | a value in quotation marks | right
moto | an object | right
moto | false | no JSON: JSONDecodeError
moto | the first of an array | no JSON: JSONDecodeError
moto | a field of the second | no JSON: JSONDecodeError
moto | the name of the rule | no JSON: JSONDecodeError
moto | the event without its detail | no JSON: JSONDecodeError
EXPECTED
