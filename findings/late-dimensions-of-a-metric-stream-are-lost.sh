#!/usr/bin/env bash
# A file of a CloudWatch metric stream in JSON, a metric a line, read by tools for data.
#
# AWS (https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-metric-streams-formats-json.html):
# `dimensions` is a map of whatever the metric has, and `value` may hold percentiles beside max, min, sum and count.
#
# Guess: each reader gives the dimensions of each line, or says that it cannot.
# Seen:  pip polars 2.1.0 makes its columns of the first 100 lines: a dimension or a percentile that comes later is
#        dropped without a word, and its lines have no dimension at all, as if the metric were the account's. pip pyarrow
#        26.0.1 keeps all of them.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check polars==2.1.0 pyarrow==26.0.1 2>/dev/null

cat > read.py <<'PY'
import json

import polars
from pyarrow.json import read_json

QUEUE = {"namespace": "AWS/SQS", "dimensions": {"QueueName": "orders"}}
FUNCTION = {"namespace": "AWS/Lambda", "dimensions": {"FunctionName": "pay"}}
VALUE = {"max": 1.0, "min": 0.0, "sum": 2.0, "count": 5.0}


def write(queues):
    lines = [{**QUEUE, "value": VALUE}] * queues + [{**FUNCTION, "value": {**VALUE, "p99": 0.9}}]
    with open("stream.json", "w") as file:
        file.writelines(json.dumps(line) + "\n" for line in lines)


READERS = {
    "polars": lambda: polars.read_ndjson("stream.json")[-1].to_dicts()[0],
    "pyarrow": lambda: read_json("stream.json")[-1:].to_pylist()[0],
}
for queues in (99, 100):
    write(queues)
    for name, read in READERS.items():
        line = read()
        dimensions = {key: value for key, value in line["dimensions"].items() if value is not None}
        print(name, "|", queues, "queues before a function |", dimensions, "| p99", line["value"].get("p99"))
PY
python/bin/python read.py | tee seen

diff - seen <<'EXPECTED' && echo "as found: polars 2.1.0, pyarrow 26.0.1"
polars | 99 queues before a function | {'FunctionName': 'pay'} | p99 0.9
pyarrow | 99 queues before a function | {'FunctionName': 'pay'} | p99 0.9
polars | 100 queues before a function | {} | p99 None
pyarrow | 100 queues before a function | {'FunctionName': 'pay'} | p99 0.9
EXPECTED
