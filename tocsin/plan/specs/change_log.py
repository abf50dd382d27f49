"""What is written down of alarms and deployments: nothing else can be asked for it later."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedEventsSpec:
    """Events that are written down as they come.

    Attributes:
        id: Stable id, unique in the log.
        name: The name of the rule that finds them.
        title: A few words for lists.
        pattern: Which events, as EventBridge writes it.
    """

    id: str
    name: str
    title: str
    pattern: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLogSpec:
    """The log of what changed in one Region: states of alarms, and what is deployed.

    Attributes:
        region: Where it is.
        name: The name of the log group.
        policy: The name of the policy that lets EventBridge write to it.
        alarms: Changes of the state of alarms of the stage.
        deployments: What is deployed in the account, by whichever service.
    """

    region: str
    name: str
    policy: str
    alarms: LoggedEventsSpec
    deployments: LoggedEventsSpec
