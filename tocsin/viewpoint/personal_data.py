"""Personal data in log events: what CloudWatch Logs looks for, and masks."""

from typing import Annotated, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from tocsin.diagnostics import InvalidValueError, did_you_mean, quoted
from tocsin.viewpoint.data_identifiers import DATA_IDENTIFIERS
from tocsin.viewpoint.part import Part


def _known(identifier: str) -> str:
    if identifier not in DATA_IDENTIFIERS:
        what = f"CloudWatch Logs has no data identifier {quoted(identifier)}"
        raise InvalidValueError(what, did_you_mean(identifier, DATA_IDENTIFIERS))
    return identifier


DataIdentifier = Annotated[str, AfterValidator(_known)]


class Findings(Part):
    """Where a report of each log event with personal data goes; it exists already."""

    log_group: Annotated[
        str | None,
        StringConstraints(pattern=r"^[.\-_/#A-Za-z0-9{}]{1,512}$"),
        Field(description="The name of another log group."),
    ] = None
    bucket: Annotated[
        str | None,
        StringConstraints(pattern=r"^[a-z0-9.\-{}]{3,63}$"),
        Field(description="The name of a bucket of Amazon S3."),
    ] = None
    stream: Annotated[
        str | None,
        StringConstraints(pattern=r"^[A-Za-z0-9_.\-{}]{1,64}$"),
        Field(description="The name of a stream of Amazon Data Firehose."),
    ] = None

    @model_validator(mode="after")
    def _goes_somewhere(self) -> Self:
        if not self.model_fields_set:
            what = "nothing says where reports go"
            raise InvalidValueError(what, "write log_group, bucket or stream, or remove findings")
        return self


class PersonalData(Part):
    """Sensitive data that are looked for in new log events, counted, and masked."""

    identifiers: Annotated[
        tuple[DataIdentifier, ...],
        Field(
            min_length=1,
            description="Managed data identifiers of CloudWatch Logs, as EmailAddress.",
        ),
    ]
    findings: Annotated[
        Findings | None, Field(description="Where reports go; they are only counted without it.")
    ] = None

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        twice = next((each for each in self.identifiers if self.identifiers.count(each) > 1), None)
        if twice is not None:
            raise InvalidValueError(f"{quoted(twice)} is looked for twice", "remove one of them")
        return self
