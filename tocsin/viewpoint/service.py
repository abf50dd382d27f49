"""What users depend on."""

from typing import Annotated

from pydantic import Field

from tocsin.viewpoint.alarm import Alarm, AlarmStack
from tocsin.viewpoint.log_group import LogGroup
from tocsin.viewpoint.metric import Metric
from tocsin.viewpoint.objective import Objective
from tocsin.viewpoint.part import Name, Part, Text
from tocsin.viewpoint.region import Regions
from tocsin.viewpoint.resource import Resource


class Service(Part):
    """Something that users depend on, with what is known about how it is operated."""

    owner: Annotated[Name, Field(description="The team that answers for it.")]
    means: Annotated[Text | None, Field(description="What it does for its users.")] = None
    regions: Regions = None
    resources: dict[Name, Resource] = {}
    metrics: dict[Name, Metric] = {}
    alarms: dict[Name, Alarm] = {}
    alarm_stacks: Annotated[
        AlarmStack,
        Field(
            description="Over how many stacks its alarms are spread, by their names; more than 400 "
            "alarms need several. A change moves alarms that are deployed."
        ),
    ] = 1
    log_groups: dict[Name, LogGroup] = {}
    objectives: dict[Name, Objective] = {}
