"""Results of functions that CloudWatch takes from elsewhere: offline, the caller gives them."""

from collections.abc import Mapping

from tocsin.evaluation.math.values import SeriesInput, TimeSeriesArray, Value, as_value
from tocsin.metric_math import BAND, EXTERNAL, Call, ExpressionError, call_text, parse_tree

_BAND_LABELS = ("lower", "upper")


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
    if not text.lstrip().startswith(BAND):
        return value
    if not isinstance(value, TimeSeriesArray) or len(value) != len(_BAND_LABELS):
        allowed = "two series: the lower and the upper bound"
        what = f"found an input that is not two series; allowed: {allowed}"
        raise ExpressionError.at(text, 0, "input", what, "give both bounds")
    return value
