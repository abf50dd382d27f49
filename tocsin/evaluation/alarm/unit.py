"""The units that a datapoint of CloudWatch can have.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDatum.html
"""

_SIZES = ("Bytes", "Kilobytes", "Megabytes", "Gigabytes", "Terabytes")
_BITS = ("Bits", "Kilobits", "Megabits", "Gigabits", "Terabits")

NO_UNIT = "None"
"""The unit of a datapoint that was published without one."""

UNITS = (
    "Seconds",
    "Microseconds",
    "Milliseconds",
    *_SIZES,
    *_BITS,
    "Percent",
    "Count",
    *(f"{size}/Second" for size in (*_SIZES, *_BITS)),
    "Count/Second",
    NO_UNIT,
)
