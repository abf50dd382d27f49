"""Trails of AWS CloudTrail, where people are told of what it records."""

from collections.abc import Iterator

from tocsin.aws import AwsRegion
from tocsin.diagnostics import Problem
from tocsin.preflight.check import found
from tocsin.preflight.deployment import Deployment


def find_trails(deployment: Deployment, region: AwsRegion) -> Iterator[Problem]:
    """Yield the Region if events are waited for there that no trail sends."""
    recorded = [
        rule.id
        for events in deployment.plan.events
        for rule in events.rules
        if events.region == region.name and rule.is_recorded
    ]
    if not recorded:
        return
    answer = region.ask("cloudtrail", "describe_trails", includeShadowTrails=True) or {}
    trails = [
        trail["TrailARN"]
        for trail in answer.get("trailList", ())
        if trail.get("IsMultiRegionTrail") or trail.get("HomeRegion") == region.name
    ]
    states = (region.ask("cloudtrail", "get_trail_status", Name=trail) or {} for trail in trails)
    if not any(state.get("IsLogging") for state in states):
        yield found(
            "no-trail",
            region,
            "AWS CloudTrail",
            "no trail logs",
            why=f"without one there are no events for {_listed(recorded)}",
            fix="create a trail that logs management events of all Regions, or switch these off "
            "in events of the viewpoint",
        )


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
