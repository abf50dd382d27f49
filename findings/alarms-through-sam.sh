#!/usr/bin/env bash
# Alarms in a template of SAM, on a function with an alias: a table of docs/compatibility.md.
#
# AWS (https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources.html): the
# alias and the version of a function are referred to as Pay.Alias and Pay.Version. CloudFormation
# (https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-getatt.html) takes GetAtt as a list, and
# in YAML as a text. PutMetricAlarm (https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html) takes no
# period of 45 s, no statistic called foo, and not 2 of 1 datapoints.
#
# Guess: what names an alias or a version is turned into the resource that SAM makes, wherever it stands, and an alarm that
#        CloudWatch refuses is refused.
# Seen:  pip aws-sam-translator 1.115.0 does so in Ref, in Sub and in GetAtt as a list, and leaves GetAtt as a text, and DependsOn,
#        as they are. It looks at no alarm.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check aws-sam-translator==1.115.0 boto3==1.43.106 PyYAML==6.0.3 2>/dev/null

cat > translate.py <<'PY'
import json
import re

import boto3
from samtranslator.parser.parser import Parser
from samtranslator.translator.translator import Translator


def alarm(version=None, **more):
    properties = {"Namespace": "AWS/Lambda", "MetricName": "Errors", "Statistic": "Sum", "Period": 60, "EvaluationPeriods": 1}
    properties |= {"Threshold": 0, "ComparisonOperator": "GreaterThanThreshold"}
    if version:
        properties["Dimensions"] = [{"Name": "ExecutedVersion", "Value": version}]
    return {"Type": "AWS::CloudWatch::Alarm", "Properties": properties, **more}


odd = alarm()
odd["Properties"] |= {"Period": 45, "ExtendedStatistic": "foo", "DatapointsToAlarm": 2}
function = {"Handler": "pay.handler", "Runtime": "python3.13", "CodeUri": "s3://code/pay.zip", "AutoPublishAlias": "live"}
ALARMS = {
    "Ref": alarm({"Ref": "Pay.Version"}),
    "Sub": alarm({"Fn::Sub": "${Pay.Version}"}),
    "GetAttList": alarm({"Fn::GetAtt": ["Pay.Version", "Version"]}),
    "GetAttText": alarm({"Fn::GetAtt": "Pay.Version.Version"}),
    "After": alarm(DependsOn="Pay.Alias"),
    "Odd": odd,
}
template = {"Transform": "AWS::Serverless-2016-10-31", "Resources": {"Pay": {"Type": "AWS::Serverless::Function", "Properties": function}}}
template["Resources"] |= json.loads(json.dumps(ALARMS))
translator = Translator({}, Parser(), boto_session=boto3.Session(region_name="us-east-1"))
made = translator.translate(template, {})["Resources"]
for name, given in ALARMS.items():
    alike = made[name] == given
    value = made[name].get("DependsOn") or made[name]["Properties"].get("Dimensions", [{}])[0].get("Value")
    print(name, "|", "as it was" if alike else "resolved", "|", re.sub("PayVersion[0-9a-f]{10}", "PayVersion…", json.dumps(value, ensure_ascii=False)))
PY
python/bin/python translate.py 2>/dev/null | tee seen

diff - seen <<'EXPECTED' && echo "as found: aws-sam-translator 1.115.0"
Ref | resolved | {"Ref": "PayVersion…"}
Sub | resolved | {"Fn::Sub": "${PayVersion…}"}
GetAttList | resolved | {"Fn::GetAtt": ["PayVersion…", "Version"]}
GetAttText | as it was | {"Fn::GetAtt": "Pay.Version.Version"}
After | as it was | "Pay.Alias"
Odd | as it was | null
EXPECTED
