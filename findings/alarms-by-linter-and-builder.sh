#!/usr/bin/env bash
# Alarms that CloudWatch takes or refuses, given to a linter and to two builders of templates: a table of docs/compatibility.md.
#
# AWS (https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html): a period is 10, 20, 30 or a
# multiple of 60 seconds; DatapointsToAlarm is at most EvaluationPeriods, which times the period is at most a day below periods
# of an hour; ids are unique, and one query alone returns data; SEARCH is not for alarms; a threshold is there unless there is
# a band or PromQL; a state has at most five actions, an EC2 action needs the dimension InstanceId, and each action is in
# the Region of the alarm; an interval of PromQL is 10, 20, 30 or a multiple of 60, and a pending period at most a day.
#
# Guess: the linter refuses what AWS refuses and takes what AWS takes; the builders check what their types name.
# Seen:  of 21 alarms that AWS refuses, pip cfn-lint 1.58.0 passes 14 and pip troposphere 4.11.1 passes 16; the construct of
#        aws-cdk-lib 2.275.0 passes 8 of the 12 that it can express, and warns of 3. cfn-lint and aws-cdk-lib refuse the
#        period of 20 seconds, which AWS takes; troposphere refuses every alarm on PromQL.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check cfn-lint==1.58.0 troposphere==4.11.1 2>/dev/null
npm init --yes >/dev/null 2>&1
npm install --silent --no-audit --no-fund aws-cdk-lib@2.275.0 constructs@10.8.1 >/dev/null 2>&1

cat > alarms.py <<'PY'
BASE = {
    "Namespace": "Shop",
    "MetricName": "Errors",
    "Dimensions": [{"Name": "Service", "Value": "pay"}],
    "Statistic": "Sum",
    "Period": 60,
    "EvaluationPeriods": 1,
    "Threshold": 1,
    "ComparisonOperator": "GreaterThanThreshold",
}
RULE = {key: BASE[key] for key in ("EvaluationPeriods", "Threshold", "ComparisonOperator")}
STAT = {"Metric": {"Namespace": "Shop", "MetricName": "Errors"}, "Period": 60, "Stat": "Sum"}
SEARCH = "SEARCH('{Shop,Service} Errors', 'Sum')"
BAND = {"Id": "b", "Expression": "ANOMALY_DETECTION_BAND(m, 2)"}
TOPIC = "arn:aws:sns:us-east-1:111122223333:people"


def without(*names, **more):
    return {**{key: value for key, value in BASE.items() if key not in names}, **more}


def promql(**more):
    criteria = {"Query": "sum(errors) > 1", "PendingPeriod": 60, "RecoveryPeriod": 60, **more.pop("criteria", {})}
    return {"EvaluationCriteria": {"PromQLCriteria": criteria}, "EvaluationInterval": 60, **more}


VALID = {"a plain alarm": BASE, "period 20": without(Period=20), "PromQL": promql()}
REFUSED = {
    "period 45": without(Period=45),
    "statistic p99": without(Statistic="p99"),
    "extended statistic foo": without("Statistic", ExtendedStatistic="foo"),
    "extended statistic p101": without("Statistic", ExtendedStatistic="p101"),
    "no statistic": without("Statistic"),
    "both statistics": without(ExtendedStatistic="p99"),
    "2 of 1": without(DatapointsToAlarm=2),
    "two days of minutes": without(EvaluationPeriods=2880),
    "six actions": without(AlarmActions=[TOPIC + str(number) for number in range(6)]),
    "no threshold": without("Threshold"),
    "missing data as breach": without(TreatMissingData="breach"),
    "an id twice": {**RULE, "Metrics": [{"Id": "m", "MetricStat": STAT, "ReturnData": False}, {"Id": "m", "MetricStat": STAT}]},
    "two results": {**RULE, "Metrics": [{"Id": "m", "MetricStat": STAT}, {"Id": "n", "MetricStat": STAT}]},
    "an id that is not there": {
        **RULE,
        "Metrics": [{"Id": "m", "MetricStat": STAT, "ReturnData": False}, {"Id": "e", "Expression": "m / gone"}],
    },
    "SEARCH": {**RULE, "Metrics": [{"Id": "e", "Expression": SEARCH, "Period": 60}]},
    "a band and a threshold": {
        **RULE,
        "ComparisonOperator": "GreaterThanUpperThreshold",
        "ThresholdMetricId": "b",
        "Metrics": [{"Id": "m", "MetricStat": STAT}, BAND],
    },
    "EC2 action without an instance": without(AlarmActions=["arn:aws:automate:us-east-1:ec2:reboot"]),
    "action in another Region": without(AlarmActions=[TOPIC.replace("us-east-1", "eu-west-1")]),
    "PromQL beside a metric": {**BASE, **promql()},
    "PromQL pending 25 hours": promql(criteria={"PendingPeriod": 90000}),
    "PromQL interval 45": promql(EvaluationInterval=45),
}
PY
cat > lint.py <<'PY'
import json
import logging
import subprocess

