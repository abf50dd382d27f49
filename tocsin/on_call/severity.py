"""How urgent an alarm is."""

from typing import Literal

Severity = Literal["critical", "warning", "info"]

SEVERITIES: tuple[Severity, ...] = ("critical", "warning", "info")
"""From the most to the least urgent."""
