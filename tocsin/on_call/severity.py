"""How urgent an alarm is."""

from typing import Final, Literal

Severity = Literal["critical", "warning", "info"]

SEVERITIES: tuple[Severity, ...] = ("critical", "warning", "info")
"""From the most to the least urgent."""

NEXT_BUSINESS_DAY: Final = "next business day"
"""What stands in place of a response time for what can wait."""