from troposphere import Template
from troposphere.cloudwatch import Alarm

from alarms import REFUSED, VALID

logging.disable()


def by_cfn_lint(alarms):
    for number, alarm in enumerate(alarms.values()):
        resource = {"Type": "AWS::CloudWatch::Alarm", "Properties": alarm}
        with open(f"{number:02}.json", "w") as file:
            json.dump({"Resources": {"Alarm": resource}}, file)
    names = [f"{number:02}.json" for number in range(len(alarms))]
    command = ["python/bin/cfn-lint", "--regions", "us-east-1", "--format", "json", *names]
    found = json.loads(subprocess.run(command, capture_output=True, text=True).stdout)
    rules = [sorted({each["Rule"]["Id"] for each in found if each["Filename"] == name}) for name in names]
    return dict(zip(alarms, rules))


def by_troposphere(alarm):
    try:
        Template().add_resource(Alarm.from_dict("Alarm", alarm)).to_dict()
    except (AttributeError, TypeError, ValueError):
        return "error"
    return "passes"


linted = by_cfn_lint(VALID | REFUSED)
for name, alarm in (VALID | REFUSED).items():
    aws = "taken" if name in VALID else "refused"
    print(name, "| AWS:", aws, "| cfn-lint:", *linted[name] or ["passes"], "| troposphere:", by_troposphere(alarm))
PY
cat > build.js <<'JS'
const { App, Duration, Stack, aws_cloudwatch: cloudwatch, aws_cloudwatch_actions: actions, aws_sns: sns } = require("aws-cdk-lib");
const metric = (more) => new cloudwatch.Metric({ namespace: "Shop", metricName: "Errors", statistic: "Sum", period: Duration.minutes(1), ...more });
const alarm = (more, metricProps) => (stack) =>
  new cloudwatch.Alarm(stack, "Alarm", { metric: metric(metricProps), threshold: 1, evaluationPeriods: 1, ...more });
