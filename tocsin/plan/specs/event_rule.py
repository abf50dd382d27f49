"""Events of AWS services that people are told of."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tocsin.on_call import Severity

LONGEST_RULE_NAME = 64
"""https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html"""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRuleSpec:
    """Events that are sent to the topic of a severity, as a message that a person can read.

    Attributes:
        id: Stable id, unique in its region.
        name: The rule's name; None where CloudFormation makes one.
        title: A few words for lists.
        severity: Whose topic is told.
        dead_letter_queue: Name of the queue that keeps what the topic does not take.
        runbook_path: Where the runbook stands below the folder of runbooks.
        pattern: Which events, as EventBridge writes it.
        variables: Names of values of an event, and where in it they stand: `$.detail.state`.
        message: JSON; in its texts `<name>` stands for the value of a variable.
        needs: What has to be switched on for such events, if anything.
        is_recorded: Whether they come from AWS CloudTrail, and not from their service.
    """

    id: str
    name: str | None = None
    title: str
    severity: Severity
    dead_letter_queue: str
    runbook_path: str
    pattern: Mapping[str, Any]
    variables: Mapping[str, str]
    message: Mapping[str, Any]
    needs: tuple[str, ...] = ()
    is_recorded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EventsSpec:
    """The operational events of AWS of which people are told in one Region.

    Attributes:
        region: Where the events arrive, and where the topics are.
        rules: Ordered as the catalogue is.
    """

    region: str
    rules: tuple[EventRuleSpec, ...]
