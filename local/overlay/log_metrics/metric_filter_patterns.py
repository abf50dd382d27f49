"""Says in the ledger which metric filters emit nothing, because their pattern is not supported."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

from local.overlay.cloudformation import LEDGER
from local.overlay.emulator import Response
from tocsin.logs import FilterPatternError, compile_filter_pattern

NOT_SUPPORTED = "AWS::Logs::MetricFilter (pattern not supported)"

Call = Callable[[dict[str, Any]], Response]


def put_metric_filter(stock: Call) -> Call:
    """PutMetricFilter, by the API and from a template, that judges the pattern."""

    def put(data: dict[str, Any]) -> Response:
        response = stock(data)
        if response[0] == HTTPStatus.OK:
            _judge(data)
        return response

    return put


def delete_metric_filter(stock: Call) -> Call:
    """DeleteMetricFilter that takes the filter out of the ledger."""

    def delete(data: dict[str, Any]) -> Response:
        LEDGER.remove(NOT_SUPPORTED, _identity(data))
        return stock(data)

    return delete


def _judge(data: Mapping[str, Any]) -> None:
    identity = _identity(data)
    LEDGER.remove(NOT_SUPPORTED, identity)
    try:
        compile_filter_pattern(data.get("filterPattern", ""))
    except FilterPatternError:
        name = data["filterName"]
        LEDGER.record(stack="", logical_id=name, resource_type=NOT_SUPPORTED, physical_id=identity)


def _identity(data: Mapping[str, Any]) -> str:
    return f"{data.get('logGroupName')}|{data.get('filterName')}"