const acting = (...made) => (stack) => alarm()(stack).addAlarmAction(...made.map((each) => (typeof each === "string" ? { bind: () => ({ alarmActionArn: each }) } : each)));
const topic = (region, number = "") => `arn:aws:sns:${region}:111122223333:people${number}`;
const expression = (text, usingMetrics) => alarm({ metric: new cloudwatch.MathExpression({ expression: text, usingMetrics, period: Duration.minutes(1) }) });
const CASES = {
  "period 20": alarm({}, { period: Duration.seconds(20) }),
  "period 45": alarm({}, { period: Duration.seconds(45) }),
  "period 1": alarm({}, { period: Duration.seconds(1) }),
  "period 5": alarm({}, { period: Duration.seconds(5) }),
  "extended statistic foo": alarm({}, { statistic: "foo" }),
  "extended statistic p101": alarm({}, { statistic: "p101" }),
  "2 of 1": alarm({ datapointsToAlarm: 2 }),
  "two days of minutes": alarm({ evaluationPeriods: 2880 }),
  "six actions": acting(...[1, 2, 3, 4, 5, 6].map((number) => topic("us-east-1", number))),
  "an id that is not there": expression("m / gone", { m: metric() }),
  "SEARCH": expression("SEARCH('{Shop,Service} Errors', 'Sum')"),
  "EC2 action without an instance": acting(new actions.Ec2Action(actions.Ec2InstanceAction.REBOOT)),
  "action in another Region": acting(topic("eu-west-1")),
};
for (const [name, make] of Object.entries(CASES)) {
  const app = new App();
  const stack = new Stack(app, "Shop", { env: { account: "111122223333", region: "us-east-1" } });
  let said;
  try {
    make(stack);
    const { messages } = app.synth().getStackByName("Shop");
    said = messages.length ? "warns" : "passes";
  } catch { said = "error"; }
  console.log(name, "| aws-cdk-lib:", said);
}
JS
{ python/bin/python lint.py 2>/dev/null; CDK_OUTDIR=out node build.js 2>/dev/null; } | tee seen

diff - seen <<'EXPECTED' && echo "as found: cfn-lint 1.58.0, troposphere 4.11.1, aws-cdk-lib 2.275.0"
a plain alarm | AWS: taken | cfn-lint: passes | troposphere: passes
period 20 | AWS: taken | cfn-lint: E3615 | troposphere: passes
PromQL | AWS: taken | cfn-lint: passes | troposphere: error
period 45 | AWS: refused | cfn-lint: E3615 | troposphere: passes
statistic p99 | AWS: refused | cfn-lint: E3030 | troposphere: passes
extended statistic foo | AWS: refused | cfn-lint: passes | troposphere: passes
extended statistic p101 | AWS: refused | cfn-lint: passes | troposphere: passes
no statistic | AWS: refused | cfn-lint: passes | troposphere: error
both statistics | AWS: refused | cfn-lint: E3020 | troposphere: error
2 of 1 | AWS: refused | cfn-lint: passes | troposphere: passes
two days of minutes | AWS: refused | cfn-lint: passes | troposphere: passes
six actions | AWS: refused | cfn-lint: E3065 | troposphere: passes
no threshold | AWS: refused | cfn-lint: passes | troposphere: passes
missing data as breach | AWS: refused | cfn-lint: E3030 | troposphere: error
an id twice | AWS: refused | cfn-lint: passes | troposphere: passes
two results | AWS: refused | cfn-lint: passes | troposphere: passes
an id that is not there | AWS: refused | cfn-lint: passes | troposphere: passes
SEARCH | AWS: refused | cfn-lint: passes | troposphere: passes
a band and a threshold | AWS: refused | cfn-lint: E3020 | troposphere: passes
EC2 action without an instance | AWS: refused | cfn-lint: passes | troposphere: passes
action in another Region | AWS: refused | cfn-lint: passes | troposphere: passes
PromQL beside a metric | AWS: refused | cfn-lint: E3014 | troposphere: passes
PromQL pending 25 hours | AWS: refused | cfn-lint: passes | troposphere: error
PromQL interval 45 | AWS: refused | cfn-lint: passes | troposphere: error
period 20 | aws-cdk-lib: error
period 45 | aws-cdk-lib: error
period 1 | aws-cdk-lib: passes
period 5 | aws-cdk-lib: passes
extended statistic foo | aws-cdk-lib: warns
extended statistic p101 | aws-cdk-lib: warns
2 of 1 | aws-cdk-lib: passes
two days of minutes | aws-cdk-lib: passes
six actions | aws-cdk-lib: passes
an id that is not there | aws-cdk-lib: warns
SEARCH | aws-cdk-lib: passes
EC2 action without an instance | aws-cdk-lib: passes
action in another Region | aws-cdk-lib: passes
EXPECTED
