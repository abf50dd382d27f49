"""What Tocsin asks of AWS, only for the command line.

It changes nothing there, but what people on call change themselves: incidents, and who stands in.
"""

from tocsin.aws.account import READ_ACTIONS, AwsRegion, action_of
from tocsin.aws.answer import UNREADABLE
from tocsin.aws.caller import Caller, caller_of
from tocsin.aws.failure import DENIED, AwsFailure, explained
from tocsin.aws.incident_evidence import IncidentEvidence, stack_changed
from tocsin.aws.metric_recording import MetricRecording
from tocsin.aws.on_call_permissions import ON_CALL_ACTIONS, on_call_policy
from tocsin.aws.recording_chunk import QueryGroup, recording_chunks
from tocsin.aws.session import AwsSession
from tocsin.aws.stage_incidents import NO_TABLE, Changed, StageIncidents
from tocsin.aws.trial_alarm import TrialAlarm
from tocsin.aws.trial_page import TrialPage

__all__ = [
    "DENIED",
    "NO_TABLE",
    "ON_CALL_ACTIONS",
    "READ_ACTIONS",
    "UNREADABLE",
    "AwsFailure",
    "AwsRegion",
    "AwsSession",
    "Caller",
    "Changed",
    "IncidentEvidence",
    "MetricRecording",
    "QueryGroup",
    "StageIncidents",
    "TrialAlarm",
    "TrialPage",
    "action_of",
    "caller_of",
    "explained",
    "on_call_policy",
    "recording_chunks",
    "stack_changed",
]
