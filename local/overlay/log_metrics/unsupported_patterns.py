"""Registers the metric filters that emit nothing because their pattern is not supported."""

from collections.abc import Mapping
from typing import Any

from local.overlay.cloudformation import STUB_REGISTRY
from tocsin.logs import FilterPatternError, compile_filter_pattern

NOT_SUPPORTED = "AWS::Logs::MetricFilter (pattern not supported)"


def register_if_unsupported(data: Mapping[str, Any]) -> None:
    """Register the filter of a PutMetricFilter if its pattern is not supported, else forget it."""
    forget(data)
    try:
        compile_filter_pattern(data.get("filterPattern", ""))
    except FilterPatternError:
        STUB_REGISTRY.add(NOT_SUPPORTED, _identity(data), logical_id=data["filterName"])


def forget(data: Mapping[str, Any]) -> None:
    """Forget the filter of a DeleteMetricFilter."""
    STUB_REGISTRY.remove(NOT_SUPPORTED, _identity(data))


def _identity(data: Mapping[str, Any]) -> str:
    return f"{data.get('logGroupName')}|{data.get('filterName')}"
