"""Random metric math: well-typed trees, and series with gaps."""

import numpy as np
from hypothesis import strategies as st

from tocsin.evaluation.array_types import FloatArray
from tocsin.metric_math.syntax import Array, Call, Name, Negation, Node, Number, Operation

IDS = ("m1", "m2", "m3")
SLOTS = 6

_ARITHMETIC = st.sampled_from(["+", "-", "*", "/", "^"])
_COMPARISON = st.sampled_from(["==", "!=", "<=", ">=", "<", ">"])

values = st.lists(
    st.one_of(st.just(float("nan")), st.integers(-3, 3).map(float), st.floats(-1e6, 1e6)),
    min_size=SLOTS,
    max_size=SLOTS,
).map(lambda points: np.array(points, dtype=np.float64))
"""One series: SLOTS points, NaN where one is missing."""

series: st.SearchStrategy[dict[str, FloatArray]] = st.fixed_dictionaries(dict.fromkeys(IDS, values))
"""A series for each id."""


def _call(function: str, *arguments: Node) -> Node:
    return Call(function=function, arguments=arguments)


def _operation(operator: str, left: Node, right: Node) -> Node:
    return Operation(operator=operator, left=left, right=right)


def _scalars(time_series: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    literal = st.integers(0, 5).map(lambda number: Number(value=float(number)))
    return st.one_of(
        literal,
        literal.map(lambda number: Negation(operand=number)),
        st.builds(_call, st.sampled_from(["AVG", "SUM", "MIN", "MAX", "STDDEV"]), time_series),
        st.builds(_operation, _ARITHMETIC, literal, literal),
    )


def _arrays(time_series: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    items = st.lists(time_series, min_size=1, max_size=3).map(
        lambda nodes: Array(items=tuple(nodes))
    )
    return st.one_of(items, st.builds(_call, st.just("ABS"), items), st.just(_call("METRICS")))


def _extend(time_series: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    scalars, arrays = _scalars(time_series), _arrays(time_series)
    either = st.one_of(scalars, time_series)
    each = st.sampled_from(["ABS", "CEIL", "FLOOR", "DIFF", "RUNNING_SUM", "HOUR"])
    keyword = st.sampled_from(["REPEAT", "LINEAR"]).map(lambda word: Name(name=word))
    return st.one_of(
        st.builds(_call, each, time_series),
        st.builds(_operation, st.one_of(_ARITHMETIC, _COMPARISON), time_series, either),
        st.builds(_operation, st.one_of(_ARITHMETIC, _COMPARISON), scalars, time_series),
        st.builds(_operation, st.sampled_from(["AND", "OR"]), time_series, time_series),
        st.builds(lambda node: Negation(operand=node), time_series),
        st.builds(_call, st.just("FILL"), time_series, st.one_of(either, keyword)),
        st.builds(_call, st.just("IF"), time_series, either),
        st.builds(_call, st.just("IF"), time_series, either, either),
        st.builds(_call, st.just("IF"), scalars, time_series, time_series),
        st.builds(_call, st.sampled_from(["SUM", "AVG", "MIN", "MAX", "FIRST", "LAST"]), arrays),
        st.builds(_call, st.just("TIME_SERIES"), scalars),
    )


time_series: st.SearchStrategy[Node] = st.recursive(
    st.sampled_from(IDS).map(lambda name: Name(name=name)), _extend, max_leaves=8
)
"""Trees whose result is a time series."""
