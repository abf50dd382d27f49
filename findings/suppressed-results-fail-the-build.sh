#!/usr/bin/env bash
# Results of a check in SARIF, some accepted by the team, in a gate of a pipeline.
#
# SARIF (https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/sarif-v2.1.0-os.html#_Toc34317733): a result whose suppressions
# are all accepted is suppressed; (#_Toc34317646) the kind "pass" says that what was looked at is right.
#
# Guess: a reader that can fail a build, and knows levels, leaves out what was suppressed and what passed.
# Seen:  pip sarif-tools 3.0.5 counts suppressed results as any other, in `summary`, `csv` and `--check`: the build fails
#        over the one alarm that the team has accepted. What passed is listed among the issues.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check sarif-tools==3.0.5 2>/dev/null

cat > results.sarif <<'JSON'
{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "Example"}}, "results": [
  {"ruleId": "no-action", "level": "error", "message": {"text": "Alarm A tells nobody"},
   "suppressions": [{"kind": "external", "status": "accepted", "justification": "used by day only"}],
   "locations": [{"physicalLocation": {"artifactLocation": {"uri": "a.json"}, "region": {"startLine": 3}}}]},
  {"ruleId": "no-action", "kind": "pass", "level": "none", "message": {"text": "Alarm B tells people"},
   "locations": [{"physicalLocation": {"artifactLocation": {"uri": "a.json"}, "region": {"startLine": 9}}}]}
]}]}
JSON
{
  code=0; python/bin/sarif --check error summary results.sarif 2>/dev/null || code=$?
  echo "exit $code"
  python/bin/sarif csv --output results.csv results.sarif >/dev/null; cat results.csv
} | grep . | tee seen

diff - seen <<'EXPECTED' && echo "as found: sarif-tools 3.0.5"
error: 1
 - no-action Alarm A tells nobody: 1
warning: 0
note: 0
none: 1
 - no-action Alarm B tells people: 1
exit 1
Tool,Severity,Code,Description,Location,Line
Example,error,no-action,Alarm A tells nobody,a.json,3
Example,none,no-action,Alarm B tells people,a.json,9
EXPECTED
