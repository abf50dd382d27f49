#!/usr/bin/env bash
# Results of a check in SARIF, turned into tests for a page of a pipeline.
#
# SARIF (https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/sarif-v2.1.0-os.html#_Toc34317648): a result without a level has
# the one of its rule's default configuration, and else "warning".
#
# Guess: each result becomes a test that fails, or at least each error does.
# Seen:  npm sarif-junit 1.1.4 looks at the level that is written beside the result alone: an error whose level stands
#        with its rule becomes a test that passes, and so does a result without any level. The report says one failure
#        where there are three.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init --yes >/dev/null 2>&1; npm install --silent --no-audit --no-fund sarif-junit@1.1.4 >/dev/null 2>&1

cat > write.js <<'JS'
const at = (line) => [{ physicalLocation: { artifactLocation: { uri: "a.json" }, region: { startLine: line } } }];
const rules = [{ id: "no-action", defaultConfiguration: { level: "error" } }, { id: "no-period" }];
const results = [
  { ruleId: "no-action", ruleIndex: 0, level: "error", message: { text: "level beside the result" }, locations: at(3) },
  { ruleId: "no-action", ruleIndex: 0, message: { text: "level with the rule" }, locations: at(6) },
  { ruleId: "no-period", ruleIndex: 1, message: { text: "no level at all" }, locations: at(9) },
];
const log = { version: "2.1.0", runs: [{ tool: { driver: { name: "Example", rules } }, results }] };
require("fs").writeFileSync("results.sarif", JSON.stringify(log));
JS
node write.js; npx sarif-junit -i results.sarif -o results.xml >/dev/null
tr -d '\n' < results.xml | sed 's/<test/\n<test/g' | sed -E 's/ +</</g; s/ (skipped|errors|file)="[^"]*"//g' | sed -E 's, *(<\/test(suite|suites)>)*$,,' | grep -E '<testcase|<testsuites' | tee seen

diff - seen <<'EXPECTED' && echo "as found: sarif-junit 1.1.4"
<testsuites tests="3" failures="1">
<testcase classname="no-action" name="Ln 3 level beside the result"><failure/></testcase>
<testcase classname="no-action" name="level with the rule"/>
<testcase classname="no-period" name="no level at all"/>
EXPECTED
