"""What hinders the checks, reported so that it stops the synthesis."""

from collections.abc import Iterable
from traceback import format_exception

import aws_cdk as cdk

from tocsin.diagnostics import Location, Problem, printable, printable_line
from tocsin.version import __version__
from tocsin_cdk.severity import FATAL
from tocsin_cdk.violations import description


def failure(problems: Iterable[Problem]) -> cdk.PolicyValidationPluginReport:
    """Return the report of checks that could not be made, because of their input."""
    return _report(_violation(problem) for problem in problems)


def defect(error: Exception) -> cdk.PolicyValidationPluginReport:
    """Return the report of checks that broke off by a mistake of ours."""
    problem = Problem(
        kind="checks/broken",
        where=Location(source="tocsin"),
        what=f"the checks broke off: {type(error).__name__}: {error}",
        fix="report it with the traceback, which is in validation-report.json of the assembly",
    )
    traceback = printable("".join(format_exception(error)))
    return _report([_violation(problem, {"traceback": traceback})])


def _report(violations: Iterable[cdk.PolicyViolation]) -> cdk.PolicyValidationPluginReport:
    return cdk.PolicyValidationPluginReport(
        success=False, plugin_version=__version__, violations=list(violations)
    )


def _violation(problem: Problem, metadata: dict[str, str] | None = None) -> cdk.PolicyViolation:
    # Of a violation without a resource the CDK shows nothing, and goes on.
    nowhere = cdk.PolicyViolatingResource(locations=[])
    return cdk.PolicyViolation(
        rule_name=problem.kind,
        description=printable_line(description(problem)),
        fix=printable_line(problem.fix),
        severity=FATAL,
        rule_metadata=metadata,
        violating_resources=[nowhere],
    )
