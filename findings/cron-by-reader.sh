#!/usr/bin/env bash
# AWS's cron expressions by their readers for Python and Node: a table of docs/compatibility.md.
#
# AWS (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html): 1 is Sunday; a step counts
# from its first value to the end of the field; 15W is the weekday nearest to the 15th in the same month, LW the last weekday
# of the month, 6L its last Friday, 2#1 its first Monday, and L in days of the week is Saturday; hours may pass midnight.
#
# Guess: both read what AWS's table shows.
# Seen:  of twelve expressions, pip pyawscron 1.0.7 raises an error over three and npm aws-cron-parser 1.1.12 over four: LW,
#        L as a day of the week, hours that pass midnight, and steps that pass the end of a day. They agree on the others.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check pyawscron==1.0.7 2>/dev/null
npm init --yes >/dev/null 2>&1; npm install --silent --no-audit --no-fund aws-cron-parser@1.1.12 >/dev/null 2>&1

cat > expressions.json <<'JSON'
["0 3 * * ? *", "0 9 ? * 2 *", "0 9 ? * MON-FRI *", "0 20-2 * * ? *", "0 0/36 * * ? *", "0 3 L * ? *", "0 3 LW * ? *",
 "0 3 15W * ? *", "0 3 ? * 6L *", "0 3 ? * 2#1 *", "0 3 ? * 6#5 *", "0 3 ? * L *"]
JSON
cat > runs.js <<'JS'
const { parse, next } = require("aws-cron-parser");
const runs = require("./expressions.json").map((expression) => {
  try {
    const seen = [];
    let last = new Date(Date.UTC(2027, 0, 29));
    while (seen.length < 4) {
      last = next(parse(expression), last);
      seen.push(last.toISOString().slice(0, 13));
    }
    return seen.join(" ");
  } catch { return "error"; }
});
console.log(JSON.stringify(runs));
JS
cat > runs.py <<'PY'
import json
import sys
from datetime import datetime, timezone

from pyawscron import AWSCron


def runs(expression):
    seen, last = [], datetime(2027, 1, 29, tzinfo=timezone.utc)
    try:
        while len(seen) < 4:
            last = AWSCron(expression).occurrence(last).next()
            seen.append(last.isoformat()[:13])
    except Exception:
        return "error"
    return " ".join(seen)


for expression, by_node in zip(json.load(open("expressions.json")), json.load(sys.stdin)):
    by_python = runs(expression)
    print(expression, "|", f"both: {by_node}" if by_node == by_python else f"Node: {by_node} | Python: {by_python}")
PY
node runs.js | python/bin/python runs.py | tee seen

diff - seen <<'EXPECTED' && echo "as found: pyawscron 1.0.7, aws-cron-parser 1.1.12"
0 3 * * ? * | both: 2027-01-29T03 2027-01-30T03 2027-01-31T03 2027-02-01T03
0 9 ? * 2 * | both: 2027-02-01T09 2027-02-08T09 2027-02-15T09 2027-02-22T09
0 9 ? * MON-FRI * | both: 2027-01-29T09 2027-02-01T09 2027-02-02T09 2027-02-03T09
0 20-2 * * ? * | both: error
0 0/36 * * ? * | Node: error | Python: 2027-01-30T00 2027-01-31T00 2027-02-01T00 2027-02-02T00
0 3 L * ? * | both: 2027-01-31T03 2027-02-28T03 2027-03-31T03 2027-04-30T03
0 3 LW * ? * | both: error
0 3 15W * ? * | both: 2027-02-15T03 2027-03-15T03 2027-04-15T03 2027-05-14T03
0 3 ? * 6L * | both: 2027-01-29T03 2027-02-26T03 2027-03-26T03 2027-04-30T03
0 3 ? * 2#1 * | both: 2027-02-01T03 2027-03-01T03 2027-04-05T03 2027-05-03T03
0 3 ? * 6#5 * | both: 2027-01-29T03 2027-04-30T03 2027-07-30T03 2027-10-29T03
0 3 ? * L * | both: error
EXPECTED
