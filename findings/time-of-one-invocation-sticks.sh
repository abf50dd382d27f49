#!/usr/bin/env bash
# Metrics of a function in the embedded metric format: a time that is set for one invocation, and the invocations after it.
#
# AWS (https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html):
# the timestamp of a document is the time that its metrics are stored at. An alarm does not look further back than its
# evaluation range.
#
# Guess: the time belongs to what is flushed at the end of that invocation, as the metrics and their dimensions do.
# Seen:  pip aws-lambda-powertools 3.37.0 keeps it: each later invocation of the same environment that sets no time is
#        stored at the old one, an hour ago here, where no alarm looks. npm @aws-lambda-powertools/metrics 2.36.0, the
#        same library in another language, forgets it.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check aws-lambda-powertools==3.37.0 2>/dev/null
npm init --yes >/dev/null 2>&1; npm install --silent --no-audit --no-fund @aws-lambda-powertools/metrics@2.36.0 >/dev/null 2>&1

cat > invocations.py <<'PY'
import json
import time
from contextlib import redirect_stdout
from io import StringIO

from aws_lambda_powertools import Metrics

metrics = Metrics(namespace="Shop", service="checkout")


@metrics.log_metrics
def handler(event, context):
    metrics.add_metric(name="Paid", unit="Count", value=1)
    if "at" in event:
        metrics.set_timestamp(event["at"])


hour_ago = int(time.time() * 1000) - 3_600_000
for event in ({"at": hour_ago}, {}, {}):
    with redirect_stdout(StringIO()) as printed:
        handler(event, None)
    at = json.loads(printed.getvalue())["_aws"]["Timestamp"]
    print("Python | time", "set" if event else "not set", "|", "an hour ago" if at == hour_ago else "now")
PY
cat > invocations.js <<'JS'
const { Metrics } = require("@aws-lambda-powertools/metrics");
const metrics = new Metrics({ namespace: "Shop", serviceName: "checkout" });
const hourAgo = Date.now() - 3_600_000;
for (const at of [hourAgo, undefined, undefined]) {
  metrics.addMetric("Paid", "Count", 1);
  if (at) metrics.setTimestamp(at);
  const stored = metrics.serializeMetrics()._aws.Timestamp;
  console.log("Node | time", at ? "set" : "not set", "|", stored === hourAgo ? "an hour ago" : "now");
  metrics.clearMetrics();
}
JS
{ python/bin/python invocations.py; node invocations.js; } | tee seen

diff - seen <<'EXPECTED' && echo "as found: aws-lambda-powertools 3.37.0, @aws-lambda-powertools/metrics 2.36.0"
Python | time set | an hour ago
Python | time not set | an hour ago
Python | time not set | an hour ago
Node | time set | an hour ago
Node | time not set | now
Node | time not set | now
EXPECTED
