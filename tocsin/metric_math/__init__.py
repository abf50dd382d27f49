"""The language of CloudWatch metric math: parsing, static types, and what an alarm may hold of it.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
"""

from tocsin.metric_math.alarm_limits import validate_for_alarm
from tocsin.metric_math.dependencies import cycles, expression_order, undefined_ids
from tocsin.metric_math.errors import ExpressionError, id_meant
from tocsin.metric_math.expression import Expression, parse
from tocsin.metric_math.external import BAND, call_text
from tocsin.metric_math.formatting import format_number, format_tree
from tocsin.metric_math.insights import (
    as_one_series,
    contributor_labels,
    is_insights,
    metric_of_insights,
)
from tocsin.metric_math.parser import parse_tree
from tocsin.metric_math.query import Query
from tocsin.metric_math.signatures import EXTERNAL, KEYWORDS, ValueType
from tocsin.metric_math.syntax import (
    Array,
    Call,
    Name,
    Negation,
    Node,
    Number,
    Operation,
    Text,
    walk,
)

__all__ = [
    "BAND",
    "EXTERNAL",
    "KEYWORDS",
    "Array",
    "Call",
    "Expression",
    "ExpressionError",
    "Name",
    "Negation",
    "Node",
    "Number",
    "Operation",
    "Query",
    "Text",
    "ValueType",
    "as_one_series",
    "call_text",
    "contributor_labels",
    "cycles",
    "expression_order",
    "format_number",
    "format_tree",
    "id_meant",
    "is_insights",
    "metric_of_insights",
    "parse",
    "parse_tree",
    "undefined_ids",
    "validate_for_alarm",
    "walk",
]
