"""What CloudWatch takes in one dashboard.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html
https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
"""

COLUMNS = 24
"""Of the grid."""
TALLEST = 1_000
"""Rows of the grid that a widget covers."""

MOST_WIDGETS = 500
MOST_METRICS = 2_500
"""In all widgets of a dashboard together."""

MOST_METRICS_IN_A_WIDGET = 500
MOST_ALARMS_IN_A_WIDGET = 100
MOST_LOG_GROUPS = 50
"""That one query reads."""
