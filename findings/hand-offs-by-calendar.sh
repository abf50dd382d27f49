#!/usr/bin/env bash
# Hand-offs each day at 02:30 in Berlin, over both changes of clocks, by readers of iCalendar: a table of docs/compatibility.md.
#
# RFC 5545 (https://www.rfc-editor.org/rfc/rfc5545#section-3.3.5): a time that is skipped is read with the offset before the
# gap, so that 02:30 is 03:30 of summer time; a time that comes twice is its first.
#
# Guess: readers with a time zone agree, as the standard covers both cases.
# Seen:  pip icalendar 7.3.2 with recurring-ical-events 3.8.2 does as the standard says. pip vobject 0.9.9 hands off in March at
#        01:30 of winter time, an hour early, and so does npm ical.js 2.2.1, which in October takes the second 02:30. npm rrule 2.8.1 is as wrong as
#        ical.js on a host with UTC, and hours early on one in New York. npm rrule-temporal 2.2.8 has no
#        hand-off in March. npm node-ical 0.26.1 does as the standard says.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check icalendar==7.3.2 recurring-ical-events==3.8.2 vobject==0.9.9 2>/dev/null
npm init --yes >/dev/null 2>&1
npm install --silent --no-audit --no-fund ical.js@2.2.1 node-ical@0.26.1 rrule@2.8.1 rrule-temporal@2.2.8 >/dev/null 2>&1

cat > rota.ics <<'ICS'
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example//rota//EN
BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:STANDARD
DTSTART:19961027T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19810329T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
UID:rota@example.com
DTSTAMP:20270101T000000Z
SUMMARY:primary
DTSTART;TZID=Europe/Berlin:20270301T023000
DURATION:PT1H
RRULE:FREQ=DAILY
END:VEVENT
END:VCALENDAR
ICS
cat > read.py <<'PY'
from datetime import date, datetime, timezone

import recurring_ical_events
import vobject
from icalendar import Calendar

text = open("rota.ics", newline="").read().replace("\n", "\r\n")
DAYS = {"March": date(2027, 3, 28), "October": date(2027, 10, 31)}
for month, day in DAYS.items():
    events = recurring_ical_events.of(Calendar.from_ical(text)).at(day)
    starts = sorted(event.start.astimezone(timezone.utc) for event in events)
    print(month, "| recurring-ical-events |", *[f"{start:%d %H:%M}" for start in starts])
rules = vobject.readOne(text).vevent.getrruleset(addRDate=True)
for month, day in DAYS.items():
    zone = vobject.readOne(text).vevent.dtstart.value.tzinfo
    begin, end = (datetime(day.year, day.month, day.day, hour, tzinfo=zone) for hour in (0, 23))
    print(month, "| vobject |", *[f"{start.astimezone(timezone.utc):%d %H:%M}" for start in rules.between(begin, end)])
PY
cat > read.js <<'JS'
const fs = require("fs");
const text = fs.readFileSync("rota.ics", "utf8").replaceAll("\n", "\r\n");
const DAYS = { March: "2027-03-28", October: "2027-10-31" };
const shown = (starts) => starts.map((start) => start.toISOString().slice(8, 16).replace("T", " ")).join(" ");
(async () => {
  const ICAL = (await import("ical.js")).default;
  const component = new ICAL.Component(ICAL.parse(text));
  const zone = new ICAL.Timezone(component.getFirstSubcomponent("vtimezone"));
  ICAL.TimezoneService.register(zone);
  for (const [month, day] of Object.entries(DAYS)) {
    const event = new ICAL.Event(component.getFirstSubcomponent("vevent"));
    const starts = event.iterator();
    const found = [];
    for (let next = starts.next(); next && next.toString().slice(0, 10) <= day; next = starts.next())
      if (next.toString().slice(0, 10) === day) found.push(next.toJSDate());
    console.log(month, "| ical.js |", shown(found));
  }
})();
JS
cat > rules.js <<'JS'
const fs = require("fs");
const { expandRecurringEvent, sync } = require("node-ical");
const { rrulestr } = require("rrule");
const text = fs.readFileSync("rota.ics", "utf8");
const rule = text.split("BEGIN:VEVENT")[1].split("\n").filter((line) => /^(DTSTART|RRULE)/.test(line)).join("\n");
const DAYS = { March: ["2027-03-27T12:00Z", "2027-03-28T12:00Z"], October: ["2027-10-30T12:00Z", "2027-10-31T12:00Z"] };
const shown = (times) => times.map((time) => new Date(time).toISOString().slice(8, 16).replace("T", " ")).join(" ") || "none";
(async () => {
  const { RRuleTemporal } = await import("rrule-temporal");
  const event = Object.values(sync.parseICS(text.replaceAll("\n", "\r\n"))).find((each) => each.type === "VEVENT");
  for (const [month, days] of Object.entries(DAYS)) {
    const [from, to] = days.map((day) => new Date(day));
    const host = process.env.TZ;
    console.log(month, `| rrule, in ${host} |`, shown(rrulestr(rule).between(from, to)));
    if (host !== "UTC") continue;
    const temporal = new RRuleTemporal({ rruleString: rule }).between(from, to);
    console.log(month, "| rrule-temporal |", shown(temporal.map((each) => each.epochMilliseconds)));
    console.log(month, "| node-ical |", shown(expandRecurringEvent(event, { from, to }).map((each) => each.start)));
  }
})();
JS
{ python/bin/python read.py; TZ=UTC node read.js; TZ=UTC node rules.js; TZ=America/New_York node rules.js; } | tee seen

diff - seen <<'EXPECTED' && echo "as found: recurring-ical-events 3.8.2, vobject 0.9.9, ical.js 2.2.1, node-ical 0.26.1, rrule 2.8.1, rrule-temporal 2.2.8"
March | recurring-ical-events | 28 01:30
October | recurring-ical-events | 31 00:30
March | vobject | 28 00:30
October | vobject | 31 00:30
March | ical.js | 28 00:30
October | ical.js | 31 01:30
March | rrule, in UTC | 28 00:30
March | rrule-temporal | none
March | node-ical | 28 01:30
October | rrule, in UTC | 31 01:30
October | rrule-temporal | 31 00:30
October | node-ical | 31 00:30
March | rrule, in America/New_York | 27 20:30
October | rrule, in America/New_York | 30 21:30
EXPECTED
