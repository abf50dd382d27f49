#!/usr/bin/env bash
# Doubtful metrics in the embedded metric format, as four libraries write them: a table of docs/compatibility.md.
#
# AWS (https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html): a
# metric has one unit, its value is a number or a list of numbers, and a dimension's value is text. What does not hold to
# that is not stored, and an alarm on it has no data.
#
# Guess: what CloudWatch will not store, or will store under another unit, is refused by all four.
# Seen:  pip aws-embedded-metrics 3.5.0, npm aws-embedded-metrics 4.2.1, pip aws-lambda-powertools 3.37.0 and npm
#        @aws-lambda-powertools/metrics 2.36.0. A second unit: three write both values under one, the first or the last.
#        Not a number: both of Powertools write it. A dimension called like a metric: three let the number replace the
#        text. A number as a dimension: Powertools for Node leaves the dimension out, so that another metric results.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check aws-embedded-metrics==3.5.0 aws-lambda-powertools==3.37.0 2>/dev/null
npm init --yes >/dev/null 2>&1
npm install --silent --no-audit --no-fund aws-embedded-metrics@4.2.1 @aws-lambda-powertools/metrics@2.36.0 >/dev/null 2>&1

cat > write.py <<'PY'
import json
import warnings
from contextlib import redirect_stdout
from io import StringIO

from aws_embedded_metrics.logger.metrics_context import MetricsContext
from aws_embedded_metrics.serializers.log_serializer import LogSerializer
from aws_lambda_powertools.metrics import EphemeralMetrics

warnings.simplefilter("ignore")


def shown(text):
    written = json.loads(text)
    (directive,) = written["_aws"]["CloudWatchMetrics"]
    return f"{directive['Metrics']} {directive['Dimensions']} x={written.get('x')!r}".replace("'", "")


def by_context(*calls):
    context = MetricsContext.empty()
    for name, arguments in calls:
        getattr(context, name)(*arguments)
    (written,) = LogSerializer.serialize(context)
    return shown(written)


def by_powertools(*calls):
    metrics = EphemeralMetrics(namespace="Shop")
    with redirect_stdout(StringIO()) as printed:
        for name, arguments in calls:
            getattr(metrics, name)(*arguments)
        metrics.flush_metrics()
    return shown(printed.getvalue())


def put(name, unit, value):
    return ("put_metric", (name, value, unit)), ("add_metric", (name, unit, value))


def dimension(name, value):
    return ("put_dimensions", ({name: value},)), ("add_dimension", (name, value))


QUESTIONS = {
    "two units": [put("x", "Seconds", 1), put("x", "Milliseconds", 5)],
    "not a number": [put("x", "Count", float("nan"))],
    "text as a value": [put("x", "Count", "5")],
    "a dimension called x": [dimension("x", "text"), put("x", "Count", 1)],
    "a number as a dimension": [dimension("Status", 500), put("x", "Count", 1)],
}
for question, calls in QUESTIONS.items():
    for library, write, which in (("aws-embedded-metrics", by_context, 0), ("Powertools", by_powertools, 1)):
        try:
            written = write(*(call[which] for call in calls))
        except Exception as error:
            written = type(error).__name__
        print(question, "| Python,", library, "|", written)
PY
cat > write.js <<'JS'
process.env.POWERTOOLS_DEV = "true";
const { MetricsContext } = require("aws-embedded-metrics/lib/logger/MetricsContext");
const { LogSerializer } = require("aws-embedded-metrics/lib/serializers/LogSerializer");
const { Metrics } = require("@aws-lambda-powertools/metrics");
const shown = (written) => {
  const [directive] = written._aws.CloudWatchMetrics;
  return `${JSON.stringify(directive.Metrics)} ${JSON.stringify(directive.Dimensions)} x=${JSON.stringify(written.x)}`.replaceAll('"', "");
};
const libraries = {
  "aws-embedded-metrics": (calls) => {
    const context = MetricsContext.empty();
    for (const [kind, name, value, unit] of calls)
      kind === "metric" ? context.putMetric(name, value, unit) : context.putDimensions({ [name]: value });
    return shown(JSON.parse(new LogSerializer().serialize(context)[0]));
  },
  Powertools: (calls) => {
    const logger = { warn: () => {}, error: () => {}, info: () => {}, debug: () => {} };
    const metrics = new Metrics({ namespace: "Shop", logger });
    for (const [kind, name, value, unit] of calls)
      kind === "metric" ? metrics.addMetric(name, unit, value) : metrics.addDimension(name, value);
    return shown(metrics.serializeMetrics());
  },
};
const questions = {
  "two units": [["metric", "x", 1, "Seconds"], ["metric", "x", 5, "Milliseconds"]],
  "not a number": [["metric", "x", NaN, "Count"]],
  "text as a value": [["metric", "x", "5", "Count"]],
  "a dimension called x": [["dimension", "x", "text"], ["metric", "x", 1, "Count"]],
  "a number as a dimension": [["dimension", "Status", 500], ["metric", "x", 1, "Count"]],
};
for (const [question, calls] of Object.entries(questions))
  for (const [library, write] of Object.entries(libraries)) {
    let written;
    try { written = write(calls); } catch (error) { written = error.name; }
    console.log(question, "| Node,", library, "|", written);
  }
JS
{ python/bin/python write.py; node write.js; } | tee seen

diff - seen <<'EXPECTED' && echo "as found: aws-embedded-metrics 3.5.0 and 4.2.1, Powertools 3.37.0 and 2.36.0"
two units | Python, aws-embedded-metrics | [{Name: x, Unit: Seconds}] [] x=[1, 5]
two units | Python, Powertools | [{Name: x, Unit: Milliseconds}] [[]] x=[1.0, 5.0]
not a number | Python, aws-embedded-metrics | InvalidMetricError
not a number | Python, Powertools | [{Name: x, Unit: Count}] [[]] x=[nan]
text as a value | Python, aws-embedded-metrics | TypeError
text as a value | Python, Powertools | MetricValueError
a dimension called x | Python, aws-embedded-metrics | [{Name: x, Unit: Count}] [[x]] x=1
a dimension called x | Python, Powertools | [{Name: x, Unit: Count}] [[x]] x=[1.0]
a number as a dimension | Python, aws-embedded-metrics | AttributeError
a number as a dimension | Python, Powertools | [{Name: x, Unit: Count}] [[Status]] x=[1.0]
two units | Node, aws-embedded-metrics | [{Name:x,Unit:Seconds}] [] x=[1,5]
two units | Node, Powertools | Error
not a number | Node, aws-embedded-metrics | Error
not a number | Node, Powertools | [{Name:x,Unit:Count}] [[service]] x=null
text as a value | Node, aws-embedded-metrics | Error
text as a value | Node, Powertools | RangeError
a dimension called x | Node, aws-embedded-metrics | [{Name:x,Unit:Count}] [[x]] x=1
a dimension called x | Node, Powertools | Error
a number as a dimension | Node, aws-embedded-metrics | [{Name:x,Unit:Count}] [[Status]] x=1
a number as a dimension | Node, Powertools | [{Name:x,Unit:Count}] [[service]] x=1
EXPECTED
