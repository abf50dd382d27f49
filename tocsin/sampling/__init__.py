"""AWS X-Ray: which requests are sampled by which rule, what follows from it, and its groups."""

from tocsin.sampling.filter_expression import check_filter_expression, named_services
from tocsin.sampling.matching import FIELDS, Client, Matching, TracedRequest
from tocsin.sampling.name_pattern import is_within, overlap
from tocsin.sampling.sampler import DEFAULT, SamplingRule, deciding, in_order
from tocsin.sampling.unseen import is_late
from tocsin.sampling.volume import (
    FREE_TRACES,
    MONTH_SECONDS,
    PRICES_OF,
    USD_A_MILLION,
    DecidedRoute,
    Route,
    Volume,
    cost,
    decided,
    volumes,
)

__all__ = [
    "DEFAULT",
    "FIELDS",
    "FREE_TRACES",
    "MONTH_SECONDS",
    "PRICES_OF",
    "USD_A_MILLION",
    "Client",
    "DecidedRoute",
    "Matching",
    "Route",
    "SamplingRule",
    "TracedRequest",
    "Volume",
    "check_filter_expression",
    "cost",
    "decided",
    "deciding",
    "in_order",
    "is_late",
    "is_within",
    "named_services",
    "overlap",
    "volumes",
]
