"""Says whether what a restore test restored is as it must be.

EventBridge invokes it when a restore job of a restore testing plan ends. AWS Backup deletes what
was restored once it has the result, or when the time for it is over.
"""

import time
from typing import Any

from functions.restore_validation.aws import RESERVE_SECONDS, Aws
from functions.restore_validation.request import Request
from functions.restore_validation.validation import Validation


def handler(event: dict[str, Any], context: Any) -> None:
    """Validate one restore job."""
    seconds = context.get_remaining_time_in_millis() / 1_000 - RESERVE_SECONDS
    Validation(Request.read(event), Aws(until=time.monotonic() + seconds)).run()
