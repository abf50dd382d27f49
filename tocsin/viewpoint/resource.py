"""AWS resources that are watched."""

from typing import Annotated

from pydantic import ConfigDict, Field, StringConstraints

from tocsin.viewpoint.alarm import AlarmStack, RecommendedAlarm
from tocsin.viewpoint.part import Off, Part
from tocsin.viewpoint.region import RegionalIdentifier, Regions, ResourceFact


class Resource(Part):
    """An AWS resource, named by its catalogue type and the identifiers that the type asks for.

    It may say settings of itself, too, from which thresholds of its type's alarms follow.
    """

    model_config = ConfigDict(extra="allow", frozen=True)
    __pydantic_extra__: dict[str, ResourceFact] = Field(init=False)

    type: Annotated[
        str,
        StringConstraints(pattern=r"^[a-z][a-z0-9_]*$"),
        Field(description="A resource type of the catalogue, as dynamodb_table."),
    ]
    regions: Regions = None
    opt_ins: Annotated[
        tuple[str, ...],
        Field(description="Settings of the resource that add metrics, as container_insights."),
    ] = ()
    alarms: Annotated[
        dict[str, RecommendedAlarm | Off],
        Field(description="Changes to the alarms that the type brings along, by their ids."),
    ] = {}

    alarm_stack: Annotated[
        AlarmStack | None,
        Field(
            description="The number of the stack that its alarms are in; from their names if not "
            "given."
        ),
    ] = None

    @property
    def facts(self) -> dict[str, ResourceFact]:
        """The identifiers and the settings, as written."""
        return dict(self.__pydantic_extra__ or {})

    @property
    def identifiers(self) -> dict[str, RegionalIdentifier]:
        """What may be an identifier: all facts but numbers."""
        facts = self.facts.items()
        return {name: found for name, each in facts if (found := _text(each)) is not None}


def _text(fact: ResourceFact) -> RegionalIdentifier | None:
    if isinstance(fact, dict):
        texts = {region: each for region, each in fact.items() if isinstance(each, str)}
        return texts if len(texts) == len(fact) else None
    return fact if isinstance(fact, str) else None
