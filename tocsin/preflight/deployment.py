"""What a deployment of a stage needs of its account, Region by Region."""

import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import chain
from typing import NamedTuple

from tocsin.assembly import Assembly
from tocsin.plan import (
    AlarmSpec,
    AlertingSpec,
    ContactTopicSpec,
    Plan,
    SubscriptionSpec,
    TopicSpec,
    alarm_dashboard_body,
    partition,
    stored_paths,
)
from tocsin.transition import PhysicalName, physical_names

_SECRET = re.compile(r"\{\{resolve:secretsmanager:((?:arn:[^:]+:[^:]+:[^:]+:[^:]+:secret:)?[^:}]+)")


class NeededName(NamedTuple):
    """A name that a stack gives to a resource.

    Attributes:
        name: The name.
        stack: The stack that makes the resource.
    """

    name: PhysicalName
    stack: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Deployment:
    """A stage that is to be deployed, or was.

    Attributes:
        plan: What is built for it.
        now: When it is asked.
        assembly: Its stacks as they were synthesized; None if they were not.
        former_regions: Regions in which the stage was before.
    """

    plan: Plan
    now: datetime
    assembly: Assembly | None = None
    former_regions: tuple[str, ...] = ()

    @property
    def regions(self) -> tuple[str, ...]:
        """The Regions that get stacks, the stage's own first."""
        vaults = self.plan.backup.vaults if self.plan.backup else ()
        found = (*(each.region for each in self.plan.alerting), *(each.region for each in vaults))
        return tuple(dict.fromkeys((*self.plan.regions, *found)))

    def alerting(self, region: str) -> AlertingSpec | None:
        """Return how alarms of a Region reach people, if it has any."""
        return next((each for each in self.plan.alerting if each.region == region), None)

    def topics(self, region: str) -> tuple[TopicSpec | ContactTopicSpec, ...]:
        """Return the topics of a Region that reach people: of severities, and of each of them."""
        alerting = self.alerting(region)
        paging = (each.topics for each in self.plan.incidents if each.region == region)
        return (*(alerting.topics if alerting else ()), *chain.from_iterable(paging))

    def subscriptions(self, region: str) -> tuple[SubscriptionSpec, ...]:
        """Return all subscriptions of a Region, each way to a contact once."""
        found = {
            (each.protocol, each.endpoint): each
            for topic in self.topics(region)
            for each in topic.subscriptions
        }
        return tuple(found.values())

    def alarms(self, region: str) -> tuple[AlarmSpec, ...]:
        """Return the alarms of a Region."""
        return tuple(each for each in self.plan.alarms if each.region == region)

    def parameters(self, region: str) -> tuple[str, ...]:
        """Return the paths of the stored values that templates of a Region read."""
        return tuple(sorted(stored_paths(self._texts(region))))

    def secrets(self, region: str) -> tuple[str, ...]:
        """Return the names or ARNs of the secrets that templates of a Region read."""
        found = (match[1] for text in self._texts(region) for match in _SECRET.finditer(text))
        return tuple(sorted(set(found)))

    def arn(self, region: str, service: str, resource: str) -> str:
        """Return the Amazon Resource Name of a resource of the stage's account."""
        return f"arn:{partition(region)}:{service}:{region}:{self.plan.account}:{resource}"

    def names(self, region: str) -> Iterator[NeededName]:
        """Yield the names that the stacks of a Region choose, and which nobody else may have."""
        for resource in self.assembly.resources() if self.assembly else ():
            if resource.stack.region == region:
                for name in physical_names(resource):
                    yield NeededName(name, resource.stack.name)

    def stack_names(self, region: str) -> frozenset[str]:
        """Return the names of the stacks that are synthesized for a Region."""
        stacks = self.assembly.stacks if self.assembly else ()
        return frozenset(each.name for each in stacks if each.region == region)

    def _texts(self, region: str) -> Iterator[str]:
        """Yield the texts of templates of a Region in which a stored value can stand."""
        for alarm in self.alarms(region):
            for metric in alarm.series.metrics:
                yield from (value for _, value in metric.dimensions)
        yield from (each.endpoint for each in self.subscriptions(region))
        plan = self.plan
        backups = plan.backup.regions if plan.backup else ()
        yield from _texts_in([asdict(each) for each in plan.tracing if each.region == region])
        yield from _texts_in([asdict(each) for each in backups if each.vault.region == region])
        yield from _texts_in([asdict(each) for each in plan.log_groups if each.region == region])
        if region == plan.region:
            body = alarm_dashboard_body(plan.alarms, plan.dashboards, account=plan.account)
            yield json.dumps(body)


def is_known(text: str) -> bool:
    """Tell whether a text can be compared: only a deployment knows stored values and secrets."""
    return "{{resolve:" not in text


def _texts_in(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts_in(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts_in(each)
