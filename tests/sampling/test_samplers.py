"""Our sampler beside those that people have in their applications, on the same rules and requests.

Rates are compared, and never single decisions: each sampler tosses a coin of its own.
"""

import random
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import sqrt
from typing import Any

import pytest
from amazon.opentelemetry.distro.sampler._clock import _Clock
from amazon.opentelemetry.distro.sampler._sampling_rule import _SamplingRule
from amazon.opentelemetry.distro.sampler._sampling_rule_applier import _SamplingRuleApplier
from amazon.opentelemetry.distro.sampler._sampling_target import _SamplingTarget
from aws_xray_sdk.core.sampling.connector import ServiceConnector
from aws_xray_sdk.core.sampling.sampling_rule import SamplingRule as RuleOfSdk
from hypothesis import given
from hypothesis import strategies as st
from opentelemetry.sdk.resources import Resource

from tocsin.sampling import FIELDS, Client, Matching, SamplingRule, TracedRequest

TEXT = st.text(alphabet="aAb/.-", min_size=1, max_size=4)
PATTERN = st.text(alphabet="aAb/.-*?", min_size=1, max_size=4)
NAMES = {
    "service": "ServiceName",
    "service_type": "ServiceType",
    "host": "Host",
    "method": "HTTPMethod",
    "path": "URLPath",
    "resource_arn": "ResourceARN",
}
ECS = "AWS::ECS::Container"
MATCHINGS = st.builds(
    Matching,
    service=PATTERN,
    service_type=st.sampled_from(["*", ECS, "AWS::*", "AWS::EC2::Instance", "aws::ecs::*"]),
    host=PATTERN,
    method=st.sampled_from(["*", "GET", "P*", "g*"]),
    path=PATTERN,
    resource_arn=st.sampled_from(["*", "arn:*"]),
    attributes=st.dictionaries(st.sampled_from("xy"), PATTERN, max_size=2),
)
REQUESTS = st.builds(
    TracedRequest,
    service=TEXT,
    service_type=st.sampled_from(["", ECS]),
    host=TEXT | st.just(""),
    method=st.sampled_from(["GET", "POST", "PUT"]),
    path=TEXT,
    resource_arn=st.sampled_from(["", "arn:aws:ecs:x"]),
    attributes=st.dictionaries(st.sampled_from("xyz"), TEXT, max_size=3),
)


def _of_opentelemetry(
    matching: Matching, *, rate: float = 0.1, reservoir: int = 1, clock: _Clock | None = None
) -> _SamplingRuleApplier:
    fields = {name: matching.of(field) for field, name in NAMES.items()}
    rule = _SamplingRule(
        Attributes=dict(matching.attributes),
        FixedRate=rate,
        ReservoirSize=reservoir,
        RuleName="rule",
        Priority=1,
        Version=1,
        **fields,
    )
    return _SamplingRuleApplier(rule, "service", "client", clock or _Clock())


def _is_taken_by_opentelemetry(matching: Matching, request: TracedRequest) -> bool:
    resource: dict[str, str] = {"service.name": request.service}
    if request.service_type == ECS:
        resource["cloud.platform"] = "aws_ecs"
    if request.resource_arn:
        resource["aws.ecs.container.arn"] = request.resource_arn
    attributes: dict[str, Any] = {**request.attributes, "url.path": request.path}
    attributes["http.request.method"] = request.method
    if request.host:
        attributes["server.address"] = request.host
    return bool(_of_opentelemetry(matching).matches(Resource(resource), attributes))


def _is_taken_by_the_sdk(matching: Matching, request: TracedRequest) -> bool:
    record = {
        **{name: matching.of(field) for field, name in NAMES.items()},
        "Attributes": dict(matching.attributes),
        "Version": 1,
    }
    rule = RuleOfSdk(
        "rule",
        1,
        0.1,
        1,
        *(matching.of(each) for each in ("host", "method", "path", "service", "service_type")),
    )
    asked = {each: getattr(request, each) or None for each in FIELDS}
    return bool(ServiceConnector()._is_rule_valid(record) and rule.match(asked))


