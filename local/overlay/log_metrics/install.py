"""Makes the emulator emit metrics from log events."""

from local.overlay import emulator
from local.overlay.log_metrics.metric_filters import emitting
from local.overlay.log_metrics.unsupported_patterns import forget, register_if_unsupported


def install() -> None:
    """Emit metrics when log events arrive, and note the filters that cannot."""
    emulator.deliver_log_events.wrap(emitting)
    emulator.put_metric_filter.follow_with(register_if_unsupported)
    emulator.delete_metric_filter.follow_with(forget)
