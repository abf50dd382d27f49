"""What ships with functions has nothing but the standard library."""

import subprocess
import sys

from tests.support.project import ROOT

_PROGRAM = """
import sys
import tocsin.incidents
print(sorted(
    name for name in sys.modules
    if name.startswith("tocsin.")
    and not name.startswith(("tocsin.incidents", "tocsin.on_call", "tocsin.version"))
))
"""


def test_incidents_and_on_call_need_the_standard_library_alone() -> None:
    """Importing it works where no package is installed, and brings no other room along."""
    without_packages = [sys.executable, "-E", "-S", "-c"]

    pydantic = subprocess.run(
        [*without_packages, "import pydantic"], cwd=ROOT, capture_output=True, check=False
    )
    result = subprocess.run(
        [*without_packages, _PROGRAM], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert pydantic.returncode != 0
    assert (result.returncode, result.stdout.strip()) == (0, "[]"), result.stderr
