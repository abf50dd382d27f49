"""Of which operational events of AWS people are told."""

from typing import Annotated, Any, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from tocsin.diagnostics import InvalidValueError
from tocsin.on_call import Severity
from tocsin.viewpoint.part import Part, Text

EventName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+([_-][a-z0-9]+)*$", max_length=40)]
"""An event of the catalogue, or a group of them."""

OnOrOff = Literal["on", "off"]


class EventSetting(Part):
    """What differs of an event, or of all events of a group, from what the catalogue says."""

    severity: Annotated[Severity | None, Field(description="How urgent it is.")] = None
    scope: Annotated[
        Literal["resources", "account"],
        Field(
            description="resources: those of this viewpoint, where the event can be narrowed to "
            "them; account: whatever it happens to in the account."
        ),
    ] = "resources"
    where: Annotated[
        dict[str, Any],
        Field(
            description="What the event has to be beside that, as a pattern of EventBridge: "
            "{detail: {pipeline: [shop]}}."
        ),
    ] = {}
    off: Annotated[
        Text | None, Field(description="Nobody is told of it, for the reason that stands here.")
    ] = None

    @model_validator(mode="after")
    def _is_told_of_or_not(self) -> Self:
        others = sorted(self.model_fields_set - {"off"})
        if self.off is not None and others:
            what = f"nobody is told of it, so {' and '.join(others)} changes nothing"
            raise InvalidValueError(what, f"remove {' and '.join(others)}, or off")
        return self
