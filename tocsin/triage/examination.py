"""From an assembly to what counts of it: asks the checks, and sorts what they say."""

from pathlib import Path

from tocsin.assembly import Assembly
from tocsin.checks import CHECKS, Subject, run_checks
from tocsin.simulation import Settings
from tocsin.triage.decisions import Decisions
from tocsin.triage.triage import Triage, triage


def examine(assembly: Assembly, settings: Settings, decisions: Decisions, home: Path) -> Triage:
    """Ask the checks that are asked for about an assembly.

    Args:
        assembly: What is deployed.
        settings: What is known beside the templates.
        decisions: What somebody has decided before.
        home: The working folder, an absolute path.
    """
    asked = (check for check in CHECKS if check.id in decisions.asked)
    report = run_checks(Subject.of(assembly, settings), asked)
    return triage(report, assembly, decisions, home)
