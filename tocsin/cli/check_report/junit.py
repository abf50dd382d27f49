"""What was found as JUnit XML, which continuous integration systems show.

A suite is a check, so that each has a history; a test case is a resource with a problem. A check
that found nothing that counts has one case, which passes.
"""

from collections.abc import Iterator, Sequence
from xml.etree import ElementTree as ET

from tocsin.checks import Coverage
from tocsin.cli.check_report.coverage import coverage_line
from tocsin.cli.check_report.result import CheckResult
from tocsin.cli.check_report.spot import spot
from tocsin.diagnostics import printable, printable_line
from tocsin.triage import Finding, rules

_SCORE = "score of coverage"


def junit(result: CheckResult) -> str:
    """Return a document with a test suite for each check that was asked."""
    by_check: dict[str, list[Finding]] = {
        rule: [] for rule in rules() if rule in result.triage.asked
    }
    for finding in result.triage.findings:
        by_check.setdefault(finding.problem.kind, []).append(finding)
    suites = ET.Element("testsuites", name="tocsin check")
    for check, findings in by_check.items():
        suite = ET.SubElement(suites, "testsuite", name=printable_line(check))
        for case in _cases(check, findings, result):
            suite.append(case)
        _count(suite, [suite])
    if result.coverage is not None:
        suites.append(_coverage(result, result.coverage))
    _count(suites, list(suites))
    ET.indent(suites)
    return ET.tostring(suites, encoding="unicode", xml_declaration=True) + "\n"


def _coverage(result: CheckResult, coverage: Coverage) -> ET.Element:
    """Return a suite whose case fails if the score is not what it has to be."""
    suite = ET.Element("testsuite", name=_SCORE)
    case = ET.SubElement(suite, "testcase", classname=_SCORE, name="score", time="0")
    line = printable_line(coverage_line(result, coverage))
    if result.is_covered:
        ET.SubElement(case, "system-out").text = line
    else:
        ET.SubElement(case, "failure", message=line, type="coverage")
    _count(suite, [suite])
    return suite


def _cases(check: str, findings: Sequence[Finding], result: CheckResult) -> Iterator[ET.Element]:
    if not any(each.counts for each in findings):
        title = rules()[check].title if check in rules() else check
        yield ET.Element("testcase", classname=printable_line(check), name=title, time="0")
    for finding in findings:
        yield _case(finding, result)


def _case(finding: Finding, result: CheckResult) -> ET.Element:
    """Return the case of a problem: only what fails the run is a failure."""
    problem, place = finding.problem, finding.place
    number = f" ({finding.number})" if finding.number > 1 else ""
    case = ET.Element(
        "testcase",
        classname=printable_line(problem.kind),
        name=printable_line(f"{place.stack}/{place.subject}{number}"),
        time="0",
    )
    text = printable(_text(finding, result))
    if not finding.counts:
        ET.SubElement(case, "skipped", message=printable_line(_why_not(finding)))
    elif result.fails(finding):
        message = printable_line(problem.what)
        failure = ET.SubElement(case, "failure", message=message, type=problem.severity)
        failure.text = text
        return case
    ET.SubElement(case, "system-out").text = text
    return case


def _why_not(finding: Finding) -> str:
    if finding.waiver is not None:
        return f"waived: {finding.waiver.because}"
    return "in the baseline"


def _text(finding: Finding, result: CheckResult) -> str:
    problem = finding.problem
    position = problem.where.position
    line = f":{position.line}:{position.column}" if position else ""
    lines = [
        f"{result.file(problem.where)}{line}: {problem.severity}: {problem.what}",
        f"at: {spot(finding.place, problem.where)}",
        *([f"why: {problem.why}"] if problem.why else []),
        f"fix: {problem.fix}",
    ]
    return "\n".join(map(printable_line, lines))


def _count(element: ET.Element, suites: Sequence[ET.Element]) -> None:
    """Write the numbers that tools add up."""
    cases = [case for suite in suites for case in suite.iter("testcase")]
    element.set("tests", str(len(cases)))
    element.set("failures", str(sum(case.find("failure") is not None for case in cases)))
    element.set("errors", "0")
    if element.tag == "testsuite":
        element.set("skipped", str(sum(case.find("skipped") is not None for case in cases)))
    element.set("time", "0")
