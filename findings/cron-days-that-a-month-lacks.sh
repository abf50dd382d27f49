#!/usr/bin/env bash
# Two readers of AWS's cron expressions, asked for the runs of schedules on days that some months lack.
#
# AWS (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html): a day that a
# month does not have is no run in that month. "31W" is the weekday nearest to the 31st, of months with a 31st.
#
# Guess: both skip the months without the day.
# Seen:  npm aws-cron-parser 1.1.12 runs on the 3rd of March for the 31st of February, and on the 1st of March
#        for the 29th of February, three years out of four; pip pyawscron 1.0.7, a port of it, raises ValueError
#        for the same. The port knows 31W; the original throws.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv python >/dev/null
python/bin/pip install --quiet --disable-pip-version-check pyawscron==1.0.7 2>/dev/null
npm init --yes >/dev/null 2>&1; npm install --silent aws-cron-parser@1.1.12 >/dev/null 2>&1

cat > runs.js <<'JS'
const { parse, next } = require("aws-cron-parser");
for (const expression of ["0 3 31 * ? *", "0 3 29 2 ? *", "0 3 31W * ? *"]) {
  try {
    const runs = [];
    let last = new Date(Date.UTC(2027, 0, 1));
    while (runs.length < 3) {
      last = next(parse(expression), last);
      runs.push(last.toISOString().slice(0, 10));
    }
    console.log("aws-cron-parser", "|", expression, "|", runs.join(" "));
  } catch (error) {
    console.log("aws-cron-parser", "|", expression, "|", error.name);
  }
}
JS
cat > runs.py <<'PY'
from datetime import datetime, timezone

from pyawscron import AWSCron

for expression in ["0 3 31 * ? *", "0 3 29 2 ? *", "0 3 31W * ? *"]:
    runs, last = [], datetime(2027, 1, 1, tzinfo=timezone.utc)
    try:
        while len(runs) < 3:
            last = AWSCron(expression).occurrence(last).next()
            runs.append(last.date().isoformat())
        print("pyawscron", "|", expression, "|", *runs)
    except ValueError as error:
        print("pyawscron", "|", expression, "|", type(error).__name__)
PY
{ node runs.js; python/bin/python runs.py; } | tee seen

diff - seen <<'EXPECTED' && echo "as found: aws-cron-parser 1.1.12, pyawscron 1.0.7"
aws-cron-parser | 0 3 31 * ? * | 2027-01-31 2027-03-03 2027-03-31
aws-cron-parser | 0 3 29 2 ? * | 2027-03-01 2028-02-29 2029-03-01
aws-cron-parser | 0 3 31W * ? * | Error
pyawscron | 0 3 31 * ? * | ValueError
pyawscron | 0 3 29 2 ? * | ValueError
pyawscron | 0 3 31W * ? * | 2027-01-29 2027-03-31 2027-05-31
EXPECTED
