"""What is paid by the piece over all stacks: traces, and updates of metric streams."""

from collections.abc import Iterator

from tocsin.assembly import Assembly
from tocsin.cost.counted import Counted, Uncounted
from tocsin.cost.counting.of_resource import counted, in_usage, uncounted
from tocsin.cost.usage import Usage

_RULE = "AWS::XRay::SamplingRule"
_STREAM = "AWS::CloudWatch::MetricStream"


def streams(assembly: Assembly, usage: Usage) -> Iterator[Counted | Uncounted]:
    """Yield recorded traces where there are sampling rules, and updates where metrics stream.

    `tocsin tracing` says how many traces sampling rules record.

    https://aws.amazon.com/xray/pricing/
    """
    yield from _of(assembly, _RULE, "trace", usage.traces, ("recorded traces", "traces"))
    updates = ("updates of metric streams", "metric_stream_updates")
    yield from _of(assembly, _STREAM, "metric-stream-update", usage.metric_stream_updates, updates)


def _of(
    assembly: Assembly, type_: str, price: str, units: float | None, words: tuple[str, str]
) -> Iterator[Counted | Uncounted]:
    first = next(assembly.resources(type_), None)
    if first is None:
        return
    what, key = words
    yield uncounted(what, first, in_usage(key)) if units is None else counted(price, units, first)
