"""The system at the root of the repository, whichever it is: the example, or your own."""

import re

from tests.support.project import ROOT
from tocsin.plan import make_plan
from tocsin.viewpoint import load_viewpoint

VIEWPOINT_FILE = ROOT / "viewpoint.yaml"
DRILLS = ROOT / "drills"
DASHBOARDS = ROOT / "dashboards"
RUNBOOKS = ROOT / "runbooks"

VIEWPOINT, _ = load_viewpoint(VIEWPOINT_FILE)
PLANS = {stage: make_plan(VIEWPOINT, stage) for stage in VIEWPOINT.stages}


def _production() -> str:
    (name,) = re.findall(r"^PRODUCTION := (\S+)$", (ROOT / "Makefile").read_text(), re.MULTILINE)
    return str(name)


PRODUCTION = _production()
"""The stage whose alarms the drills test, and whose dashboards are committed."""
