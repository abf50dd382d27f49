"""What the overlay uses of the emulator, in one place."""

from local.overlay.emulator.internals import Response
from local.overlay.emulator.timestamps import cloudwatch_time

__all__ = [
    "Response",
    "cloudwatch_time",
]
