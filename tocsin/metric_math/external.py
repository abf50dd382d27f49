"""Calls of functions whose result CloudWatch takes from elsewhere.

ANOMALY_DETECTION_BAND, DB_PERF_INSIGHTS, INSIGHT_RULE_METRIC, LAMBDA, SEARCH and
SERVICE_QUOTA are known by the text of the call. Spacing and quotes do not matter, nor
whether a band's default of 2 standard deviations is written out.
"""

from collections.abc import Iterator

from tocsin.metric_math.formatting import format_tree
from tocsin.metric_math.signatures import EXTERNAL
from tocsin.metric_math.syntax import Call, Node, Number, walk

BAND = "ANOMALY_DETECTION_BAND"
_DEFAULT_DEVIATIONS = Number(value=2)


def external_calls(tree: Node) -> Iterator[str]:
    """Yield the canonical text of each call whose result must be given."""
    for node in walk(tree):
        if isinstance(node, Call) and node.function in EXTERNAL:
            yield call_text(node)


def call_text(call: Call) -> str:
    """Return the text under which the result of `call` is looked up."""
    if call.function == BAND and call.arguments[1:] == (_DEFAULT_DEVIATIONS,):
        call = Call(function=BAND, arguments=call.arguments[:1])
    return format_tree(call)
