"""A line of the metrics of a widget: names, dimensions and how it is drawn.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html#CloudWatch-Dashboard-Properties-Metrics-Array-Format
"""

from collections.abc import Iterator
from typing import Any

from tocsin.dashboard_bodies.shape import (
    Fault,
    Mapped,
    choice,
    flag,
    form,
    period,
    text,
)
from tocsin.diagnostics import quoted

_ACCOUNT = form(r"[0-9]{12}|LOCAL", "twelve digits")
_ID = form(r"[a-z][A-Za-z0-9_]{0,254}", "errors_1: letters, digits and _, a small letter first")
_COLOUR = form(r"#[0-9a-fA-F]{6}|#[0-9a-fA-F]{3}", "#1f77b4")
_MOST_DIMENSIONS = 30
_LEAST_NAMES = 2

_DRAWN = {
    "accountId": _ACCOUNT,
    "color": _COLOUR,
    "id": _ID,
    "label": text,
    "period": period,
    "region": text,
    "stat": text,
    "visible": flag,
    "yAxis": choice("left", "right"),
}
_METRIC = Mapped(keys={**_DRAWN, "expression": text})
_EXPRESSION = Mapped(keys={**_DRAWN, "expression": text}, needed=("expression",))


def metric_line(value: Any, path: str) -> Iterator[Fault]:  # noqa: ANN401 - any JSON
    """Yield what is wrong with a line: `[namespace, name, dimension, value, …, {options}]`."""
    if not isinstance(value, list) or not value:
        yield path, f"it is {quoted(value)}", "write a namespace, a name and dimensions, as a list"
        return
    options = value[-1] if isinstance(value[-1], dict) else None
    names = value[:-1] if options is not None else value
    if not names:
        yield from _EXPRESSION(options, f"{path}[0]")
        return
    if options is not None:
        yield from _METRIC(options, f"{path}[{len(names)}]")
    yield from _names(names, path)


def _names(names: list[Any], path: str) -> Iterator[Fault]:
    wrong = [quoted(each) for each in names if not isinstance(each, str) or not each]
    if wrong:
        fix = "write texts, and how it is drawn as a mapping at the end"
        yield path, f"{', '.join(wrong)} stands among the names", fix
        return
    if "..." in names:
        # It stands for as many names of the line before as are not given.
        return
    dimensions = len(names) - _LEAST_NAMES
    if dimensions < 0 or dimensions % 2:
        yield (
            path,
            f"it has {len(names)} names",
            "write namespace, name, and pairs of dimensions",
        )
    elif dimensions // 2 > _MOST_DIMENSIONS:
        yield path, f"it has {dimensions // 2} dimensions", "write at most 30"
