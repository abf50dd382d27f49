#!/usr/bin/env bash
# Queries of PromQL, as alarms of CloudWatch hold them, parsed and written again.
#
# Prometheus (https://prometheus.io/docs/prometheus/latest/querying/basics/): names with dots are quoted, in selectors and
# after `by`; `[30m:]` is a subquery with the default step, and `[30m]` a range. AWS
# (https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-PromQL-Querying.html): names of
# OpenTelemetry keep their dots, and are quoted.
#
# Guess: the text of a parsed query means the same query.
# Seen:  pip promql-parser 0.12.0 loses two signs in str(): the colon of a subquery, so that another query results, or
#        one that cannot be read, and the quotes of labels with dots, which cannot be read either. Its prettify() keeps
#        both.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check promql-parser==0.12.0 2>/dev/null

cat > write.py <<'PY'
from promql_parser import parse


def is_the_same(text, query):
    try:
        return "the same" if parse(text).prettify() == query.prettify() else "another query"
    except ValueError:
        return "cannot be read"


for written in (
    "rate(errors[30m:])",
    "max_over_time(rate(errors[5m])[30m:])",
    'sum by ("service.name") ({"http.errors"})',
    '{"http.errors", "service.name"="shop"}',
    "max_over_time(rate(errors[5m])[30m:1m])",
):
    query = parse(written)
    print(written, "| str:", str(query), "|", is_the_same(str(query), query), "| prettify:", is_the_same(query.prettify(), query))
PY
python/bin/python write.py | tee seen

diff - seen <<'EXPECTED' && echo "as found: promql-parser 0.12.0"
rate(errors[30m:]) | str: rate(errors{}[30m]) | another query | prettify: the same
max_over_time(rate(errors[5m])[30m:]) | str: max_over_time(rate(errors{}[5m])[30m]) | cannot be read | prettify: the same
sum by ("service.name") ({"http.errors"}) | str: sum by (service.name)({__name__="http.errors"}) | cannot be read | prettify: the same
{"http.errors", "service.name"="shop"} | str: {__name__="http.errors",service.name="shop"} | cannot be read | prettify: the same
max_over_time(rate(errors[5m])[30m:1m]) | str: max_over_time(rate(errors{}[5m])[30m:1m]) | the same | prettify: the same
EXPECTED
