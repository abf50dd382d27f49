#!/usr/bin/env bash
# A CloudWatch metric stream in the older of its two OpenTelemetry formats, read with the messages of the newer.
#
# AWS (https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-metric-streams-formats.html): a stream is written in
# JSON, OpenTelemetry 1.0.0 or OpenTelemetry 0.7.0. In 0.7.0 a point has `labels`, field 1 of the message; in 1.0.0 that field is
# reserved, and `attributes` are field 7.
#
# Guess: a message of the older format is refused, or read with its labels.
# Seen:  pip opentelemetry-proto 1.45.2 reads it without an error: count and sum are right, and the metric has no namespace and
#        no dimension.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check opentelemetry-proto==1.45.2 2>/dev/null

cat > read.py <<'PY'
import struct

from opentelemetry.proto.metrics.v1.metrics_pb2 import SummaryDataPoint


def text(field, value):
    """Write a text, or a message, of fewer than 128 bytes."""
    return bytes([field << 3 | 2, len(value)]) + value


def label(name, value):
    return text(1, name.encode()) + text(2, value.encode())


COUNT = bytes([4 << 3 | 1]) + struct.pack("<Q", 5)
SUM = bytes([5 << 3 | 1]) + struct.pack("<d", 12.0)
OLD = text(1, label("Namespace", "AWS/SQS")) + text(1, label("QueueName", "orders")) + COUNT + SUM

new = SummaryDataPoint(count=5, sum=12.0)
for name, value in (("Namespace", "AWS/SQS"), ("QueueName", "orders")):
    new.attributes.add(key=name).value.string_value = value

for version, message in (("1.0.0", new.SerializeToString()), ("0.7.0", OLD)):
    point = SummaryDataPoint.FromString(message)
    attributes = {each.key: each.value.string_value for each in point.attributes}
    print(version, "| count", point.count, "| sum", point.sum, "|", attributes)
PY
python/bin/python read.py | tee seen

diff - seen <<'EXPECTED' && echo "as found: opentelemetry-proto 1.45.2"
1.0.0 | count 5 | sum 12.0 | {'Namespace': 'AWS/SQS', 'QueueName': 'orders'}
0.7.0 | count 5 | sum 12.0 | {}
EXPECTED
