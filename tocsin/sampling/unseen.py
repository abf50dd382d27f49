"""Attributes that no sampler sees: they are known when a request ends, and it is sampled before."""

import re
from typing import Final

_LATE: Final = re.compile(
    r"http\.(response\..*|status_code|status_text|response_content_length.*)"
    r"|error(\..*)?|exception\..*|otel\.status_(code|description)|rpc\.(grpc|connect_rpc)\.(status_code|error_code|response\..*)"
    r"|rpc\.response\..*|gen_ai\.(usage|response)\..*|db\.response\..*|graphql\.error.*|aws\.request_id"
    r"|(duration|latency|response[._]?time)(_(ms|s|seconds))?|fault|throttle",
    re.IGNORECASE,
)
"""https://opentelemetry.io/docs/specs/semconv/http/http-spans/ says which are set at the end."""


def is_late(attribute: str) -> bool:
    """Say whether an attribute is known only when the request has been answered."""
    return _LATE.fullmatch(attribute) is not None
