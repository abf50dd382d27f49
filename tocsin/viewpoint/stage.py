"""One environment of the system."""

from typing import Annotated

from pydantic import Field, StringConstraints

from tocsin.on_call import Severity
from tocsin.viewpoint.contact import Contact
from tocsin.viewpoint.escalation import EscalationPolicy
from tocsin.viewpoint.part import Flag, Name, Number, Part
from tocsin.viewpoint.tracing import PatternText

Region = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,4}(-[a-z]+)+-[1-9]$")]
Account = Annotated[str, StringConstraints(pattern=r"^[0-9]{12}$")]


class Stage(Part):
    """Where one environment of the system runs, and in what it differs."""

    account: Annotated[Account, Field(description="The AWS account id: twelve digits in quotes.")]
    region: Annotated[Region, Field(description="The AWS Region of the system.")]
    recovery_region: Annotated[
        Region | None, Field(description="The Region that holds the copies of the backups.")
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
    contacts: Annotated[
        dict[Name, Contact], Field(description="Contacts that this stage adds or replaces.")
    ] = {}
    escalation: Annotated[
        dict[Severity, EscalationPolicy],
        Field(description="Escalation policies that this stage replaces."),
    ] = {}
