"""Tests alarms: metric data in, states, notifications and pages out.

docs/drills.md describes drills, the tests that people write.
"""

from tocsin.drills.alarm_set import AlarmSet, DeployedAlarm, NotEvaluated
from tocsin.drills.history import AlarmHistory
from tocsin.drills.notifications import SentNotification
from tocsin.drills.problem import DrillError, DrillProblem
from tocsin.drills.routes import Recipient
from tocsin.drills.severity import DEFAULT_SEVERITY_RULES, SeverityRules
from tocsin.drills.severity_file import read_severity_rules
from tocsin.drills.simulation import Simulation, simulate

__all__ = [
    "DEFAULT_SEVERITY_RULES",
    "AlarmHistory",
    "AlarmSet",
    "DeployedAlarm",
    "DrillError",
    "DrillProblem",
    "NotEvaluated",
    "Recipient",
    "SentNotification",
    "SeverityRules",
    "Simulation",
    "read_severity_rules",
    "simulate",
]
