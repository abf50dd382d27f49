"""CloudWatch metric math: parsing, static typing, vectorised evaluation, alarm limits.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
"""

from tocsin.evaluation.math.alarm_limits import validate_for_alarm
from tocsin.evaluation.math.errors import ExpressionError
from tocsin.evaluation.math.expression import Expression, parse
from tocsin.evaluation.math.formatting import format_number, format_tree
from tocsin.evaluation.math.parser import parse_tree
from tocsin.evaluation.math.queries import evaluate_queries
from tocsin.evaluation.math.query import Query, is_insights
from tocsin.evaluation.math.signatures import ValueType
from tocsin.evaluation.math.syntax import Node, Number, Operation, walk
from tocsin.evaluation.math.values import Scalar, SeriesInput, TimeSeries, TimeSeriesArray, Value

__all__ = [
    "Expression",
    "ExpressionError",
    "Node",
    "Number",
    "Operation",
    "Query",
    "Scalar",
    "SeriesInput",
    "TimeSeries",
    "TimeSeriesArray",
    "Value",
    "ValueType",
    "evaluate_queries",
    "format_number",
    "format_tree",
    "is_insights",
    "parse",
    "parse_tree",
    "validate_for_alarm",
    "walk",
]
