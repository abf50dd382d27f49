#!/usr/bin/env bash
# Intervals and thresholds of a dashboard, as Grafana's own library reads them: a table of docs/compatibility.md.
#
# Grafana (https://grafana.com/docs/grafana/latest/panels-visualizations/query-transform-data/): the least interval of a query is a
# number and a unit, as 1m or 30s. (https://grafana.com/docs/grafana/latest/panels-visualizations/configure-thresholds/): a threshold
# colours the values from itself to the next. Go (https://pkg.go.dev/time#ParseDuration): durations are as 1.5h and 2h45m, without
# spaces.
#
# Guess: 1h30m is 90 minutes or an error, what is called a duration of Go is one, and the order of thresholds does not matter.
# Seen:  npm @grafana/data 13.2.3 cuts an interval after its first whole number and looks for the unit elsewhere: 1h30m, 1.5h and
#        1h 30m are one hour, 1d12h is a day, 0.5m is nothing. isValidGoDuration refuses 1h30m and takes 1h 30m. Of
#        thresholds the last one written that a value reaches counts, so that 95 is yellow where red from 90 comes before yellow
#        from 50.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init --yes >/dev/null 2>&1; npm install --silent --no-audit --no-fund @grafana/data@13.2.3 jsdom@26.1.0 >/dev/null 2>&1

cat > read.js <<'JS'
const { JSDOM } = require("jsdom");
const { window } = new JSDOM("", { url: "http://localhost" });
Object.assign(global, { window, document: window.document, localStorage: window.localStorage });
for (const each of ["Element", "HTMLElement", "Node", "MutationObserver"]) global[each] = window[each];
Object.defineProperty(global, "navigator", { value: window.navigator, configurable: true });
const { getActiveThreshold, isValidGoDuration, rangeUtil } = require("@grafana/data");

for (const written of ["30s", "90m", "1h30m", "1h 30m", "1.5h", "1d12h", "1m30s", "0.5m"]) {
  const seconds = rangeUtil.intervalToMs(written) / 1000;
  console.log(`${written} | ${seconds} s | a duration of Go: ${isValidGoDuration(written)}`);
}
const [green, yellow, red] = [[-Infinity, "green"], [50, "yellow"], [90, "red"]].map(([value, color]) => ({ value, color }));
for (const steps of [[green, yellow, red], [green, red, yellow]]) {
  console.log(steps.map((each) => each.color).join(" "), "| 95 is", getActiveThreshold(95, steps).color);
}
JS
node read.js 2>/dev/null | tee seen

diff - seen <<'EXPECTED' && echo "as found: @grafana/data 13.2.3"
30s | 30 s | a duration of Go: true
90m | 5400 s | a duration of Go: true
1h30m | 3600 s | a duration of Go: false
1h 30m | 3600 s | a duration of Go: true
1.5h | 3600 s | a duration of Go: true
1d12h | 86400 s | a duration of Go: false
1m30s | 60 s | a duration of Go: false
0.5m | 0 s | a duration of Go: true
green yellow red | 95 is red
green red yellow | 95 is yellow
EXPECTED
