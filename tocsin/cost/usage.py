"""What templates do not say: how much of everything there is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from tocsin.diagnostics import YamlValue

_KEYS = (
    "data_stores", "functions", "insights_metrics", "log_groups", "metric_stream_updates",
    "notifications", "state_transitions", "traces",
)  # fmt: skip
_Read = TypeVar("_Read")


@dataclass(frozen=True, slots=True, kw_only=True)
class DataUsage:
    """A data store.

    Attributes:
        gigabytes: How large it is.
        changed_a_day: Which share of it is another one a day later, from 0 to 1; None where nobody
            says it.
    """

    gigabytes: float
    changed_a_day: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """How much of everything there is in a month.

    Attributes:
        log_groups: Gigabytes that arrive, by the name of the log group.
        data_stores: By the name of the data store.
        functions: Runs by the name of the function, of those that no schedule runs.
        insights_metrics: How many metrics the query of an alarm on Metrics Insights analyses.
        notifications: By protocol of Amazon SNS: `email`, `sms`, `https`.
        state_transitions: Of state machines, all together.
        traces: Recorded by X-Ray.
        metric_stream_updates: Of metric streams, all together.
    """

    log_groups: Mapping[str, float] = field(default_factory=dict)
    data_stores: Mapping[str, DataUsage] = field(default_factory=dict)
    functions: Mapping[str, float] = field(default_factory=dict)
    insights_metrics: Mapping[str, float] = field(default_factory=dict)
    notifications: Mapping[str, float] = field(default_factory=dict)
    state_transitions: float | None = None
    traces: float | None = None
    metric_stream_updates: float | None = None

    @property
    def names(self) -> frozenset[str]:
        """What it names."""
        named = (self.log_groups, self.data_stores, self.functions, self.insights_metrics)
        return frozenset(name for each in named for name in each)


def read_usage(text: str, name: str) -> Usage:
    """Return what a file says.

    Args:
        text: YAML.
        name: The file, for problems.

    Raises:
        InvalidInputError: Something in it is wrong.
    """
    top = YamlValue.top(text, name, kind="file of usage", room="usage")
    usage = _read(top) if top.keys(_KEYS) else Usage()
    top.collector.raise_if_any()
    return usage


def _read(top: YamlValue) -> Usage:
    return Usage(
        log_groups=_by_name(top, "log_groups", YamlValue.number),
        data_stores=_by_name(top, "data_stores", _data_store),
        functions=_by_name(top, "functions", YamlValue.number),
        insights_metrics=_by_name(top, "insights_metrics", YamlValue.number),
        notifications=_by_name(top, "notifications", _notifications),
        state_transitions=_number(top, "state_transitions"),
        traces=_number(top, "traces"),
        metric_stream_updates=_number(top, "metric_stream_updates"),
    )


def _by_name(
    top: YamlValue, key: str, read: Callable[[YamlValue], _Read | None]
) -> Mapping[str, _Read]:
    listed = top.get(key)
    if listed is None:
        return {}
    found = ((name, read(value)) for name, value in listed.entries())
    return {name: value for name, value in found if value is not None}


def _number(top: YamlValue, key: str) -> float | None:
    value = top.get(key)
    return None if value is None else value.number()


def _notifications(value: YamlValue) -> float | None:
    known = ("email", "https", "sms")
    if value.path[-1] not in known:
        key = str(value.path[-1])
        value.report("unknown-protocol", f"{key} is not charged for", "use email, https or sms")
        return None
    return value.number()


def _data_store(value: YamlValue) -> DataUsage | None:
    """Return a data store, of which a number alone says how large it is."""
    if not _is_mapping(value):
        alone = value.number()
        return None if alone is None else DataUsage(gigabytes=alone)
    value.keys(("gigabytes", "changed_a_day"))
    gigabytes = _number(value, "gigabytes")
    if not value.has("gigabytes"):
        value.report("missing", "gigabytes is missing", "write how large the data are")
    return (
        None
        if gigabytes is None
        else DataUsage(gigabytes=gigabytes, changed_a_day=_share(value.get("changed_a_day")))
    )


def _share(value: YamlValue | None) -> float | None:
    number = value.number() if value is not None else None
    if value is not None and number is not None and number > 1:
        value.report("not-a-share", f"{number:g} is more than everything", "write 0.02 for 2 %")
    return number


def _is_mapping(value: YamlValue) -> bool:
    return isinstance(value.value, dict)
