#!/usr/bin/env bash
# A schedule of Amazon EventBridge Scheduler that runs once, made by the AWS CDK of a moment and a time zone.
#
# AWS (https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html#one-time): at(yyyy-mm-ddThh:mm:ss) is a
# time on the clocks of ScheduleExpressionTimezone.
#
# Guess: a Date is an instant, so that the schedule runs at that instant, whichever time zone it is written in.
# Seen:  aws-cdk-lib 2.275.0 writes the clock of UTC and names the other zone: 14:00 UTC becomes 14:00 in Berlin, an hour
#        earlier, and 14:00 in Tokyo, nine hours earlier. Writing the moment with the offset of the zone does not help.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init --yes >/dev/null 2>&1
npm install --silent --no-audit --no-fund aws-cdk-lib@2.275.0 constructs@10.8.1 >/dev/null 2>&1

cat > once.js <<'JS'
const { TimeZone, aws_scheduler } = require("aws-cdk-lib");
for (const [moment, zone] of [
  ["2026-12-24T14:00:00Z", TimeZone.ETC_UTC],
  ["2026-12-24T14:00:00Z", TimeZone.EUROPE_BERLIN],
  ["2026-12-24T14:00:00Z", TimeZone.ASIA_TOKYO],
  ["2026-12-24T15:00:00+01:00", TimeZone.EUROPE_BERLIN],
]) {
  const schedule = aws_scheduler.ScheduleExpression.at(new Date(moment), zone);
  console.log(moment, "|", schedule.expressionString, schedule.timeZone.timezoneName);
}
JS
node once.js | tee seen

diff - seen <<'EXPECTED' && echo "as found: aws-cdk-lib 2.275.0"
2026-12-24T14:00:00Z | at(2026-12-24T14:00:00) Etc/UTC
2026-12-24T14:00:00Z | at(2026-12-24T14:00:00) Europe/Berlin
2026-12-24T14:00:00Z | at(2026-12-24T14:00:00) Asia/Tokyo
2026-12-24T15:00:00+01:00 | at(2026-12-24T14:00:00) Europe/Berlin
EXPECTED
