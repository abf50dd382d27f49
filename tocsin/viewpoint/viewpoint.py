"""The whole description of how one system is operated."""

from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from tocsin.diagnostics import parse_duration
from tocsin.on_call import NEXT_BUSINESS_DAY, Severity
from tocsin.viewpoint.aws_names import check_https
from tocsin.viewpoint.contact import Contact
from tocsin.viewpoint.dashboard import Dashboard
from tocsin.viewpoint.data_protection import DataProtection
from tocsin.viewpoint.escalation import EscalationPolicy
from tocsin.viewpoint.part import Name, Part, Text
from tocsin.viewpoint.rotation import Rotation
from tocsin.viewpoint.service import Service
from tocsin.viewpoint.severity import SeveritySettings
from tocsin.viewpoint.stage import Stage
from tocsin.viewpoint.tracing import Tracing
from tocsin.viewpoint.warm_up import WarmUp

StageName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*$", max_length=12)]

_DEFAULT_SEVERITIES: dict[Severity, SeveritySettings] = {
    "critical": SeveritySettings(respond_within=parse_duration("5m")),
    "warning": SeveritySettings(respond_within=parse_duration("30m")),
    "info": SeveritySettings(respond_within=NEXT_BUSINESS_DAY),
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
    contacts: Annotated[dict[Name, Contact], Field(min_length=1)]
    on_call: dict[Name, Rotation] = {}
    escalation: dict[Severity, EscalationPolicy]
    services: Annotated[dict[Name, Service], Field(min_length=1)]
    tracing: Tracing = Tracing()
    data_protection: DataProtection = DataProtection()
    dashboards: dict[Name, Dashboard] = {}

    def promise(self, severity: Severity) -> SeveritySettings:
        """What a severity promises; the usual where the viewpoint says nothing about it."""
        return self.severities.get(severity, _DEFAULT_SEVERITIES[severity])