@given(MATCHINGS, REQUESTS)
def test_the_sampler_of_opentelemetry_for_python_takes_the_same(
    matching: Matching, request: TracedRequest
) -> None:
    """It tells capital letters from small ones, and takes what it does not know for empty."""
    expected = _is_taken_by_opentelemetry(matching, request)
    assert matching.takes(request, "opentelemetry for python") == expected


@given(MATCHINGS, REQUESTS)
def test_the_sdk_of_x_ray_takes_the_same(matching: Matching, request: TracedRequest) -> None:
    """It takes letters of both sizes for the same, and no rule with attributes."""
    assert matching.takes(request, "x-ray sdk") == _is_taken_by_the_sdk(matching, request)


@given(MATCHINGS, REQUESTS)
def test_whatever_python_takes_others_take(matching: Matching, request: TracedRequest) -> None:
    """They differ in capital letters alone."""
    if matching.takes(request, "opentelemetry for python"):
        assert matching.takes(request)


@pytest.mark.parametrize("value", [200, True, 1.5, ["a"]])
def test_attributes_that_are_no_texts_never_match(value: object) -> None:
    """A rule for a status of 200 is for no request at all."""
    matching = Matching(attributes={"x": str(value)})
    request = TracedRequest(service="a", method="GET", attributes={"x": value})

    assert not matching.takes(request)
    assert not _is_taken_by_opentelemetry(matching, request)
    assert Matching(attributes={"x": "*"}).takes(request)


@dataclass(eq=False)
class Ticking(_Clock):  # type: ignore[misc]
    """A clock that is set."""

    seconds: float = 0.0

    def now(self) -> datetime:
        """Return the time that is set."""
        return datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=self.seconds)

    def from_timestamp(self, timestamp: float) -> datetime:
        """Return a time."""
        return datetime.fromtimestamp(timestamp, UTC)


@pytest.mark.parametrize(
    ("per_second", "reservoir", "rate"), [(50, 5, 0.1), (20, 0, 0.5), (3, 10, 0.2), (40, 1, 0.0)]
)
def test_as_many_traces_are_recorded_as_we_reckon(
    per_second: int, reservoir: int, rate: float
) -> None:
    """Once X-Ray has given the only instance its whole reservoir."""
    randomness, seconds, clock = random.Random(7), 200, Ticking()  # noqa: S311 - nothing is secret here
    rule = SamplingRule(
        name="rule", priority=1, matching=Matching(), reservoir=reservoir, rate=rate
    )
    target = _SamplingTarget(
        RuleName="rule",
        FixedRate=rate,
        ReservoirQuota=reservoir,
        ReservoirQuotaTTL=datetime(2027, 1, 1, tzinfo=UTC).timestamp(),
    )
    sampler = _of_opentelemetry(
        rule.matching, rate=rate, reservoir=reservoir, clock=clock
    ).with_target(target)
    count = 0
    for number in range(per_second * seconds):
        clock.seconds = 1 + number / per_second
        count += sampler.should_sample(
            None, randomness.getrandbits(128), "span", attributes={}
        ).decision.is_sampled()

    expected = rule.recorded(per_second) * seconds
    tosses = max(0, per_second - reservoir) * seconds
    deviation = sqrt(tosses * rate * (1 - rate))
    # The first second has a reservoir that is not empty.
    assert abs(count - expected) <= 4 * deviation + reservoir + 1


@given(PATTERN, st.text(alphabet="aAb/.-", max_size=8), st.booleans())
def test_patterns_stand_for_what_regular_expressions_find(
    pattern: str,
    text: str,
    is_exact: bool,  # noqa: FBT001
) -> None:
    """By another way, which takes long where several wildcards share a text."""
    wildcards = {"*": ".*", "?": "."}
    expression = "".join(wildcards.get(each) or re.escape(each) for each in pattern)
    found = re.fullmatch(expression, text, 0 if is_exact else re.IGNORECASE) is not None

    request = TracedRequest(service=text or "x", path=text)
    client: Client = "opentelemetry for python" if is_exact else "opentelemetry"
    assert Matching(path=pattern).takes(request, client) == found


def test_no_pattern_takes_long() -> None:
    """Many wildcards over a path that almost fits."""
    matching = Matching(path=f"/{'*a' * 12}*b")
    assert not matching.takes(TracedRequest(service="x", path=f"/{'a' * 100_000}"))
