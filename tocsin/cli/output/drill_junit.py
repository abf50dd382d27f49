"""Drills as JUnit XML, which continuous integration systems show."""

from collections.abc import Sequence
from xml.etree import ElementTree as ET

from tocsin.cli.output.findings import explanations_of, reason_of, wait_of
from tocsin.diagnostics import printable
from tocsin.drills import Outcome


def junit(outcomes: Sequence[Outcome]) -> str:
    """Return a document with a test suite for each file and a test case for each drill."""
    suites = ET.Element("testsuites", name="tocsin test")
    by_file: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        by_file.setdefault(outcome.drill.where.source, []).append(outcome)
    for file, inside in by_file.items():
        failed = sum(not outcome.passes for outcome in inside)
        suite = ET.SubElement(
            suites, "testsuite", name=printable(file), tests=str(len(inside)), failures=str(failed)
        )
        for outcome in inside:
            _case(suite, outcome)
    ET.indent(suites)
    return ET.tostring(suites, encoding="unicode", xml_declaration=True) + "\n"


def _case(suite: ET.Element, outcome: Outcome) -> None:
    drill = outcome.drill
    case = ET.SubElement(
        suite, "testcase", classname=printable(drill.where.source), name=printable(drill.name)
    )
    if drill.where.position is not None:
        case.set("line", str(drill.where.position.line))
    for refused in outcome.not_evaluated:
        ET.SubElement(case, "failure", message=printable(str(refused)))
    for failure in outcome.failures:
        about = f"{failure.alarm}: " if failure.alarm else ""
        message = f"{about}expected {failure.expected}, got {failure.actual}"
        element = ET.SubElement(case, "failure", message=printable(message))
        details = (f"{about}: {text}" for about, text in explanations_of(outcome, failure))
        notes = (*details, reason_of(outcome, failure), wait_of(outcome, failure.alarm))
        element.text = printable("\n".join(filter(None, notes)))
