"""What counts as Checkstyle's XML, which many services and editors of code read.

https://github.com/checkstyle/checkstyle/blob/master/src/main/java/com/puppycrawl/tools/checkstyle/XMLLogger.java
"""

from collections.abc import Mapping
from xml.etree import ElementTree as ET

from tocsin.cli.check_report.result import CheckResult
from tocsin.cli.check_report.spot import spot
from tocsin.cli.failed_run import FailedRun
from tocsin.diagnostics import Problem, printable_line

_VERSION = "4.3"
_SEVERITIES: Mapping[str, str] = {"error": "error", "warning": "warning", "note": "info"}


def checkstyle(result: CheckResult) -> str:
    """Return a document with an element for each file, and in it one for each problem."""
    by_file: dict[str, list[tuple[str, Problem]]] = {}
    for finding in result.triage.new:
        problem = finding.problem
        said = by_file.setdefault(result.file(problem.where), [])
        said.append((spot(finding.place, problem.where), problem))
    return _document(by_file)


def checkstyle_of_failure(failed: FailedRun) -> str:
    """Return a document of a run that came to no result, with what is wrong."""
    by_file: dict[str, list[tuple[str, Problem]]] = {}
    for problem in failed.problems:
        by_file.setdefault(problem.where.source, []).append((problem.where.subject, problem))
    return _document(by_file, failed.message)


def _document(by_file: Mapping[str, list[tuple[str, Problem]]], failure: str = "") -> str:
    top = ET.Element("checkstyle", version=_VERSION)
    for file, problems in by_file.items():
        element = ET.SubElement(top, "file", name=printable_line(file))
        for at, problem in problems:
            element.append(_error(at, problem))
    if failure:
        element = ET.SubElement(top, "file", name="tocsin")
        attributes = {"severity": "error", "message": printable_line(failure), "source": "tocsin"}
        ET.SubElement(element, "error", attributes)
    ET.indent(top)
    return ET.tostring(top, encoding="unicode", xml_declaration=True) + "\n"


def _error(at: str, problem: Problem) -> ET.Element:
    position = problem.where.position
    element = ET.Element("error")
    if position is not None:
        element.set("line", str(position.line))
        element.set("column", str(position.column))
    element.set("severity", _SEVERITIES[problem.severity])
    element.set("message", printable_line(f"{at}{at and ': '}{problem.what}; {problem.fix}"))
    element.set("source", printable_line(f"tocsin.{problem.kind}"))
    return element
