"""What users depend on."""

from typing import Annotated

from pydantic import BeforeValidator, Field

from tocsin.viewpoint.alarm import Alarm, AlarmStack
from tocsin.viewpoint.log_group import LogGroup
from tocsin.viewpoint.metric import Metric
from tocsin.viewpoint.objective import Objective
from tocsin.viewpoint.page_by import PageBy
from tocsin.viewpoint.part import Name, Part, Text, one_or_more
from tocsin.viewpoint.region import Regions
from tocsin.viewpoint.resource import Resource

Dependencies = Annotated[
    tuple[Name, ...], BeforeValidator(one_or_more, json_schema_input_type=Name | list[Name])
]


class Service(Part):
    """Something that users depend on, with what is known about how it is operated."""

    owner: Annotated[Name, Field(description="The team that answers for it.")]
    means: Annotated[Text | None, Field(description="What it does for its users.")] = None
    depends_on: Annotated[
        Dependencies,
        Field(
            description="Other services without which it does not work: while one of them is down, "
            "its own page waits."
        ),
    ] = ()
    page_by: Annotated[
        PageBy | None,
        Field(
            description="In place of the viewpoint's: service for one page however many of its "
            "critical alarms are on, alarm for one of each."
        ),
    ] = None
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
