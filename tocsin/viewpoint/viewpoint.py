"""The whole description of how one system is operated."""

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Self

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    ModelWrapValidatorHandler,
    PrivateAttr,
    StringConstraints,
    model_validator,
)

from tocsin.diagnostics import KeyPath, parse_duration
from tocsin.on_call import NEXT_BUSINESS_DAY, Severity
from tocsin.traffic import Rate
from tocsin.viewpoint.absence import Absence
from tocsin.viewpoint.aws_names import check_https
from tocsin.viewpoint.business_days import BusinessDays
from tocsin.viewpoint.contact import Contact
from tocsin.viewpoint.dashboard import AUTOMATIC_DASHBOARDS, AutomaticDashboard, Dashboard
from tocsin.viewpoint.data_protection import DataProtection
from tocsin.viewpoint.escalation import EscalationPolicy
from tocsin.viewpoint.event_setting import EventName, EventSetting, OnOrOff
from tocsin.viewpoint.grafana import Grafana, GrafanaOrUrl
from tocsin.viewpoint.incidents import Incidents
from tocsin.viewpoint.maintenance import Maintenance
from tocsin.viewpoint.page_by import PageBy
from tocsin.viewpoint.part import Flag, Name, Part, Text, one_or_more, slug
from tocsin.viewpoint.rotation import Rotation
from tocsin.viewpoint.service import Service
from tocsin.viewpoint.severity import SeveritySettings
from tocsin.viewpoint.stage import Stage
from tocsin.viewpoint.stage_override import StageOverride
from tocsin.viewpoint.stage_views import read_views
from tocsin.viewpoint.taken_out import Parts, without_taken_out
from tocsin.viewpoint.tracing import Tracing
from tocsin.viewpoint.warm_up import WarmUp

StageName = Annotated[
    str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=20)
]

ALL_DASHBOARDS = "all"
"""In place of names of dashboards: each that there is."""

_DEFAULT_SEVERITIES: dict[Severity, SeveritySettings] = {
    "critical": SeveritySettings(respond_within=parse_duration("5m")),
    "warning": SeveritySettings(respond_within=parse_duration("30m")),
    "info": SeveritySettings(respond_within=NEXT_BUSINESS_DAY),
}

_MOST_FALSE_PAGES: dict[Severity, Rate] = {
    "critical": Rate(count=1, unit="year"),
    "warning": Rate(count=1, unit="month"),
    "info": Rate(count=1, unit="month"),
}


