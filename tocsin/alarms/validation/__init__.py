"""What PutMetricAlarm and its kin would reject, and what they take although it has no use.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
"""

from tocsin.alarms.validation.action_configuration import check_action_configuration
from tocsin.alarms.validation.action_rules import check_action_lists
from tocsin.alarms.validation.log_alarm import validate_log_alarm
from tocsin.alarms.validation.name_rules import check_names
from tocsin.alarms.validation.shapes import OF_EVERY_ALARM, Shape, check_shape
from tocsin.alarms.validation.validate import PROPERTIES, Examination, examine, validate

__all__ = [
    "OF_EVERY_ALARM",
    "PROPERTIES",
    "Examination",
    "Shape",
    "check_action_configuration",
    "check_action_lists",
    "check_names",
    "check_shape",
    "examine",
    "validate",
    "validate_log_alarm",
]
