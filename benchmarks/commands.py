"""How long commands take that do little: what is imported before they begin."""

import sys
from pathlib import Path

from benchmarks.builds import against_before, tocsin
from benchmarks.processes import ROOT, Process, median_times
from benchmarks.result import Result


def commands() -> list[Result]:
    """Measure the help, the version and the validation of the shop."""
    linter = Process(command=[str(Path(sys.executable).with_name("cfn-lint")), "--version"])
    page, version, theirs = median_times(tocsin("--help"), tocsin("--version"), linter)
    return [
        Result(
            what="tocsin --help, against cfn-lint --version", ours=page, theirs=theirs, most=0.25
        ),
        Result(
            what="tocsin --version, against cfn-lint --version",
            ours=version,
            theirs=theirs,
            most=0.25,
        ),
        *against_before(
            "tocsin validate of the shop", "validate", ROOT / "viewpoint.yaml", most=0.5
        ),
    ]
