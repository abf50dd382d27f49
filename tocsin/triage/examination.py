"""From an assembly to what counts of it: asks the checks, and sorts what they say."""

from pathlib import Path

from tocsin.checks import CHECKS, Subject, run_checks
from tocsin.triage.decisions import Decisions
from tocsin.triage.triage import Triage, triage


def examine(subject: Subject, decisions: Decisions, home: Path) -> Triage:
    """Ask the checks that are asked for about an assembly.

    Args:
        subject: What is deployed, and what is known beside the templates.
        decisions: What somebody has decided before.
        home: The working folder, an absolute path.
    """
    asked = (check for check in CHECKS if check.id in decisions.asked)
    return triage(run_checks(subject, asked), subject.assembly, decisions, home)
