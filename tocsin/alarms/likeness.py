"""What alarms have in common of which CloudWatch thinks alike.

Templates have thousands of alarms that differ by their names, thresholds and topics alone, and no
rule tells these apart while they are as they should be.
"""

import re
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

_ORDINARY: Final = ("ordinary",)
_ACTIONS: Final = frozenset({"AlarmActions", "OKActions", "InsufficientDataActions"})
_ACCOUNT: Final = "Metrics.AccountId"
# Their datapoints have no bounds, so that no threshold is without use.
_UNBOUNDED: Final = frozenset({"Average", "Sum", "Minimum", "Maximum"})
_HUGE: Final = 1e300
_NAME: Final = re.compile(r"[^\x00-\x1f]{1,255}")
_PLACE: Final = r"[\w-]{0,64}|\$\{AWS::\w{1,64}\}"
_TOPIC: Final = re.compile(rf"(arn:[\w-]{{1,64}}):sns:({_PLACE}):(?:{_PLACE}):[^:]{{1,256}}")


def _has_up_to(most: int, least: int = 0) -> Callable[[str], bool]:
    return lambda text: least <= len(text) <= most


_INDIVIDUAL: Final[Mapping[str, Callable[[str], object]]] = {
    "AlarmName": _NAME.fullmatch,
    "AlarmDescription": _has_up_to(1024),
    "MetricName": _has_up_to(255, 1),
    "Dimensions.Value": _has_up_to(1024, 1),
    "Tags.Value": _has_up_to(256),
    "Metrics.MetricStat.Metric.MetricName": _has_up_to(255, 1),
    "Metrics.MetricStat.Metric.Dimensions.Value": _has_up_to(1024, 1),
}
"""Texts that are an alarm's own, and what they have to be so that no rule minds."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """Tells which alarms of an account and a Region CloudWatch takes or refuses alike.

    Attributes:
        account: The account that they are in, if that is known.
        region: The Region that they are in, if that is known.
    """

    account: str | None
    region: str | None

    def of(self, properties: Mapping[str, Any]) -> Hashable:
        """Return what is equal for alarms that are alike, also in other accounts and Regions.

        A value of which a rule may think otherwise stands in it as it is.

        Args:
            properties: In the shape of ``AWS::CloudWatch::Alarm`` or of PutMetricAlarm.
        """
        statistic = properties.get("Statistic")
        has_bounds = not isinstance(statistic, str) or statistic not in _UNBOUNDED
        parts: list[Hashable] = []
        for name, value in properties.items():
            is_own = name == "Threshold" and not has_bounds and _is_number(value)
            parts += name, _ORDINARY if is_own else self._part(name, value)
        return tuple(parts)

    def _part(self, name: str, value: object) -> Hashable:
        if isinstance(value, str):
            is_fine = _INDIVIDUAL.get(name)
            if is_fine is not None:
                return _ORDINARY if is_fine(value) else value
            return _ORDINARY if name == _ACCOUNT and value == self.account else value
        if isinstance(value, int | float):
            # Where 1 is a number, True is none.
            return type(value), value
        if isinstance(value, Mapping):
            return tuple((key, self._part(f"{name}.{key}", item)) for key, item in value.items())
        if isinstance(value, list | tuple):
            return self._actions(value) if name in _ACTIONS else self._items(name, value)
        return type(value), repr(value)

    def _items(self, name: str, values: Sequence[object]) -> Hashable:
        return ("a list", *(self._part(name, each) for each in values))

    def _actions(self, listed: Sequence[object]) -> Hashable:
        """Return where topics are, and other actions, or what stands twice, as they are."""
        if not listed:
            return ("topics",)
        texts = [each for each in listed if isinstance(each, str)]
        topics = [topic for text in texts if (topic := _TOPIC.fullmatch(text))]
        if len(topics) < len(listed) or len(set(texts)) < len(texts):
            return self.region, self._items("", listed)
        return ("topics", *((topic[1], self._place(topic[2])) for topic in topics))

    def _place(self, region: str) -> Hashable:
        return region == self.region or (region, self.region)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and -_HUGE < value < _HUGE
