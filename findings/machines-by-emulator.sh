#!/usr/bin/env bash
# State machines as those that page people, in an emulator: a table of docs/compatibility.md.
#
# AWS (https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html): expressions of one Assign see the values
# from before the state. (https://docs.aws.amazon.com/step-functions/latest/dg/statemachine-structure.html): TimeoutSeconds ends
# an execution. (https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html): the same name with
# the same input, while it runs, is answered like the first. Express machines have no task tokens.
#
# Guess: the emulator, which runs JSONata, tokens, time-outs of tasks and catches, does these as well.
# Seen:  pip ministack 1.5.33 assigns one variable after the other, so that the second sees the new value of the first; ignores
#        the time-out of the machine; refuses the same name; and creates machines whose Next leads nowhere, and express
#        machines that wait for a token, which AWS refuses.
set -euo pipefail
folder=$(mktemp -d); trap 'kill "$server" 2>/dev/null || true; rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv emulator
emulator/bin/pip install --quiet --disable-pip-version-check ministack==1.5.33 boto3==1.43.106 2>/dev/null
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
BIND_HOST=127.0.0.1 GATEWAY_PORT=$port MINISTACK_REGION=us-east-1 emulator/bin/ministack >server.log 2>&1 & server=$!

cat > machines.py <<'PY'
import json
import sys
import time

import boto3
from botocore.exceptions import ClientError, EndpointConnectionError

states = boto3.client(
    "stepfunctions",
    endpoint_url=f"http://127.0.0.1:{sys.argv[1]}",
    aws_access_key_id="test",
    aws_secret_access_key="test",
    region_name="us-east-1",
)
END = {"Type": "Succeed", "Output": "{% $states.input %}"}


def machine(name, steps, kind="STANDARD", **more):
    definition = {"QueryLanguage": "JSONata", "StartAt": next(iter(steps)), "States": steps, **more}
    role = "arn:aws:iam::000000000000:role/machine"
    return states.create_state_machine(name=name, definition=json.dumps(definition), roleArn=role, type=kind)["stateMachineArn"]


def ended(execution):
    for _ in range(40):
        found = states.describe_execution(executionArn=execution)
        if found["status"] != "RUNNING":
            return found
        time.sleep(0.25)
    return found


def asked(ask):
    try:
        return ask()
    except ClientError as error:
        return error.response["Error"]["Code"]


def assigned():
    steps = {
        "First": {"Type": "Pass", "Assign": {"x": 1}, "Next": "Second"},
        "Second": {"Type": "Pass", "Assign": {"x": 2, "y": "{% $x %}"}, "Next": "Last"},
        "Last": {"Type": "Pass", "Output": {"y": "{% $y %}"}, "End": True},
    }
    execution = states.start_execution(stateMachineArn=machine("assign", steps))["executionArn"]
    return ended(execution).get("output")


def timed_out():
    steps = {"Wait": {"Type": "Wait", "Seconds": 3, "Next": "End"}, "End": {"Type": "Succeed"}}
    execution = states.start_execution(stateMachineArn=machine("timeout", steps, TimeoutSeconds=1))["executionArn"]
    return ended(execution)["status"]


def started_twice():
    arn = machine("twice", {"Wait": {"Type": "Wait", "Seconds": 5, "Next": "End"}, "End": {"Type": "Succeed"}})
    both = [states.start_execution(stateMachineArn=arn, name="page", input="{}")["executionArn"] for _ in range(2)]
    return "the same" if both[0] == both[1] else "another"


def leads_nowhere():
    machine("nowhere", {"First": {"Type": "Pass", "Next": "Nowhere"}})
    return "created"


def express_with_a_token():
    publish = {
        "Type": "Task",
        "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
        "Arguments": {"QueueUrl": "https://sqs.us-east-1.amazonaws.com/000000000000/q", "MessageBody": "{% $states.context.Task.Token %}"},
        "End": True,
    }
    machine("express", {"Ask": publish}, kind="EXPRESS")
    return "created"


for _ in range(60):
    try:
        states.list_state_machines()
        break
    except EndpointConnectionError:
        time.sleep(0.5)
for question, ask, aws in (
    ("Assign x: 2 and y: $x, where x was 1", assigned, '{"y":1}'),
    ("a machine that waits 3 s, with TimeoutSeconds 1", timed_out, "TIMED_OUT"),
    ("the same name and input, while it runs", started_twice, "the same"),
    ("Next leads nowhere", leads_nowhere, "refused"),
    ("an express machine that waits for a token", express_with_a_token, "refused"),
):
    print(question, "| AWS:", aws, "| ministack:", asked(ask))
PY
env -u AWS_ENDPOINT_URL emulator/bin/python machines.py "$port" | tee seen

diff - seen <<'EXPECTED' && echo "as found: ministack 1.5.33"
Assign x: 2 and y: $x, where x was 1 | AWS: {"y":1} | ministack: {"y": 2}
a machine that waits 3 s, with TimeoutSeconds 1 | AWS: TIMED_OUT | ministack: SUCCEEDED
the same name and input, while it runs | AWS: the same | ministack: ExecutionAlreadyExists
Next leads nowhere | AWS: refused | ministack: created
an express machine that waits for a token | AWS: refused | ministack: created
EXPECTED
