#!/usr/bin/env bash
# Results of a check in SARIF, turned into a comment on a pull request.
#
# Guess: each result is in the comment with its own message, below the name of its rule.
# Seen:  npm @security-alert/sarif-to-markdown 1.11.1 shows the message of a rule's first result for all places of that
#        rule: the comment says three times that alarm A tells nobody, and names neither B nor C. A result of the kind
#        "pass" stands among the errors.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init --yes >/dev/null 2>&1
npm install --silent --no-audit --no-fund @security-alert/sarif-to-markdown@1.11.1 >/dev/null 2>&1

cat > comment.js <<'JS'
const { sarifToMarkdown } = require("@security-alert/sarif-to-markdown");
const result = (text, line, more) => ({
  ruleId: "no-action",
  ruleIndex: 0,
  level: "error",
  message: { text },
  locations: [{ physicalLocation: { artifactLocation: { uri: "a.json" }, region: { startLine: line } } }],
  ...more,
});
const results = [
  result("Alarm A tells nobody", 3),
  result("Alarm B tells nobody", 6),
  result("Alarm C tells nobody", 9),
  result("Alarm D tells people", 12, { kind: "pass", level: "none" }),
];
const rules = [{ id: "no-action", shortDescription: { text: "Actions" }, defaultConfiguration: { level: "error" } }];
const log = { version: "2.1.0", runs: [{ tool: { driver: { name: "Example", rules } }, results }] };
const options = { title: "Checks", owner: "shop", repo: "shop", branch: "main", sourceRoot: "" };
const [{ body }] = sarifToMarkdown(options)(log);
console.log(body.split("## Rules")[0].split("\n").filter((line) => line.trim().startsWith("-")).join("\n"));
JS
node comment.js | tee seen

diff - seen <<'EXPECTED' && echo "as found: @security-alert/sarif-to-markdown 1.11.1"
- **[ERROR]** **[no-action]**  `Alarm A tells nobody`
    - https://github.com/shop/shop/blob/main/a.json#L3
    - https://github.com/shop/shop/blob/main/a.json#L6
    - https://github.com/shop/shop/blob/main/a.json#L9
    - https://github.com/shop/shop/blob/main/a.json#L12
EXPECTED
