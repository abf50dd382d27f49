#!/usr/bin/env bash
# Reports on objectives and their error budgets, with numbers of events that are given.
#
# Google's workbook (https://sre.google/workbook/alerting-on-slos/): the burn rate is the share of errors by the share that the
# objective allows, and an alert is due above the threshold.
#
# Guess: the stricter the goal, the sooner it alerts: at a goal of 100 % any error does.
# Seen:  pip slo-generator 2.6.0 says of a goal of 100 % that the burn rate is 0 and all is well, whatever fails; 99.999 % alerts
#        over the same events. It rounds the rate to one digit before it compares: 14.44 is not above a threshold of 14.4.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check slo-generator==2.6.0 2>/dev/null

cat > given.py <<'PY'
class GivenBackend:
    """A backend of one's own, as the documentation of slo-generator describes it."""

    def __init__(self, client=None, events=(0, 0)):
        self.events = events

    def good_bad_ratio(self, timestamp, window, slo_config):
        return self.events
PY
cat > report.py <<'PY'
import logging

from slo_generator.report import SLOReport

logging.disable()
STEP = {"name": "1 hour", "window": 3600, "burn_rate_threshold": 14.4, "alert": True, "message_alert": "page", "message_ok": "all is well"}


def report(goal, good, bad):
    spec = {"description": "Payments", "backend": "given", "method": "good_bad_ratio", "goal": goal, "service_level_indicator": {}}
    labels = {"service_name": "shop", "feature_name": "checkout", "slo_name": "payments"}
    config = {"kind": "ServiceLevelObjective", "metadata": {"name": "payments", "labels": labels}, "spec": spec}
    backend = {"class": "given.GivenBackend", "events": (good, bad)}
    found = SLOReport(config=config, backend=backend, step=STEP, timestamp=1_795_878_420)
    return found.error_budget_burn_rate, found.alert, found.consequence_message


for goal, good, bad in ((1.0, 0, 1000), (1.0, 999, 1), (0.99999, 999, 1), (0.999, 98_556, 1_444), (0.999, 98_554, 1_446)):
    print("goal", goal, "|", good, "good", bad, "bad |", *report(goal, good, bad))
PY
PYTHONPATH=. python/bin/python report.py 2>/dev/null | tee seen

diff - seen <<'EXPECTED' && echo "as found: slo-generator 2.6.0"
goal 1.0 | 0 good 1000 bad | 0 False all is well
goal 1.0 | 999 good 1 bad | 0 False all is well
goal 0.99999 | 999 good 1 bad | 100.0 True page
goal 0.999 | 98556 good 1444 bad | 14.4 False Missed for this measurement window, but not enough to alert
goal 0.999 | 98554 good 1446 bad | 14.5 True page
EXPECTED
