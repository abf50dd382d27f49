"""A run of `tocsin check` of which every kind of thing was found, without running checks."""

from pathlib import Path

from tests.support.triage import SILENT, silent, silent_alarm, triaged, waived, written
from tocsin.cli.check_report import CheckResult, FailOn
from tocsin.triage import Baseline, Key


def result_of(
    folder: Path, *, fail_on: FailOn = "error", with_notes: bool = False, text: str = ""
) -> CheckResult:
    """Return what was found: a problem that is new, one that is known, and one that is waived.

    Args:
        folder: Where the template is written; the working folder of the run.
        fail_on: From which severity on a problem fails the run.
        with_notes: Whether notes are shown.
        text: What stands in names and reasons.
    """
    construct = {"aws:cdk:path": f"Shop/Orders{text}/Errors/Resource"}
    path = written(
        folder,
        name="stacks/shop.json",
        **{
            f"New{text}": silent_alarm(**construct),
            "Known": silent_alarm(),
            "Waived": waived(because=f"it is read {text}", until="2027-01-31"),
        },
    )
    known = Baseline.of([Key(SILENT, "stacks/shop.json", "Known"), Key(SILENT, "gone", "A")])
    found = triaged(path, check=silent(), baseline=known, home=folder)
    return CheckResult(triage=found, fail_on=fail_on, home=folder, with_notes=with_notes)
