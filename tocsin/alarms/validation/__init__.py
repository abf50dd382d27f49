"""What PutMetricAlarm would reject.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
"""

from tocsin.alarms.validation.name_rules import PROPERTIES
from tocsin.alarms.validation.validate import validate

__all__ = [
    "PROPERTIES",
    "validate",
]
