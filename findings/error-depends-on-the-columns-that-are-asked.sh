#!/usr/bin/env bash
# A file of a CloudWatch metric stream in JSON, whose last line has a dimension that none before has, asked in SQL.
#
# AWS (https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-metric-streams-formats-json.html):
# `dimensions` is a map of whatever the metric has.
#
# Guess: a query that names two columns gives the same rows as one that names all three, or the same error.
# Seen:  pip duckdb 2.0.1 takes the keys of `dimensions` from the first 20,480 lines. A query of every column ends with
#        an error about the key that it does not know; leave out one column, and the same line comes without its
#        dimension, and no error. An aggregate that happens to use every column fails again.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check duckdb==2.0.1 2>/dev/null

cat > read.py <<'PY'
import json

import duckdb

QUEUE = {"namespace": "AWS/SQS", "dimensions": {"QueueName": "orders"}, "value": {"sum": 2.0}}
FUNCTION = {"namespace": "AWS/Lambda", "dimensions": {"FunctionName": "pay"}, "value": {"sum": 2.0}}

for queues in (20_479, 20_480):
    with open("stream.json", "w") as file:
        file.writelines(json.dumps(line) + "\n" for line in [QUEUE] * queues + [FUNCTION])
    for columns in ("*", "namespace, dimensions, value", "namespace, dimensions", "dimensions, value"):
        try:
            seen = duckdb.sql(f"SELECT {columns} FROM 'stream.json'").fetchall()[-1]
        except duckdb.InvalidInputException as error:
            seen = "error: " + str(error).partition("Object ")[2].partition("\n")[0]
        print(queues, "queues before a function |", columns, "|", seen)
PY
python/bin/python read.py | tee seen

diff - seen <<'EXPECTED' && echo "as found: duckdb 2.0.1"
20479 queues before a function | * | ('AWS/Lambda', {'QueueName': None, 'FunctionName': 'pay'}, {'sum': 2.0})
20479 queues before a function | namespace, dimensions, value | ('AWS/Lambda', {'QueueName': None, 'FunctionName': 'pay'}, {'sum': 2.0})
20479 queues before a function | namespace, dimensions | ('AWS/Lambda', {'QueueName': None, 'FunctionName': 'pay'})
20479 queues before a function | dimensions, value | ({'QueueName': None, 'FunctionName': 'pay'}, {'sum': 2.0})
20480 queues before a function | * | error: {"FunctionName":"pay"} has unknown key "FunctionName"
20480 queues before a function | namespace, dimensions, value | error: {"FunctionName":"pay"} has unknown key "FunctionName"
20480 queues before a function | namespace, dimensions | ('AWS/Lambda', {'QueueName': None})
20480 queues before a function | dimensions, value | ({'QueueName': None}, {'sum': 2.0})
EXPECTED
