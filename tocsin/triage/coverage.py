"""How resources are watched, once somebody's waivers are known."""

from tocsin.checks import Coverage, Subject, coverage_of
from tocsin.triage.triage import Triage

COVERAGE = "coverage"
"""The family of checks whose waivers say which alarms are not wanted."""


def examined_coverage(subject: Subject, found: Triage) -> Coverage:
    """Return how the resources of an assembly are watched; what is waived is not expected.

    Args:
        subject: The assembly.
        found: What its checks found, those of coverage among them.
    """
    return coverage_of(subject).waived(
        {
            finding.problem.where: finding.waiver.because
            for finding in found.findings
            if finding.waiver is not None and finding.problem.kind.partition("/")[0] == COVERAGE
        }
    )
