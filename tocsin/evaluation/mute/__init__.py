"""CloudWatch alarm mute rules: their windows, and the notifications they hold back.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-mute-rules.html
"""

from tocsin.evaluation.mute.muting import Muted, Window, hold_back, merged_windows
from tocsin.evaluation.mute.reader import read_mute_rule
from tocsin.evaluation.mute.remarks import remarks
from tocsin.evaluation.mute.rule import MuteRule
from tocsin.evaluation.mute.schedule import Schedule, parse_schedule

__all__ = [
    "MuteRule",
    "Muted",
    "Schedule",
    "Window",
    "hold_back",
    "merged_windows",
    "parse_schedule",
    "read_mute_rule",
    "remarks",
]
