#!/usr/bin/env bash
# Headers of AWS X-Ray as they arrive behind a load balancer, read by the propagators of OpenTelemetry and by AWS's own SDKs.
#
# AWS (https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-request-tracing.html): a load
# balancer writes Root alone, or puts Self before it, and keeps fields of applications. It never writes Parent.
# AWS (https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader): Sampled may be
# missing, or "?" to ask for the decision.
#
# Guess: a header with a Root continues that trace, with or without a parent, so that the number in the log of the load
#        balancer is that of the trace; the two languages agree.
# Seen:  pip opentelemetry-propagator-aws-xray 1.0.2 and npm @opentelemetry/propagator-aws-xray 2.2.0 drop each header
#        without a Parent, and "Sampled=?": a new trace begins, and says nothing. Where Sampled is missing, Python
#        continues the trace, unsampled, and Node drops it. pip aws-xray-sdk 2.15.0 reads the Root of all.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check opentelemetry-propagator-aws-xray==1.0.2 aws-xray-sdk==2.15.0 2>/dev/null
npm init --yes >/dev/null 2>&1
npm install --silent --no-audit --no-fund @opentelemetry/propagator-aws-xray@2.2.0 @opentelemetry/api@1.9.0 >/dev/null 2>&1

cat > headers.json <<'JSON'
{
  "Root": "Root=1-5759e988-bd862e3fe1be46a994272793",
  "Self and Root": "Self=1-67891234-12456789abcdef012345678a;Root=1-5759e988-bd862e3fe1be46a994272793",
  "Root and Sampled": "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1",
  "Root and Parent": "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8",
  "all, to be decided": "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=?",
  "all": "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1"
}
JSON
cat > read.py <<'PY'
import json

from aws_xray_sdk.core.models.trace_header import TraceHeader
from opentelemetry.propagators.aws import AwsXRayPropagator
from opentelemetry.trace import get_current_span

for name, header in json.load(open("headers.json")).items():
    span = get_current_span(AwsXRayPropagator().extract({"X-Amzn-Trace-Id": header})).get_span_context()
    print("OpenTelemetry, Python |", name, "|", "continued" if span.is_valid else "dropped", int(span.trace_flags))
    root = TraceHeader.from_header_str(header).root
    print("X-Ray SDK, Python |", name, "|", "continued" if root else "dropped")
PY
cat > read.js <<'JS'
const api = require("@opentelemetry/api");
const { AWSXRayPropagator } = require("@opentelemetry/propagator-aws-xray");
for (const [name, header] of Object.entries(require("./headers.json"))) {
  const carrier = { "x-amzn-trace-id": header };
  const context = new AWSXRayPropagator().extract(api.ROOT_CONTEXT, carrier, api.defaultTextMapGetter);
  const span = api.trace.getSpanContext(context);
  console.log("OpenTelemetry, Node |", name, "|", span ? `continued ${span.traceFlags}` : "dropped 0");
}
JS
{ python/bin/python read.py; node read.js; } | tee seen

diff - seen <<'EXPECTED' && echo "as found: opentelemetry-propagator-aws-xray 1.0.2, @opentelemetry/propagator-aws-xray 2.2.0, aws-xray-sdk 2.15.0"
OpenTelemetry, Python | Root | dropped 0
X-Ray SDK, Python | Root | continued
OpenTelemetry, Python | Self and Root | dropped 0
X-Ray SDK, Python | Self and Root | continued
OpenTelemetry, Python | Root and Sampled | dropped 0
X-Ray SDK, Python | Root and Sampled | continued
OpenTelemetry, Python | Root and Parent | continued 0
X-Ray SDK, Python | Root and Parent | continued
OpenTelemetry, Python | all, to be decided | dropped 0
X-Ray SDK, Python | all, to be decided | continued
OpenTelemetry, Python | all | continued 1
X-Ray SDK, Python | all | continued
OpenTelemetry, Node | Root | dropped 0
OpenTelemetry, Node | Self and Root | dropped 0
OpenTelemetry, Node | Root and Sampled | dropped 0
OpenTelemetry, Node | Root and Parent | dropped 0
OpenTelemetry, Node | all, to be decided | dropped 0
OpenTelemetry, Node | all | continued 1
EXPECTED
