"""Checks of metric filters, log groups and queries."""

from tocsin.checks.check import Check
from tocsin.checks.log import (
    default_with_dimension,
    dimension,
    filter_refused,
    ignored_terms,
    infrequent_access,
    no_retention,
    pattern_never,
    pattern_refused,
    query,
    subscription_refused,
    unread_metric,
    value,
)

CHECKS: tuple[Check, ...] = (
    pattern_refused.CHECK,
    pattern_never.CHECK,
    ignored_terms.CHECK,
    value.CHECK,
    dimension.CHECK,
    default_with_dimension.CHECK,
    filter_refused.CHECK,
    infrequent_access.CHECK,
    subscription_refused.CHECK,
    query.CHECK,
    unread_metric.CHECK,
    no_retention.CHECK,
)

__all__ = [
    "CHECKS",
]
