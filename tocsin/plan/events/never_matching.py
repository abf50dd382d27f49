"""What EventBridge accepts in a pattern although no event of AWS has it."""

from collections.abc import Mapping
from typing import Any

from tocsin.diagnostics import KeyPath, did_you_mean, quoted
from tocsin.plan.stage_context import StageContext

_KIND = "event-never-matches"
_SAYS_WHICH = ("source", "detail-type")
_VALUES = ("account", "region", "resources", "time", "id", "version", "replay-name")
_FIELDS = ("detail", *_VALUES)
"""The envelope of each event.

https://docs.aws.amazon.com/eventbridge/latest/ref/overiew-event-structure.html
"""


def check_where(context: StageContext, key_path: KeyPath, where: Mapping[str, Any]) -> None:
    """Report fields of *where* that no event has, or that have another form in all of them."""
    for name, value in where.items():
        path = (*key_path, name)
        if name in _SAYS_WHICH:
            what = f"{name} says which event it is, and the catalogue has said so"
            context.report(_KIND, path, what, f"remove {name}")
        elif name not in _FIELDS and name != "$or":
            what = f"no event has a field {quoted(name)} beside detail"
            context.report(_KIND, path, what, did_you_mean(name, _FIELDS))
        elif name == "detail" and not isinstance(value, Mapping):
            what = f"the detail of an event is an object, and never {quoted(value)}"
            context.report(_KIND, path, what, "write fields of it, as {detail: {state: [FAILED]}}")
