#!/usr/bin/env bash
# AWS's own data of metrics and recommended alarms, as the CloudWatch server of its labs ships them to agents.
#
# AWS (https://docs.aws.amazon.com/sns/latest/dg/sms_stats_cloudwatch.html): SMSSuccessRate of AWS/SNS is the
# rate of SMS messages that were delivered. A unit of CloudWatch is one of those of its API reference
# (https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDatum.html).
#
# Guess: each alarm on a rate of success compares with a lower limit, and the unit of each metric is a word.
# Seen:  pip awslabs-cloudwatch-mcp-server 0.3.1 recommends GreaterThanThreshold for SMSSuccessRate, so that
#        the alarm on failing messages is on while they arrive, and OK while all are lost; the two alarms on
#        the success of Kinesis compare with LessThanThreshold. For 20 metrics of AWS/ECS the unit is a list of
#        statistics, the same text as their recommended statistics; no other namespace has that.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv python >/dev/null
# Only its data are read, so that nothing it depends on is needed.
python/bin/pip install --quiet --disable-pip-version-check --no-deps awslabs-cloudwatch-mcp-server==0.3.1 2>/dev/null

cat > metadata.py <<'PY'
import json
from collections import Counter
from importlib.metadata import files

(path,) = [each for each in files("awslabs-cloudwatch-mcp-server") if each.name == "metric_metadata.json"]
metrics = json.loads(path.locate().read_text())
for metric in metrics:
    name = metric["metricId"]["metricName"]
    for alarm in metric.get("alarmRecommendations", []):
        if "Success" in name and not name.endswith("Latency"):
            print(metric["metricId"]["namespace"], name, alarm["comparisonOperator"])
statistics = Counter(
    metric["metricId"]["namespace"]
    for metric in metrics
    if "Average" in metric.get("unitInfo", "") and metric["unitInfo"] == metric.get("recommendedStatistics")
)
print("units that are statistics:", *statistics.items())
PY
python/bin/python metadata.py | tee seen

diff - seen <<'EXPECTED' && echo "as found: awslabs-cloudwatch-mcp-server 0.3.1"
AWS/Kinesis GetRecords.Success LessThanThreshold
AWS/Kinesis PutRecord.Success LessThanThreshold
AWS/SNS SMSSuccessRate GreaterThanThreshold
units that are statistics: ('AWS/ECS', 20)
EXPECTED
