"""Functions whose result CloudWatch takes from elsewhere: offline, the caller gives it.

ANOMALY_DETECTION_BAND, DB_PERF_INSIGHTS, INSIGHT_RULE_METRIC, LAMBDA, SEARCH and
SERVICE_QUOTA are looked up by the text of the call. Spacing and quotes do not matter, nor
whether a band's default of 2 standard deviations is written out.
"""

from collections.abc import Iterator, Mapping

from tocsin.evaluation.math.errors import ExpressionError
from tocsin.evaluation.math.formatting import format_tree
from tocsin.evaluation.math.parser import parse_tree
from tocsin.evaluation.math.signatures import EXTERNAL
from tocsin.evaluation.math.syntax import Call, Node, Number, walk
from tocsin.evaluation.math.values import SeriesInput, TimeSeriesArray, Value, as_value

_BAND = "ANOMALY_DETECTION_BAND"
_BAND_LABELS = ("lower", "upper")
_DEFAULT_DEVIATIONS = Number(value=2)


def external_calls(tree: Node) -> Iterator[str]:
    """Yield the canonical text of each call whose result must be given."""
    for node in walk(tree):
        if isinstance(node, Call) and node.function in EXTERNAL:
            yield call_text(node)


def call_text(call: Call) -> str:
    """Return the text under which the result of `call` is looked up."""
    if call.function == _BAND and call.arguments[1:] == (_DEFAULT_DEVIATIONS,):
        call = Call(function=_BAND, arguments=call.arguments[:1])
    return format_tree(call)


def as_inputs(given: Mapping[str, SeriesInput]) -> dict[str, Value]:
    """Key what a caller gives by canonical text, and type it.

    Raises:
        ExpressionError: A key is not a call of an external function, or a band does not have
            two series (lower, upper).
    """
    return {_key(text): _input(text, value) for text, value in given.items()}


def look_up(call: Call, inputs: Mapping[str, Value]) -> Value:
    """Return the given result of `call`.

    Raises:
        ExpressionError: None was given.
    """
    text = call_text(call)
    if text in inputs:
        return inputs[text]
    known = ", ".join(sorted(inputs)) or "none are given"
    what = f"found {text}, which has no input series; allowed: calls with an input series ({known})"
    fix = f"give an input series for {text}"
    raise ExpressionError.at(text, 0, "no-input", what, fix)


def _key(text: str) -> str:
    tree = parse_tree(text)
    if isinstance(tree, Call) and tree.function in EXTERNAL:
        return call_text(tree)
    what = f"found another expression; allowed: a call of {', '.join(sorted(EXTERNAL))}"
    raise ExpressionError.at(text, 0, "not-a-call", what, "write one such call")


def _input(text: str, given: SeriesInput) -> Value:
    value = as_value(given, text)
    if not text.lstrip().startswith(_BAND):
        return value
    if not isinstance(value, TimeSeriesArray) or len(value) != len(_BAND_LABELS):
        allowed = "two series: the lower and the upper bound"
        what = f"found an input that is not two series; allowed: {allowed}"
        raise ExpressionError.at(text, 0, "input", what, "give both bounds")
    return value
