"""The resources that a stage watches, as alarms name them."""

from collections.abc import Mapping
from dataclasses import dataclass

from tocsin.catalogue import RecommendedAlarm, ResourceType
from tocsin.diagnostics import Location
from tocsin.plan.bound_resource import BoundResource, service_resources
from tocsin.plan.checking import plan_draft
from tocsin.plan.own_types import own_types
from tocsin.plan.stage_context import StageContext
from tocsin.viewpoint import Draft


@dataclass(frozen=True, slots=True, kw_only=True)
class StageResource:
    """A resource of a stage, in one of its Regions.

    Attributes:
        service: The service that it belongs to.
        name: Its name.
        type: Its type in the catalogue.
        identifiers: What templates have in dimensions, by the names of the identifiers.
        alarms: The alarms that the catalogue recommends for it, also those that are off.
        where: Where it stands in the viewpoint.
        account: Its account.
        region: Its Region.
    """

    service: str
    name: str
    type: ResourceType
    identifiers: Mapping[str, str]
    alarms: tuple[RecommendedAlarm, ...]
    where: Location
    account: str
    region: str


def stage_resources(draft: Draft, stage: str) -> tuple[StageResource, ...]:
    """Return the resources that the stage called *stage* watches.

    Raises:
        InvalidInputError: With everything that is wrong with the viewpoint and with the plan of
            the stage.
    """
    plan_draft(draft, stage)
    assert draft.viewpoint is not None
    context = StageContext(
        whole=draft.viewpoint,
        stage_name=stage,
        stage=draft.viewpoint.stages[stage],
        left_out=draft.left_out,
        own_types=own_types(draft)[0],
    )
    return tuple(
        _stage_resource(draft, there, resource)
        for name, service in context.viewpoint.services.items()
        for there, resource in service_resources(context, name, service)
    )


def _stage_resource(draft: Draft, context: StageContext, resource: BoundResource) -> StageResource:
    kind = resource.type
    return StageResource(
        service=resource.service,
        name=resource.name,
        type=kind,
        identifiers=resource.identifiers,
        alarms=kind.alarms_for(
            resource.identifiers,
            opted_in=resource.written.opt_ins,
            settings=resource.settings,
        ),
        where=draft.source.locate(resource.key_path),
        account=context.stage.account,
        region=context.region,
    )
