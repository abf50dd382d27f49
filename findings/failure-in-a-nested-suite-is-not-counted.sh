#!/usr/bin/env bash
# A report of tests in JUnit's XML, with a suite in a suite, in a gate of a pipeline.
#
# https://github.com/testmoapp/junitxml, which describes what the readers of this format understand: a suite may hold
# suites.
#
# Guess: a failure counts, however deep its suite is, and `--max-failures 1` fails over it.
# Seen:  pip junit2html 31.1.4 never reads the inner suite: the test that failed is neither in the matrix nor on the
#        page, and the command ends with 0. Where the same test stands one level higher, `--max-failures 1` fails with
#        the matrix; with a page to write it is not looked at. pip junitparser 5.0.3 finds the failure in both files.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check junit2html==31.1.4 junitparser==5.0.3 2>/dev/null

pages='<testcase classname="night" name="pages"><failure message="late by 2m"/></testcase>'
queue='<testcase classname="payments" name="queue"/>'
echo "<testsuites><testsuite name='payments'>$pages$queue</testsuite></testsuites>" > flat.xml
echo "<testsuites><testsuite name='payments'><testsuite name='night'>$pages</testsuite>$queue</testsuite></testsuites>" > nested.xml

for report in flat nested; do
  code=0; python/bin/junit2html --summary-matrix --max-failures 1 $report.xml >matrix || code=$?
  echo "$report | junit2html, matrix | exit $code | $(grep -c pages matrix || true) lines about the test"
  code=0; python/bin/junit2html --max-failures 1 $report.xml page.html || code=$?
  echo "$report | junit2html, page | exit $code | $(grep -c 'late by' page.html || true) lines about the failure"
  code=0; python/bin/junitparser verify $report.xml || code=$?
  echo "$report | junitparser verify | exit $code"
done | tee seen

diff - seen <<'EXPECTED' && echo "as found: junit2html 31.1.4, junitparser 5.0.3"
flat | junit2html, matrix | exit 1 | 1 lines about the test
flat | junit2html, page | exit 0 | 1 lines about the failure
flat | junitparser verify | exit 1
nested | junit2html, matrix | exit 0 | 0 lines about the test
nested | junit2html, page | exit 0 | 0 lines about the failure
nested | junitparser verify | exit 1
EXPECTED
