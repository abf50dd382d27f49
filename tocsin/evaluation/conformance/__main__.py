"""The command line of the conformance runner."""

import argparse
import sys
from collections.abc import Sequence

from tocsin.diagnostics import printable_line
from tocsin.evaluation.conformance.case_file import CaseFileError, read_cases
from tocsin.evaluation.conformance.runner import run_cases


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the cases of all files; return 0 when all pass, 1 on failures, 2 on bad input."""
    parser = argparse.ArgumentParser(
        prog="python -m tocsin.evaluation.conformance",
        description="Run cases that say how CloudWatch behaves against the evaluator.",
    )
    parser.add_argument("files", nargs="+", metavar="FILE", help="a JSON list of cases")
    files = parser.parse_args(arguments).files
    try:
        cases = [case for file in files for case in read_cases(file)]
    except CaseFileError as error:
        sys.stderr.write(f"{printable_line(str(error))}\n")
        return 2
    failures = run_cases(cases)
    for failure in failures:
        sys.stdout.write(f"{failure}\n")
    sys.stdout.write(f"{len(cases) - len(failures)} passed, {len(failures)} failed\n")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
