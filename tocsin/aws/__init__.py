"""What Tocsin asks of AWS; only the command line uses it, and it changes nothing there."""

from tocsin.aws.failure import AwsFailure
from tocsin.aws.metric_recording import MetricRecording, Progress
from tocsin.aws.query_group import QueryGroup
from tocsin.aws.recording_chunk import RecordingChunk, recording_chunks
from tocsin.aws.session import AwsSession

__all__ = [
    "AwsFailure",
    "AwsSession",
    "MetricRecording",
    "Progress",
    "QueryGroup",
    "RecordingChunk",
    "recording_chunks",
]
