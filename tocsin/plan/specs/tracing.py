"""What AWS X-Ray samples and groups."""

from dataclasses import dataclass

from tocsin.plan.specs.event_rule import EventRuleSpec


@dataclass(frozen=True, slots=True, kw_only=True)
class SamplingRuleSpec:
    """A sampling rule; lower priorities are tried first.

    Attributes:
        id: Stable id, from the viewpoint's name.
        name: At most 32 characters, unique in the account's region.
        priority: From 1 to 9999.
        path: URL path with * and ?.
        method: HTTP method or *.
        host: Host or *.
        service: Service name or *.
        service_type: Service type or *.
        attributes: Pairs of name and value.
        reservoir: Requests a second that are traced in any case.
        rate: Share of the others, from 0 to 1.
        boost: The share for some time after requests have failed; None where it stays.
        cooldown_minutes: From one boost to the next at the earliest.
    """

    id: str
    name: str
    priority: int
    path: str
    method: str
    host: str
    service: str
    service_type: str
    attributes: tuple[tuple[str, str], ...]
    reservoir: int
    rate: float
    boost: float | None = None
    cooldown_minutes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceGroupSpec:
    """A group of traces.

    Attributes:
        id: Stable id, from the viewpoint's name.
        name: At most 32 letters, digits and dashes, unique in the account's region.
        filter_expression: X-Ray's filter expression.
        insights: Whether X-Ray looks for insights.
        notifications: Whether insights become events.
    """

    id: str
    name: str
    filter_expression: str
    insights: bool
    notifications: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TracingSpec:
    """The tracing of one of a stage's Regions.

    Attributes:
        region: Where.
        rules: What is sampled.
        groups: Which traces are counted.
        events: What people are told of insights into the groups.
        indexed_percent: The share of spans that X-Ray indexes, in percent; None where spans are
            not written to a log group.
        spans_policy: The name of the policy by which X-Ray may write them; empty where it does not.
    """

    region: str
    rules: tuple[SamplingRuleSpec, ...]
    groups: tuple[TraceGroupSpec, ...]
    events: tuple[EventRuleSpec, ...]
    indexed_percent: float | None = None
    spans_policy: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing has to be built for it."""
        return not (self.rules or self.groups or self.spans_policy)
