"""Drills as JUnit XML, which continuous integration systems show."""

from collections.abc import Mapping, Sequence
from xml.etree import ElementTree as ET

from tocsin.cli.output.findings import Findings, explanations_of, reason_of, wait_of
from tocsin.diagnostics import printable
from tocsin.drills import Outcome


def junit(found: Findings) -> str:
    """Return a document with a test suite for each file and a test case for each drill."""
    by_file: dict[str, list[tuple[Outcome, float]]] = {}
    for outcome, seconds in zip(found.outcomes, found.seconds, strict=True):
        by_file.setdefault(outcome.drill.where.source, []).append((outcome, seconds))
    every = [pair for pairs in by_file.values() for pair in pairs]
    suites = ET.Element("testsuites", {"name": "tocsin test", **_sums(every)})
    for file, inside in by_file.items():
        suite = ET.SubElement(suites, "testsuite", {"name": printable(file), **_sums(inside)})
        for outcome, seconds in inside:
            _case(suite, outcome, seconds)
    _other(suites, "alarms that AWS refuses", _refused(found))
    _other(suites, "changes that no drill notices", _survivors(found))
    ET.indent(suites)
    return ET.tostring(suites, encoding="unicode", xml_declaration=True) + "\n"


def _refused(found: Findings) -> dict[str, str]:
    return {each.alarm: str(each) for each in found.not_evaluated if each.is_refused}


def _survivors(found: Findings) -> dict[str, str]:
    survivors = found.mutation.survivors if found.mutation else ()
    return {
        f"{each.alarm.name}: {each.mutant.name}": f"no drill notices {each.mutant.name} "
        f"in place of {each.mutant.original}"
        for each in survivors
    }


def _other(suites: ET.Element, name: str, failures: Mapping[str, str]) -> None:
    """Add a suite of what fails the run beside drills, if there is anything."""
    if not failures:
        return
    count = str(len(failures))
    suite = ET.SubElement(
        suites, "testsuite", name=name, tests=count, failures=count, errors="0", time="0.000"
    )
    for case_name, message in failures.items():
        case = ET.SubElement(
            suite, "testcase", classname=name, name=printable(case_name), time="0.000"
        )
        ET.SubElement(case, "failure", message=printable(message))
    for attribute in ("tests", "failures"):
        suites.set(attribute, str(int(suites.get(attribute, "0")) + len(failures)))


def _sums(timed: Sequence[tuple[Outcome, float]]) -> dict[str, str]:
    """Return the numbers that tools add up."""
    return {
        "tests": str(len(timed)),
        "failures": str(sum(not outcome.passes for outcome, _ in timed)),
        "errors": "0",
        "time": f"{sum(seconds for _, seconds in timed):.3f}",
    }


def _case(suite: ET.Element, outcome: Outcome, seconds: float) -> None:
    drill = outcome.drill
    case = ET.SubElement(
        suite,
        "testcase",
        classname=printable(drill.where.source),
        name=printable(drill.name),
        time=f"{seconds:.3f}",
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
