#!/usr/bin/env bash
# Rules for alerts on burn rates, generated from objectives.
#
# Google's workbook (https://sre.google/workbook/alerting-on-slos/): a page at a burn rate of 14.4 means that 14.4 times
# the errors happen that the objective allows. All requests fail at a ratio of 1.
#
# Guess: whatever objective is accepted, an outage of everything pages; or the objective is refused.
# Seen:  pip slokit-sre 1.0.1 takes an objective of 90 %, and writes a page that waits for an error ratio above 1.44. The fast
#        page can fire from an objective of 93.1 % on alone; below, an outage of everything pages by the window of six hours,
#        and below 83.4 % not at all.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check slokit-sre==1.0.1 2>/dev/null

cat > rules.py <<'PY'
import re

from slo_kit.alerts.prometheus_rules import generate_rules
from slo_kit.models import SLI, SLO, Target, Window

sli = SLI(good_query="sum(rate(good[{window}]))", total_query="sum(rate(all[{window}]))")
for objective in (0.999, 0.932, 0.93, 0.9, 0.83):
    slo = SLO(name="checkout", sli=sli, target=Target(objective=objective), window=Window(duration="30d"))
    (group,) = generate_rules(slo)["groups"]
    pages = [rule for rule in group["rules"] if rule["labels"].get("severity") == "page"]
    limits = [float(re.search(r"> ([\d.]+)", rule["expr"]).group(1)) for rule in pages]
    print(objective, "|", *limits, "|", "pages" if min(limits) < 1 else "never pages")
PY
python/bin/python rules.py | tee seen

diff - seen <<'EXPECTED' && echo "as found: slokit-sre 1.0.1"
0.999 | 0.0144 0.006 | pages
0.932 | 0.9792 0.408 | pages
0.93 | 1.008 0.42 | pages
0.9 | 1.44 0.6 | pages
0.83 | 2.448 1.02 | never pages
EXPECTED
