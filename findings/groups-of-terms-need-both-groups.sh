#!/usr/bin/env bash
# A metric filter of the CDK for log events with all terms of one group, or all of another.
#
# AWS (https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html): ?A ?B is either; beside terms without
# a question mark, those with one are ignored. A default value is not for metrics with dimensions
# (https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_MetricTransformation.html).
#
# Guess: FilterPattern.anyTermGroup, with the groups of its documentation, writes a pattern that matches either group; and a
#        default value beside dimensions is refused as a fourth dimension is.
# Seen:  aws-cdk-lib 2.275.0 writes a question mark before the first term of each group alone. What is left counts: the last
#        terms of all groups have to be there together. Groups of one term, which anyTerm writes as well, are right. The
#        default value beside a dimension passes, with pip cfn-lint 1.58.0 too; the fourth dimension is refused by both.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check cfn-lint==1.58.0 2>/dev/null
npm init --yes >/dev/null 2>&1
npm install --silent --no-audit --no-fund aws-cdk-lib@2.275.0 constructs@10.8.1 >/dev/null 2>&1

cat > filters.js <<'JS'
const { App, Stack, aws_logs: logs } = require("aws-cdk-lib");
for (const groups of [[["ERROR", "MainThread"], ["WARN", "Deadlock"]], [["ERROR", "Fatal", "MainThread"], ["WARN"]], [["ERROR"], ["WARN"]]]) {
  const pattern = logs.FilterPattern.anyTermGroup(...groups).logPatternString;
  const counted = pattern.split(" ").filter((term) => !term.startsWith("?"));
  console.log(groups.map((group) => group.join("+")).join(" or "), "|", pattern, "| has to be there:", counted.join(" ") || "any of them");
}
for (const [name, more] of Object.entries({
  "a default value beside a dimension": { dimensions: { Service: "$.service" }, defaultValue: 0 },
  "four dimensions": { dimensions: { A: "$.a", B: "$.b", C: "$.c", D: "$.d" } },
})) {
  const stack = new Stack(new App({ autoSynth: false }), "Shop");
  let said = "passes";
  try {
    const logGroup = new logs.LogGroup(stack, "Logs");
    new logs.MetricFilter(stack, "Filter", { logGroup, metricNamespace: "Shop", metricName: "Paid", filterPattern: logs.FilterPattern.exists("$.paid"), ...more });
  } catch { said = "error"; }
  console.log(name, "| aws-cdk-lib |", said);
}
JS
cat > lint.py <<'PY'
import json
import subprocess

METRIC = {"MetricNamespace": "Shop", "MetricName": "Paid", "MetricValue": "1"}
for name, more in {
    "a default value beside a dimension": {"DefaultValue": 0, "Dimensions": [{"Key": "Service", "Value": "$.service"}]},
    "four dimensions": {"Dimensions": [{"Key": key, "Value": "$.x"} for key in "ABCD"]},
}.items():
    properties = {"LogGroupName": "shop", "FilterPattern": "{ $.paid = * }", "MetricTransformations": [{**METRIC, **more}]}
    with open("template.json", "w") as file:
        json.dump({"Resources": {"Filter": {"Type": "AWS::Logs::MetricFilter", "Properties": properties}}}, file)
    command = ["python/bin/cfn-lint", "--regions", "us-east-1", "--format", "json", "template.json"]
    found = json.loads(subprocess.run(command, capture_output=True, text=True).stdout or "[]")
    print(name, "| cfn-lint |", *sorted({each["Rule"]["Id"] for each in found}) or ["passes"])
PY
{ node filters.js; python3 lint.py; } | tee seen

diff - seen <<'EXPECTED' && echo "as found: aws-cdk-lib 2.275.0, cfn-lint 1.58.0"
ERROR+MainThread or WARN+Deadlock | ?"ERROR" "MainThread" ?"WARN" "Deadlock" | has to be there: "MainThread" "Deadlock"
ERROR+Fatal+MainThread or WARN | ?"ERROR" "Fatal" "MainThread" ?"WARN" | has to be there: "Fatal" "MainThread"
ERROR or WARN | ?"ERROR" ?"WARN" | has to be there: any of them
a default value beside a dimension | aws-cdk-lib | passes
four dimensions | aws-cdk-lib | error
a default value beside a dimension | cfn-lint | passes
four dimensions | cfn-lint | E3032
EXPECTED
