#!/usr/bin/env bash
# Two templates with alarms that are the same to CloudFormation, by the differ of the CDK and by one for Python: a table of
# docs/compatibility.md.
#
# AWS (https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html): actions, dimensions and tags are
# sets. CloudFormation takes DependsOn as a text or as a list, and numbers as text.
#
# Guess: a differ that knows CloudFormation shows nothing where nothing changes.
# Seen:  npm @aws-cdk/cloudformation-diff 2.187.5, which `cdk diff` is made of, takes reordered actions, dimensions and tags,
#        and white space in the body of a dashboard, for updates; its replacement for a new name is right. pip deepdiff
#        9.1.0, told to ignore order, is right on those orders, and keeps DependsOn as a list and 5 as text apart.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check deepdiff==9.1.0 2>/dev/null
npm init --yes >/dev/null 2>&1; npm install --silent --no-audit --no-fund @aws-cdk/cloudformation-diff@2.187.5 >/dev/null 2>&1

cat > pairs.py <<'PY'
import json

BASE = {
    "AlarmName": "checkout",
    "Namespace": "Shop",
    "MetricName": "Errors",
    "Dimensions": [{"Name": "Service", "Value": "pay"}, {"Name": "Stage", "Value": "prod"}],
    "Statistic": "Sum",
    "Period": 60,
    "EvaluationPeriods": 1,
    "Threshold": 5,
    "ComparisonOperator": "GreaterThanThreshold",
    "AlarmActions": ["arn:aws:sns:us-east-1:111122223333:a", "arn:aws:sns:us-east-1:111122223333:b"],
    "Tags": [{"Key": "team", "Value": "pay"}, {"Key": "tier", "Value": "1"}],
}
BODY = {"Type": "AWS::CloudWatch::Dashboard", "Properties": {"DashboardBody": '{"widgets": []}'}}
TOPIC = {"Type": "AWS::SNS::Topic"}


def template(alarm=None, attributes=None, body=BODY):
    resource = {"Type": "AWS::CloudWatch::Alarm", "Properties": alarm or BASE, **(attributes or {})}
    return {"Resources": {"Alarm": resource, "Board": body, "Topic": TOPIC}}


def turned(name):
    return template({**BASE, name: BASE[name][::-1]})


compact = {**BODY, "Properties": {"DashboardBody": '{"widgets":[]}'}}
PAIRS = {
    "actions in another order": (template(), turned("AlarmActions")),
    "dimensions in another order": (template(), turned("Dimensions")),
    "tags in another order": (template(), turned("Tags")),
    "DependsOn as a list": (template(attributes={"DependsOn": "Topic"}), template(attributes={"DependsOn": ["Topic"]})),
    "5 as text": (template(), template({**BASE, "Threshold": "5"})),
    "5 as 5.0 in text": (template(), template({**BASE, "Threshold": "5.0"})),
    "white space in a body": (template(), template(body=compact)),
    "another name": (template(), template({**BASE, "AlarmName": "payments"})),
}
json.dump(PAIRS, open("pairs.json", "w"))
PY
cat > differ.py <<'PY'
import json

from deepdiff import DeepDiff

for name, (old, new) in json.load(open("pairs.json")).items():
    found = DeepDiff(old, new, ignore_order=True, ignore_numeric_type_changes=True, ignore_string_type_changes=True)
    print(name, "| deepdiff |", *found or ["nothing"])
PY
cat > differ.js <<'JS'
const { fullDiff } = require("@aws-cdk/cloudformation-diff");
for (const [name, [before, after]] of Object.entries(require("./pairs.json"))) {
  const found = [];
  fullDiff(before, after).resources.forEachDifference((id, change) => found.push(`${id} ${change.changeImpact}`));
  console.log(name, "| @aws-cdk/cloudformation-diff |", found.join(" ") || "nothing");
}
JS
{ python3 pairs.py; node differ.js; python/bin/python differ.py; } | tee seen

diff - seen <<'EXPECTED' && echo "as found: @aws-cdk/cloudformation-diff 2.187.5, deepdiff 9.1.0"
actions in another order | @aws-cdk/cloudformation-diff | Alarm WILL_UPDATE
dimensions in another order | @aws-cdk/cloudformation-diff | Alarm WILL_UPDATE
tags in another order | @aws-cdk/cloudformation-diff | Alarm WILL_UPDATE
DependsOn as a list | @aws-cdk/cloudformation-diff | nothing
5 as text | @aws-cdk/cloudformation-diff | nothing
5 as 5.0 in text | @aws-cdk/cloudformation-diff | nothing
white space in a body | @aws-cdk/cloudformation-diff | Board WILL_UPDATE
another name | @aws-cdk/cloudformation-diff | Alarm WILL_REPLACE
actions in another order | deepdiff | nothing
dimensions in another order | deepdiff | nothing
tags in another order | deepdiff | nothing
DependsOn as a list | deepdiff | type_changes
5 as text | deepdiff | type_changes
5 as 5.0 in text | deepdiff | type_changes
white space in a body | deepdiff | values_changed
another name | deepdiff | values_changed
EXPECTED
