"""What an assembly does with metric data: states, notifications, and whom they are delivered to."""

from tocsin.assembly import Environment
from tocsin.simulation.alarm_set import AlarmSet, DeployedAlarm, MuteSchedule
from tocsin.simulation.alarm_spellings import construct_path, is_named_by_file, lasting_identity
from tocsin.simulation.closed_hops import ClosedHop, closed_hops
from tocsin.simulation.composite_tree import CompositeTree
from tocsin.simulation.creation_order import creation_problems
from tocsin.simulation.datapoints import Datapoints, datapoints
from tocsin.simulation.decisions import decision_at
from tocsin.simulation.delay_tag import DELAY_TAG, Lateness
from tocsin.simulation.deliveries import Delivery, actions_of
from tocsin.simulation.event_rules import EventRules, RuleMatch
from tocsin.simulation.event_simulation import EventDelivery, EventOutcome, as_message, send_event
from tocsin.simulation.history import AlarmHistory
from tocsin.simulation.not_evaluated import NotEvaluated
from tocsin.simulation.routes import Routes
from tocsin.simulation.same_names import SameName, same_names
from tocsin.simulation.settings import SETTINGS_FILE, Settings, read_settings
from tocsin.simulation.severity_rules import (
    DEFAULT_SEVERITY_RULES,
    GUESSING_SEVERITY_RULES,
    SeverityRules,
)
from tocsin.simulation.simulation import Simulation, simulate
from tocsin.simulation.template_remarks import template_remarks
from tocsin.simulation.told import recipients_of, ways_of_notification

__all__ = [
    "DEFAULT_SEVERITY_RULES",
    "DELAY_TAG",
    "GUESSING_SEVERITY_RULES",
    "SETTINGS_FILE",
    "AlarmHistory",
    "AlarmSet",
    "ClosedHop",
    "CompositeTree",
    "Datapoints",
    "Delivery",
    "DeployedAlarm",
    "Environment",
    "EventDelivery",
    "EventOutcome",
    "EventRules",
    "Lateness",
    "MuteSchedule",
    "NotEvaluated",
    "Routes",
    "RuleMatch",
    "SameName",
    "Settings",
    "SeverityRules",
    "Simulation",
    "actions_of",
    "as_message",
    "closed_hops",
    "construct_path",
    "creation_problems",
    "datapoints",
    "decision_at",
    "is_named_by_file",
    "lasting_identity",
    "read_settings",
    "recipients_of",
    "same_names",
    "send_event",
    "simulate",
    "template_remarks",
    "ways_of_notification",
]
