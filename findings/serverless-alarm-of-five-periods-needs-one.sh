#!/usr/bin/env bash
# Alarms of functions by a plugin of the Serverless Framework, with more periods than its defaults have.
#
# Guess: "evaluationPeriods: 5" and nothing else asks for five breaching periods, as an alarm of CloudWatch without
#        DatapointsToAlarm does
#        (https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html).
# Seen:  serverless-plugin-aws-alerts 1.7.5 fills in "datapointsToAlarm: 1" from its default definition, also for an
#        alarm that was written to be more patient: 1 of 5. It fires as soon as before, and stays for five periods.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init --yes >/dev/null 2>&1
npm install --silent --no-audit --no-fund serverless@3.40.0 serverless-plugin-aws-alerts@1.7.5 >/dev/null 2>&1

cat > serverless.yml <<'YAML'
service: shop
frameworkVersion: "3"
provider: {name: aws, runtime: nodejs20.x}
plugins: [serverless-plugin-aws-alerts]
functions:
  pay:
    handler: handler.pay
    alarms: [{name: functionErrors, evaluationPeriods: 5}, functionThrottles]
custom:
  alerts:
    topics: {alarm: {topic: people, notifications: [{protocol: email, endpoint: people@example.com}]}}
    definitions:
      functionThrottles: {evaluationPeriods: 5}
YAML
echo 'exports.pay = async () => {};' > handler.js
SLS_TELEMETRY_DISABLED=1 SLS_NOTIFICATIONS_MODE=off npx serverless package >/dev/null 2>&1

node -e '
const template = require("./.serverless/cloudformation-template-update-stack.json");
for (const { Type, Properties: alarm } of Object.values(template.Resources))
  if (Type === "AWS::CloudWatch::Alarm") console.log(alarm.MetricName, alarm.DatapointsToAlarm, "of", alarm.EvaluationPeriods);
' | tee seen
diff - seen <<'EXPECTED' && echo "as found: serverless 3.40.0, serverless-plugin-aws-alerts 1.7.5"
Errors 1 of 5
Throttles 1 of 5
EXPECTED
