"""What hinders the checks, reported so that it stops the synthesis."""

from collections.abc import Iterable
from traceback import format_exception

import aws_cdk as cdk

from tocsin.diagnostics import Location, Problem, printable, printable_line
from tocsin.version import __version__
from tocsin_cdk.violations import description

_FATAL = "fatal"
"""What the CDK lets nobody acknowledge."""


def failure(problems: Iterable[Problem]) -> cdk.PolicyValidationPluginReport:
    """Return the report of checks that could not be made."""
    return cdk.PolicyValidationPluginReport(
        success=False,
        plugin_version=__version__,
        violations=[_violation(problem) for problem in problems],
    )


def defect_of(error: Exception) -> Problem:
    """Return a mistake of ours as a problem, with what is needed to find it."""
    return Problem(
        kind="checks/broken",
        where=Location(source="tocsin"),
        what=f"the checks broke off: {type(error).__name__}: {error}",
        fix="report it with the traceback, which is in validation-report.json of the assembly",
        why=printable("".join(format_exception(error))),
    )


def _violation(problem: Problem) -> cdk.PolicyViolation:
    # Without a resource the CDK would show nothing, and go on.
    # https://github.com/aws/aws-cdk/blob/v2.275.0/packages/aws-cdk-lib/core/lib/private/synthesis.ts
    nowhere = cdk.PolicyViolatingResource(locations=[])
    return cdk.PolicyViolation(
        rule_name=problem.kind,
        description=printable_line(description(problem)),
        fix=printable_line(problem.fix),
        severity=_FATAL,
        violating_resources=[nowhere],
    )
