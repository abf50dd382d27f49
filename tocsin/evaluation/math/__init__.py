"""CloudWatch metric math: parsing, static typing, vectorised evaluation, alarm limits.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
"""

from tocsin.evaluation.math.alarm_limits import validate_for_alarm
from tocsin.evaluation.math.errors import ExpressionError, Fault
from tocsin.evaluation.math.expression import Expression, parse
from tocsin.evaluation.math.problem import QueryError, QueryProblem
from tocsin.evaluation.math.queries import evaluate_queries
from tocsin.evaluation.math.query import Query
from tocsin.evaluation.math.signatures import ValueType
from tocsin.evaluation.math.values import Scalar, SeriesInput, TimeSeries, TimeSeriesArray, Value

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
    "validate_for_alarm",
]
