"""How the checks of coverage write alarms that are missing."""

from collections.abc import Sequence

from tocsin.catalogue import RecommendedAlarm

_MOST_NAMED = 4


def listed(alarms: Sequence[RecommendedAlarm]) -> str:
    """Write the first of some alarms, and how many there are more."""
    texts = [f"{alarm.id} ({alarm.severity})" for alarm in alarms[:_MOST_NAMED]]
    if len(alarms) > _MOST_NAMED:
        texts.append(f"{len(alarms) - _MOST_NAMED} more")
    return texts[0] if len(texts) == 1 else f"{', '.join(texts[:-1])} and {texts[-1]}"
