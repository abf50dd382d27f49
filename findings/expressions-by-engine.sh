#!/usr/bin/env bash
# Expressions of state machines in four engines of JSONata, and in an emulator: a table of docs/compatibility.md.
#
# AWS (https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html): Step Functions has JSONata 2.0.6, adds
# $partition, $range, $hash, $uuid, $parse and a seed for $random, and does not have $eval. `??` and `?:` are of JSONata 2.1. JSON has no value for nothing, so
# that an expression without a value is an error.
#
# Guess: an expression that a library of JSONata takes is one that Step Functions takes, and the other way round.
# Seen:  npm jsonata 2.0.6 and 2.2.2, and pip jsonata-python 0.7.1 and jsonatapy 2.2.13, lack what AWS has added, have $eval, and make
#        nothing of a field that is not there; all but 2.0.6 take `??` and `?:`, which came later. jsonatapy has no
#        picture for $now. pip ministack 1.5.33 has what AWS has added, and takes $eval, `??` and `?:` as well.
set -euo pipefail
folder=$(mktemp -d); trap 'kill "$server" 2>/dev/null || true; rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv python; python3 -m venv emulator
python/bin/pip install --quiet --disable-pip-version-check jsonata-python==0.7.1 jsonatapy==2.2.13 2>/dev/null
emulator/bin/pip install --quiet --disable-pip-version-check ministack==1.5.33 boto3==1.43.106 2>/dev/null
npm init --yes >/dev/null 2>&1; npm install --silent --no-audit --no-fund jsonata@2.0.6 jsonata-latest@npm:jsonata@2.2.2 >/dev/null 2>&1
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
BIND_HOST=127.0.0.1 GATEWAY_PORT=$port MINISTACK_REGION=us-east-1 emulator/bin/ministack >server.log 2>&1 & server=$!

cat > expressions.json <<'JSON'
{
  "$partition": ["$partition([1, 2, 3], 2)", "[[1,2],[3]]"],
  "$range": ["$range(0, 10, 5)", "[0,5,10]"],
  "$hash": ["$length($hash('page', 'SHA-256'))", "64"],
  "$uuid": ["$length($uuid())", "36"],
  "$parse": ["$parse('{\"state\": \"ALARM\"}').state", "\"ALARM\""],
  "$random, with a seed": ["$random(7) = $random(7)", "true"],
  "$eval": ["$eval('1 + 1')", "error"],
  "a field that is not there": ["$states.input.missing", "error"],
  "??": ["$states.input.missing ?? 'none'", "error"],
  "?:": ["$states.input.missing ?: 'none'", "error"],
  "$now, with a picture": ["$length($now('[H01]:[m01]'))", "5"]
}
JSON
cat > engine.js <<'JS'
const expressions = require("./expressions.json");
const input = { state: "ALARM" };
async function ask(name) {
  const jsonata = require(name);
  for (const [question, [expression, aws]] of Object.entries(expressions)) {
    let seen;
    try {
      seen = JSON.stringify(await jsonata(expression).evaluate({}, { states: { input } })) ?? "nothing";
    } catch {
      seen = "error";
    }
    console.log(`${name} ${require(name + "/package.json").version} | ${question} | ${seen === aws ? "the same" : seen}`);
  }
}
ask("jsonata").then(() => ask("jsonata-latest"));
JS
cat > engine.py <<'PY'
import json
from importlib.metadata import version

import jsonata
import jsonatapy

EXPRESSIONS = json.load(open("expressions.json"))
STATES = {"input": {"state": "ALARM"}}


def by_python(expression):
    asked = jsonata.Jsonata(expression)
    asked.assign("states", STATES)
    return asked.evaluate({})


def by_rust(expression):
    return jsonatapy.compile(expression).evaluate({}, {"states": STATES})


for name, evaluate in (("jsonata-python", by_python), ("jsonatapy", by_rust)):
    for question, (expression, aws) in EXPRESSIONS.items():
        try:
            found = evaluate(expression)
            seen = "nothing" if found is None else json.dumps(found, separators=(",", ":"), ensure_ascii=False)
        except Exception:
            seen = "error"
        print(name, version(name), "|", question, "|", "the same" if seen == aws else seen)
PY
cat > machine.py <<'PY'
import json
import sys
import time

