"""A panel that shows what one alarm watches."""

from tocsin.plan.specs.alarm import AlarmSpec
from tocsin.plan.specs.dashboard import PanelSpec


def alarm_panel(alarm: AlarmSpec) -> PanelSpec:
    """Return the panel of *alarm*, with its threshold."""
    return PanelSpec(
        title=alarm.series.label,
        means=f"{alarm.what_happened} {alarm.why_it_matters}",
        series=(alarm.series,),
        alarms=(alarm,),
    )
