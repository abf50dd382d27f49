#!/usr/bin/env bash
# A run at 02:30 each night in Berlin, in the nights in which clocks change, by engines that take a time zone.
#
# AWS (https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html): EventBridge
# Scheduler passes over a time that does not exist, and runs once at one that comes twice.
#
# Guess: engines that document daylight saving agree with each other, if not with AWS.
# Seen:  in March none passes over it. pip croniter 7.0.0, pip cronsim 2.8 and npm croner 11.0.1 run at 03:00, when
#        nothing is planned; npm cron-parser 5.10.6 and pip APScheduler 3.11.3 at 03:30. In October croniter and
#        APScheduler run twice, and the others once. Of "*/30 2 * * *", croniter and APScheduler make one run in March, cron-parser
#        two, cronsim and croner none; in October cron-parser makes two, and the others four.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check croniter==7.0.0 cronsim==2.8 APScheduler==3.11.3 2>/dev/null
npm init --yes >/dev/null 2>&1; npm install --silent --no-audit --no-fund cron-parser@5.10.6 croner@11.0.1 >/dev/null 2>&1

cat > nights.json <<'JSON'
[
  ["March", "30 2 * * *", "2027-03-27T12:00:00Z", "2027-03-28T12:00:00Z"],
  ["October", "30 2 * * *", "2027-10-30T12:00:00Z", "2027-10-31T12:00:00Z"],
  ["March", "*/30 2 * * *", "2027-03-27T12:00:00Z", "2027-03-28T12:00:00Z"],
  ["October", "*/30 2 * * *", "2027-10-30T12:00:00Z", "2027-10-31T12:00:00Z"]
]
JSON
cat > nights.py <<'PY'
import json
from datetime import datetime, timedelta, timezone
from itertools import takewhile
from zoneinfo import ZoneInfo

from apscheduler.triggers.cron import CronTrigger
from croniter import croniter
from cronsim import CronSim

BERLIN = ZoneInfo("Europe/Berlin")


def by_croniter(expression, begin):
    runs = croniter(expression, begin)
    while True:
        yield runs.get_next(datetime)


def by_apscheduler(expression, begin):
    trigger, last, now = CronTrigger.from_crontab(expression, timezone=BERLIN), None, begin
    while True:
        last = trigger.get_next_fire_time(last, now)
        yield last
        now = (last.astimezone(timezone.utc) + timedelta(seconds=1)).astimezone(BERLIN)


engines = {"croniter": by_croniter, "cronsim": CronSim, "APScheduler": by_apscheduler}
for night, expression, begin, end in json.load(open("nights.json")):
    for name, engine in engines.items():
        instants = (run.astimezone(timezone.utc) for run in engine(expression, datetime.fromisoformat(begin).astimezone(BERLIN)))
        runs = [run.astimezone(BERLIN) for run in takewhile(lambda run: run < datetime.fromisoformat(end), instants)]
        print(night, "|", expression, "|", name, "|", *[f"{run:%H:%M%z}" for run in runs] or ["none"])
PY
cat > nights.js <<'JS'
const { CronExpressionParser } = require("cron-parser");
const { Cron } = require("croner");
const engines = {
  "cron-parser": (expression, begin) => {
    const runs = CronExpressionParser.parse(expression, { currentDate: begin, tz: "Europe/Berlin" });
    return Array.from({ length: 6 }, () => runs.next().toDate());
  },
  croner: (expression, begin) => new Cron(expression, { timezone: "Europe/Berlin", paused: true }).nextRuns(6, begin),
};
const clock = (run) => {
  const shown = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/Berlin", hour: "2-digit", minute: "2-digit", timeZoneName: "longOffset" });
  const part = Object.fromEntries(shown.formatToParts(run).map(({ type, value }) => [type, value]));
  return `${part.hour}:${part.minute}${part.timeZoneName.replace("GMT", "").replace(":", "")}`;
};
for (const [night, expression, begin, end] of require("./nights.json"))
  for (const [name, engine] of Object.entries(engines)) {
    const runs = engine(expression, new Date(begin)).filter((run) => run < new Date(end));
    console.log(night, "|", expression, "|", name, "|", runs.map(clock).join(" ") || "none");
  }
JS
{ python/bin/python nights.py; node nights.js; } | tee seen

diff - seen <<'EXPECTED' && echo "as found: croniter 7.0.0, cronsim 2.8, APScheduler 3.11.3, cron-parser 5.10.6, croner 11.0.1"
March | 30 2 * * * | croniter | 03:00+0200
March | 30 2 * * * | cronsim | 03:00+0200
March | 30 2 * * * | APScheduler | 03:30+0200
October | 30 2 * * * | croniter | 02:30+0200 02:30+0100
October | 30 2 * * * | cronsim | 02:30+0200
October | 30 2 * * * | APScheduler | 02:30+0200 02:30+0100
March | */30 2 * * * | croniter | 03:00+0200
March | */30 2 * * * | cronsim | none
March | */30 2 * * * | APScheduler | 03:00+0200
October | */30 2 * * * | croniter | 02:00+0200 02:30+0200 02:00+0100 02:30+0100
October | */30 2 * * * | cronsim | 02:00+0200 02:30+0200 02:00+0100 02:30+0100
October | */30 2 * * * | APScheduler | 02:00+0200 02:30+0200 02:00+0100 02:30+0100
March | 30 2 * * * | cron-parser | 03:30+0200
March | 30 2 * * * | croner | 03:00+0200
October | 30 2 * * * | cron-parser | 02:30+0200
October | 30 2 * * * | croner | 02:30+0200
March | */30 2 * * * | cron-parser | 03:00+0200 03:30+0200
March | */30 2 * * * | croner | none
October | */30 2 * * * | cron-parser | 02:00+0200 02:30+0200
October | */30 2 * * * | croner | 02:00+0200 02:30+0200 02:00+0100 02:30+0100
EXPECTED
