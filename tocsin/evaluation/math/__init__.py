"""CloudWatch metric math, evaluated slot by slot; the language itself is in `tocsin.metric_math`.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
"""

from tocsin.evaluation.math.expression import Expression, parse
from tocsin.evaluation.math.queries import evaluate_queries
from tocsin.evaluation.math.values import Scalar, SeriesInput, TimeSeries, TimeSeriesArray, Value

__all__ = [
    "Expression",
    "Scalar",
    "SeriesInput",
    "TimeSeries",
    "TimeSeriesArray",
    "Value",
    "evaluate_queries",
    "parse",
]
