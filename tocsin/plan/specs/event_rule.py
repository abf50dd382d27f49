"""Events of AWS services that people are told of."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tocsin.on_call import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRuleSpec:
    """Events that are sent to the topic of a severity, as a message that a person can read.

    Attributes:
        id: Stable id, unique in its region.
        name: The rule's name, by which an alarm watches it; None where none does.
        title: A few words for lists.
        severity: Whose topic is told.
        runbook_path: Where the runbook stands below the folder of runbooks.
        pattern: Which events, as EventBridge writes it.
        variables: Names of values of an event, and where in it they stand: `$.detail.state`.
        message: JSON; in its texts `<name>` stands for the value of a variable.
    """

    id: str
    name: str | None = None
    title: str
    severity: Severity
    runbook_path: str
    pattern: Mapping[str, Any]
    variables: Mapping[str, str]
    message: Mapping[str, Any]
