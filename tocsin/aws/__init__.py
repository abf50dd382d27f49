"""What Tocsin asks of AWS, only for the command line; it changes nothing there."""

from tocsin.aws.account import READ_ACTIONS, AwsRegion
from tocsin.aws.answer import UNREADABLE
from tocsin.aws.failure import DENIED, AwsFailure
from tocsin.aws.metric_recording import MetricRecording
from tocsin.aws.recording_chunk import QueryGroup, recording_chunks
from tocsin.aws.session import AwsSession

__all__ = [
    "DENIED",
    "READ_ACTIONS",
    "UNREADABLE",
    "AwsFailure",
    "AwsRegion",
    "AwsSession",
    "MetricRecording",
    "QueryGroup",
    "recording_chunks",
]