class Viewpoint(Part):
    """The whole description of how one system is operated."""

    system: Annotated[
        str,
        StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=20),
        Field(description="A short name that begins the name of everything that is built."),
    ]
    means: Annotated[Text | None, Field(description="What the system does.")] = None
    catalogue: Annotated[
        tuple[Text, ...],
        Field(
            description="Files with resource types of your own, or folders of them, as they are "
            "found from this file: [catalogue]."
        ),
    ] = ()
    owner: Annotated[Name, Field(description="The team that answers for operating it.")]
    runbooks: Annotated[
        str,
        StringConstraints(pattern=r"^https://\S+[^/\s]$", max_length=300),
        AfterValidator(check_https),
        Field(description="Where the runbooks are read: a URL without the last slash."),
    ]
    grafana: Annotated[
        GrafanaOrUrl | None,
        Field(
            description="Where Grafana is reached, a URL without the last slash: each alarm says "
            "which dashboard shows it. Or more of it: a workspace, into which each deployment "
            "brings the dashboards."
        ),
    ] = None
    stages: Annotated[dict[StageName, Stage], Field(min_length=1)]
    severities: dict[Severity, SeveritySettings] = _DEFAULT_SEVERITIES
    warm_up: Annotated[
        WarmUp,
        Field(
            description="How long a new alarm on silence waits for its metric, beside its own "
            "periods: as long as a service that is just being deployed takes to publish. 0m for "
            "none, at most 2d; a change does not make an alarm that exists wait again."
        ),
    ] = parse_duration("1h")
    page_by: Annotated[
        PageBy,
        Field(
            description="service: an outage of a service is one page, however many of its critical "
            "alarms are on; alarm: each of them pages."
        ),
    ] = "service"
    pulse: Annotated[
        Flag,
        Field(
            description="Whether another Region of the stage misses a sign of life of its "
            "monitoring, and pages then."
        ),
    ] = True
    contacts: Annotated[dict[Name, Contact], Field(min_length=1)]
    on_call: dict[Name, Rotation] = {}
    absences: Annotated[
        dict[Name, tuple[Absence, ...]],
        Field(
            description="When contacts are away. Whoever is absent is passed over: the next member "
            "of the rotation who is there is on call."
        ),
    ] = {}
    business_days: Annotated[
        BusinessDays | None,
        Field(
            description="The days on which people work; what can wait is read on the next of them."
        ),
    ] = None
    escalation: dict[Severity, EscalationPolicy]
    incidents: Annotated[
        Incidents | OnOrOff,
        Field(
            description="Whether people are paged one after the other until somebody answers, and "
            "incidents are kept; or how. off: everybody is told at once."
        ),
    ] = "off"
    services: Annotated[dict[Name, Service], Field(min_length=1)]
    maintenance: dict[Name, Maintenance] = {}
    tracing: Tracing = Tracing()
    events: Annotated[
        dict[EventName, EventSetting | OnOrOff],
        Field(
            description="Operational events of AWS of which people are told, by the names of "
            "`tocsin catalogue --events`: single ones, or groups. Those of the resource types in "
            "use are told of unasked; on adds others, off takes one out."
        ),
    ] = {}
    data_protection: DataProtection = DataProtection()
    dashboards: dict[Name, Dashboard] = {}
    cloudwatch_dashboards: Annotated[
        tuple[Name, ...],
        BeforeValidator(one_or_more, json_schema_input_type=Name | list[Name]),
        Field(
            description="Dashboards that are in CloudWatch, too, by name; all for each. CloudWatch "
            "charges 3 USD a month for each above the third of an account."
        ),
    ] = ()
    dashboards_left_out: Annotated[
        tuple[AutomaticDashboard, ...],
        Field(
            description="Dashboards that are not made: an overview of all services, services for "
            "one of each, and those of business metrics, objectives, incident response, data "
            "protection, the cost of monitoring and operations are made unasked."
        ),
    ] = ()

    _of_stages: Mapping[str, tuple["Viewpoint", StageOverride]] = PrivateAttr(default_factory=dict)

    @cached_property
    def service_boards(self) -> Mapping[str, str]:
        """The name of the dashboard that shows a service alone, for each that has one.

        It is that of the viewpoint which shows nothing else, or one that is made unasked.
        """
        taken = {slug(each) for each in self.dashboards} | {*AUTOMATIC_DASHBOARDS}
        declared = {
            board.services[0]: name
            for name, board in reversed(self.dashboards.items())
            if len(board.services) == 1
        }
        is_left_out = "services" in self.dashboards_left_out
        made = {
            name: f"service-{slug(name)}" if slug(name) in taken else slug(name)
            for name in ([] if is_left_out else self.services)
        }
        return {**made, **declared}

    def of_stage(self, stage: str) -> "Viewpoint":
        """Return what holds in *stage*: this viewpoint with the changes of the stage, if any."""
        return self._of_stages[stage][0] if stage in self._of_stages else self

    def located(self, stage: str, path: KeyPath) -> KeyPath:
        """Return where that is written which stands at *path* in what holds in *stage*."""
        return self._of_stages[stage][1].located(path) if stage in self._of_stages else path

    @property
    def grafana_url(self) -> str | None:
        """Where Grafana is reached; None where that is not said."""
        return self.grafana.url if isinstance(self.grafana, Grafana) else self.grafana

    @property
    def kept_incidents(self) -> Incidents | None:
        """How incidents are kept; None where they are not."""
        if isinstance(self.incidents, Incidents):
            return self.incidents
        return Incidents() if self.incidents == "on" else None

    @property
    def parts(self) -> Parts:
        """What names other parts, and these."""
        return Parts(
            services=self.services,
            maintenance=self.maintenance,
            protection=self.data_protection,
            dashboards=self.dashboards,
        )

    @model_validator(mode="wrap")
    @classmethod
    def _with_stages(cls, data: object, read: ModelWrapValidatorHandler[Self]) -> Self:
        """Read the viewpoint, and what holds in each stage that changes it."""
        whole, views = read_views(data, read)
        whole._of_stages = {  # noqa: SLF001 - it is of this class, and is made here
            name: (view.beside(whole, override), override)
            for name, (view, override) in views.items()
        }
        return whole

    def beside(self, whole: "Viewpoint", override: StageOverride) -> "Viewpoint":
        """Return this viewpoint of a stage without what the stage takes out of the *whole*."""
        parts = without_taken_out(self.parts, whole.parts, override.decides)
        return self.model_copy(
            update={
                "services": dict(parts.services),
                "maintenance": dict(parts.maintenance),
                "data_protection": parts.protection,
                "dashboards": dict(parts.dashboards),
            }
        )

    def promise(self, severity: Severity) -> SeveritySettings:
        """What a severity promises; the usual where the viewpoint says nothing about it."""
        return self.severities.get(severity, _DEFAULT_SEVERITIES[severity])

    def most_false_pages(self, severity: Severity) -> Rate:
        """How often an alarm of a severity may fire by chance alone."""
        return self.promise(severity).false_pages or _MOST_FALSE_PAGES[severity]
