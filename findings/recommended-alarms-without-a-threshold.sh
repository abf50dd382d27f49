#!/usr/bin/env bash
# The alarms that AWS recommends, as the CloudWatch server of its labs ships them to agents: a table of docs/compatibility.md.
#
# Guess: each recommended alarm says its threshold, and how many periods of which length.
# Seen:  of 156 alarms in pip awslabs-cloudwatch-mcp-server 0.3.1, 64 have no threshold of their own: it is to be found out.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv python
# Only its data are read, so that nothing it depends on is needed.
python/bin/pip install --quiet --disable-pip-version-check --no-deps awslabs-cloudwatch-mcp-server==0.3.1 2>/dev/null

cat > metadata.py <<'PY'
import json
from importlib.metadata import files

(path,) = [each for each in files("awslabs-cloudwatch-mcp-server") if each.name == "metric_metadata.json"]
alarms = [alarm for metric in json.loads(path.locate().read_text()) for alarm in metric.get("alarmRecommendations", [])]
without = [alarm for alarm in alarms if "staticValue" not in alarm["threshold"]]
print(len(alarms), "alarms,", len(without), "without a threshold")
print("without periods or their length:", sum("period" not in alarm or "evaluationPeriods" not in alarm for alarm in alarms))
PY
python/bin/python metadata.py | tee seen

diff - seen <<'EXPECTED' && echo "as found: awslabs-cloudwatch-mcp-server 0.3.1"
156 alarms, 64 without a threshold
without periods or their length: 0
EXPECTED
