"""Triage: which of the problems that checks found count, for people who have decided on some.

Which checks are asked, and how much each matters (`CheckRules`, of `tocsin.yaml`); what is right as
it is, for a reason (`Waiver`, at the resource or in `tocsin.yaml`); and what was there before
anybody looked (`Baseline`). What is reported is a `Finding`: a problem and its lasting place.
"""

from tocsin.triage.baseline import Baseline, read_baseline
from tocsin.triage.check_rules import CheckRules, read_check_rules
from tocsin.triage.check_settings import CheckSettings, read_baseline_file, read_check_settings
from tocsin.triage.coverage import COVERAGE, examined_coverage
from tocsin.triage.decisions import Decisions
from tocsin.triage.examination import examine
from tocsin.triage.finding import Finding, Key, OpenQuestion
from tocsin.triage.place import Place, relative_path
from tocsin.triage.rule import Rule, rules
from tocsin.triage.selection import hint, named, selected
from tocsin.triage.triage import Triage, triage
from tocsin.triage.waiver import Waiver

__all__ = [
    "COVERAGE",
    "Baseline",
    "CheckRules",
    "CheckSettings",
    "Decisions",
    "Finding",
    "Key",
    "OpenQuestion",
    "Place",
    "Rule",
    "Triage",
    "Waiver",
    "examine",
    "examined_coverage",
    "hint",
    "named",
    "read_baseline",
    "read_baseline_file",
    "read_check_rules",
    "read_check_settings",
    "relative_path",
    "rules",
    "selected",
    "triage",
]