import boto3
from botocore.exceptions import EndpointConnectionError

client = boto3.client(
    "stepfunctions",
    endpoint_url=f"http://127.0.0.1:{sys.argv[1]}",
    aws_access_key_id="test",
    aws_secret_access_key="test",
    region_name="us-east-1",
)
INPUT = {"state": "ALARM"}
ROLE = "arn:aws:iam::000000000000:role/machine"


def evaluated(number, expression):
    state = {"Type": "Pass", "Output": {"value": "{% " + expression + " %}"}, "End": True}
    definition = json.dumps({"QueryLanguage": "JSONata", "StartAt": "Ask", "States": {"Ask": state}})
    machine = client.create_state_machine(name=f"ask{number}", definition=definition, roleArn=ROLE)["stateMachineArn"]
    execution = client.start_execution(stateMachineArn=machine, input=json.dumps(INPUT))["executionArn"]
    for _ in range(40):
        found = client.describe_execution(executionArn=execution)
        if found["status"] != "RUNNING":
            break
        time.sleep(0.1)
    if found["status"] != "SUCCEEDED":
        return "error"
    output = json.loads(found["output"])
    return json.dumps(output["value"], separators=(",", ":"), ensure_ascii=False) if "value" in output else "nothing"


for _ in range(60):
    try:
        client.list_state_machines()
        break
    except EndpointConnectionError:
        time.sleep(0.5)
for number, (question, (expression, aws)) in enumerate(json.load(open("expressions.json")).items()):
    seen = evaluated(number, expression)
    print("ministack 1.5.33 |", question, "|", "the same" if seen == aws else seen)
PY
{ node engine.js; python/bin/python engine.py; env -u AWS_ENDPOINT_URL emulator/bin/python machine.py "$port"; } | grep -v "the same" | tee seen

diff - seen <<'EXPECTED' && echo "as found: jsonata 2.0.6 and 2.2.2, jsonata-python 0.7.1, jsonatapy 2.2.13, ministack 1.5.33"
jsonata 2.0.6 | $partition | error
jsonata 2.0.6 | $range | error
jsonata 2.0.6 | $hash | error
jsonata 2.0.6 | $uuid | error
jsonata 2.0.6 | $parse | error
jsonata 2.0.6 | $random, with a seed | error
jsonata 2.0.6 | $eval | 2
jsonata 2.0.6 | a field that is not there | nothing
jsonata-latest 2.2.2 | $partition | error
jsonata-latest 2.2.2 | $range | error
jsonata-latest 2.2.2 | $hash | error
jsonata-latest 2.2.2 | $uuid | error
jsonata-latest 2.2.2 | $parse | error
jsonata-latest 2.2.2 | $random, with a seed | error
jsonata-latest 2.2.2 | $eval | 2
jsonata-latest 2.2.2 | a field that is not there | nothing
jsonata-latest 2.2.2 | ?? | "none"
jsonata-latest 2.2.2 | ?: | "none"
jsonata-python 0.7.1 | $partition | error
jsonata-python 0.7.1 | $range | error
jsonata-python 0.7.1 | $hash | error
jsonata-python 0.7.1 | $uuid | error
jsonata-python 0.7.1 | $parse | error
jsonata-python 0.7.1 | $random, with a seed | error
jsonata-python 0.7.1 | $eval | 2
jsonata-python 0.7.1 | a field that is not there | nothing
jsonata-python 0.7.1 | ?? | "none"
jsonata-python 0.7.1 | ?: | "none"
jsonatapy 2.2.13 | $partition | error
jsonatapy 2.2.13 | $range | error
jsonatapy 2.2.13 | $hash | error
jsonatapy 2.2.13 | $uuid | error
jsonatapy 2.2.13 | $parse | error
jsonatapy 2.2.13 | $random, with a seed | error
jsonatapy 2.2.13 | $eval | 2
jsonatapy 2.2.13 | a field that is not there | nothing
jsonatapy 2.2.13 | ?? | "none"
jsonatapy 2.2.13 | ?: | "none"
jsonatapy 2.2.13 | $now, with a picture | error
ministack 1.5.33 | $eval | 2
ministack 1.5.33 | ?? | "none"
ministack 1.5.33 | ?: | "none"
EXPECTED
