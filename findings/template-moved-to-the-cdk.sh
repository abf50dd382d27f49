#!/usr/bin/env bash
# A template with an alarm for production alone, turned into an app of the CDK: a table of docs/compatibility.md.
#
# AWS (https://docs.aws.amazon.com/cdk/v2/guide/migrate.html): `cdk migrate` makes an app of a template by cdk-from-cfn. CloudFormation
# (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/conditions-section-structure.html): a condition is judged when a stack is
# created or updated, by the parameters that are given then.
#
# Guess: what is synthesized again has the parameter, the condition and the alarm, so that production keeps it; and the code
#        is code of the language that was asked for.
# Seen:  npm cdk-from-cfn 0.334.0 decides the condition in the code, by the default of the parameter: what is synthesized has no
#        parameter, no condition and no alarm, also for production; where the code says prod, it has the alarm in each stage.
#        The code for Python has an `if` without anything in it, and does not compile.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init --yes >/dev/null 2>&1
npm install --silent --no-audit --no-fund cdk-from-cfn@0.334.0 aws-cdk-lib@2.275.0 constructs@10.8.1 typescript@5.9.3 >/dev/null 2>&1

cat > template.json <<'JSON'
{
  "Parameters": {"Stage": {"Type": "String", "Default": "staging"}},
  "Conditions": {"IsProd": {"Fn::Equals": [{"Ref": "Stage"}, "prod"]}},
  "Resources": {
    "Topic": {"Type": "AWS::SNS::Topic"},
    "Errors": {
      "Type": "AWS::CloudWatch::Alarm",
      "Condition": "IsProd",
      "Properties": {
        "Namespace": "Shop", "MetricName": "Errors", "Statistic": "Sum", "Period": 60, "EvaluationPeriods": 1,
        "Threshold": 5, "ComparisonOperator": "GreaterThanThreshold", "AlarmActions": [{"Ref": "Topic"}]
      }
    }
  }
}
JSON
cat > migrate.js <<'JS'
const { readFileSync, writeFileSync } = require("node:fs");
const { transmute } = require("cdk-from-cfn");
const { transpileModule } = require("typescript");
const cdk = require("aws-cdk-lib");
const template = readFileSync("template.json", "utf8");

writeFileSync("shop.py", transmute(template, "python", "Shop", "stack"));
const written = transmute(template, "typescript", "Shop", "stack");
writeFileSync("shop.js", transpileModule(written, { compilerOptions: { module: "CommonJS", target: "ES2022" } }).outputText);
const { Shop } = require("./shop.js");
for (const [name, properties] of [["as it comes", {}], ["with stage prod in the code", { stage: "prod" }]]) {
  const app = new cdk.App({ outdir: `out-${name.length}` });
  new Shop(app, "Shop", properties);
  const { Parameters = {}, Conditions, Resources } = app.synth().getStackByName("Shop").template;
  const alarms = Object.values(Resources).filter((each) => each.Type === "AWS::CloudWatch::Alarm").length;
  console.log(`${name} | alarms ${alarms} | parameter Stage ${"Stage" in Parameters} | condition IsProd ${"IsProd" in (Conditions ?? {})}`);
}
JS
cat > compiled.py <<'PY'
try:
    compile(open("shop.py").read(), "shop.py", "exec")
    print("the code for Python | compiles")
except SyntaxError as error:
    print("the code for Python |", type(error).__name__)
PY
{ node migrate.js; python3 compiled.py; } | tee seen

diff - seen <<'EXPECTED' && echo "as found: cdk-from-cfn 0.334.0"
as it comes | alarms 0 | parameter Stage false | condition IsProd false
with stage prod in the code | alarms 1 | parameter Stage false | condition IsProd false
the code for Python | IndentationError
EXPECTED
