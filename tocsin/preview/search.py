"""SEARCH of metric math, over the metrics that the data have.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/search-expression-syntax.html
"""

import re
from dataclasses import dataclass

from tocsin import metric_math
from tocsin.alarms import Metric, Statistic, parse_statistic
from tocsin.diagnostics import InvalidValueError
from tocsin.preview.target import UnknownQueryError

_SCHEMA = re.compile(r"\{((?:[^{}\"]|\"[^\"]*\")*)\}")
_PART = re.compile(r"\"([^\"]*)\"|([^,\s\"]+)")
_TERM = re.compile(r"(?:\"([^\"]+)\"|([\w.-]+))=\"([^\"]*)\"")
_LITERALS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What a call of SEARCH asks for.

    Attributes:
        namespace: The namespace of its schema.
        dimensions: The names of dimensions of its schema: a metric has these and no others.
        terms: Exact values by name of a dimension, or `MetricName`.
        statistic: The statistic of each metric that is found.
    """

    namespace: str
    dimensions: frozenset[str]
    terms: tuple[tuple[str, str], ...]
    statistic: Statistic

    def finds(self, metric: Metric) -> bool:
        """Tell whether *metric* is one of those that are asked for."""
        values = dict(metric.dimensions)
        if metric.namespace != self.namespace or values.keys() != self.dimensions:
            return False
        named = {**values, "MetricName": metric.name, "Namespace": metric.namespace}
        return all(named.get(name) == value for name, value in self.terms)


def read_search(call: str) -> Search:
    """Return what *call* asks for, where it says so exactly.

    Raises:
        UnknownQueryError: It is looser: it has no schema, parts of words, OR or NOT. CloudWatch
            alone knows what these find.
    """
    tree = metric_math.parse_tree(call)
    literals = [node.value for node in metric_math.walk(tree) if isinstance(node, metric_math.Text)]
    if len(literals) != _LITERALS:
        raise _looser(call)
    schema = _SCHEMA.match(literals[0].strip())
    if schema is None:
        raise _looser(call)
    namespace, *dimensions = (quoted or plain for quoted, plain in _PART.findall(schema[1]))
    rest = literals[0].strip()[schema.end() :]
    terms = tuple((quoted or plain, value) for quoted, plain, value in _TERM.findall(rest))
    if _TERM.sub("", rest).replace(" AND ", " ").strip():
        raise _looser(call)
    try:
        statistic = parse_statistic(literals[1])
    except InvalidValueError as error:
        raise UnknownQueryError(error.what) from error
    return Search(
        namespace=namespace,
        dimensions=frozenset(dimensions),
        terms=terms,
        statistic=statistic,
    )


def _looser(call: str) -> UnknownQueryError:
    return UnknownQueryError(f"{call} is answered by CloudWatch alone")
