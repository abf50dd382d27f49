"""What CloudWatch takes of an alarm although it has no use, or not the use that it seems to have.

A remark is a warning or a note: nothing in it keeps the alarm from being created.
"""

from tocsin.alarms.remarks.remarks import remarks

__all__ = [
    "remarks",
]
