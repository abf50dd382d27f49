"""One environment of the system."""

from collections import Counter
from typing import Annotated, Any, Self

from pydantic import ConfigDict, Field, StringConstraints, model_validator

from tocsin.diagnostics import InvalidValueError
from tocsin.viewpoint.part import Flag, Number, Off, Part
from tocsin.viewpoint.region import Region
from tocsin.viewpoint.tracing import PatternText

Account = Annotated[str, StringConstraints(pattern=r"^[0-9]{12}$")]


Changes = Annotated[
    dict[str, Any],
    Field(
        description="What differs in this stage: merged key by key, with off for what it does not "
        "have; lists are replaced."
    ),
]


class Stage(Part):
    """Where one environment of the system runs, and in what it differs."""

    model_config = ConfigDict(
        json_schema_extra={"oneOf": [{"required": ["region"]}, {"required": ["regions"]}]}
    )

    account: Annotated[Account, Field(description="The AWS account id: twelve digits in quotes.")]
    region: Annotated[
        Region | None, Field(description="The AWS Region of the system; or else its regions.")
    ] = None
    regions: Annotated[
        Annotated[tuple[Region, ...], Field(min_length=1)] | None,
        Field(
            description="Several Regions in which the system is active, as [us-east-1, eu-west-1]: "
            "each has its topics and alarms. The first is its home, which no name has in it: add "
            "others behind it.",
        ),
    ] = None
    recovery_region: Annotated[
        Region | Off | None,
        Field(
            description="The Region that holds the copies of the backups, from all Regions of the "
            "stage; off for a stage without copies, whatever copy_retention says."
        ),
    ] = None
    retain: Annotated[
        Flag,
        Field(description="Keep logs, keys and backups when their stack is deleted."),
    ] = True
    service_names: Annotated[
        PatternText | None,
        Field(
            description="The pattern of the names that its services have in traces, as "
            "{system}-{stage}-*: sampling rules are for these alone. Needed where another stage "
            "shares account and Region."
        ),
    ] = None
    sms_spend_limit: Annotated[
        Number,
        Field(
            gt=0,
            description="What the account may spend on SMS in a month, in USD, as Amazon SNS has "
            "it for the Region; an alarm tells when 80 % are spent. AWS's own default is 1.00.",
        ),
    ] = 1.0
    severities: Changes = {}
    warm_up: Annotated[object, Field(description="In place of the viewpoint's.")] = None
    page_by: Annotated[object, Field(description="In place of the viewpoint's.")] = None
    pulse: Annotated[object, Field(description="In place of the viewpoint's.")] = None
    contacts: Changes = {}
    on_call: Changes = {}
    absences: Changes = {}
    business_days: Changes = {}
    escalation: Changes = {}
    incidents: Annotated[object, Field(description="In place of the viewpoint's.")] = None
    services: Changes = {}
    maintenance: Changes = {}
    tracing: Changes = {}
    events: Changes = {}
    data_protection: Changes = {}
    dashboards: Changes = {}
    cloudwatch_dashboards: Annotated[object, Field(description="In place of the viewpoint's.")] = (
        None
    )
    grafana: Annotated[object, Field(description="In place of the viewpoint's.")] = None

    @property
    def active_regions(self) -> tuple[str, ...]:
        """The Regions in which the system is active, its home first."""
        return self.regions or ((self.region,) if self.region is not None else ())

    @property
    def home(self) -> str:
        """The Region of what a stage has once; names have no Region in them there."""
        return self.active_regions[0]

    @property
    def copied_to(self) -> str | None:
        """The Region that copies of backups go to; None in a stage without copies."""
        return None if self.recovery_region == "off" else self.recovery_region

    @model_validator(mode="after")
    def _is_somewhere(self) -> Self:
        if (self.region is None) == (self.regions is None):
            what = "give exactly one of region and regions"
            fix = "write region: us-east-1, or regions: [us-east-1, eu-west-1] for several"
            raise InvalidValueError(what, fix)
        doubled = [region for region, count in Counter(self.active_regions).items() if count > 1]
        if doubled:
            what = f"{' and '.join(doubled)} is more than once among the regions"
            raise InvalidValueError(what, "name each Region once")
        return self
