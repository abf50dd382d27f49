"""CloudWatch metric math: parsing, static typing, vectorised evaluation, alarm limits.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
"""

from .alarm_limits import validate_for_alarm
from .errors import ExpressionError, Fault
from .expression import Expression, parse
from .problem import QueryError, QueryProblem
from .queries import evaluate_queries
from .query import Query, queries_from_properties
from .signatures import ValueType
from .values import Scalar, SeriesInput, TimeSeries, TimeSeriesArray, Value

__all__ = [
    "Expression",
    "ExpressionError",
    "Fault",
    "Query",
    "QueryError",
    "QueryProblem",
    "Scalar",
    "SeriesInput",
    "TimeSeries",
    "TimeSeriesArray",
    "Value",
    "ValueType",
    "evaluate_queries",
    "parse",
    "queries_from_properties",
    "validate_for_alarm",
]
