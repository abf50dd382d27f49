"""What AWS Backup Audit Manager is to look at, and to report."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlSpec:
    """A control of a framework.

    Attributes:
        name: As AWS Backup names it.
        parameters: Pairs of name and value.
        is_of_resources: Whether it looks at what is protected, so that its scope narrows it.
    """

    name: str
    parameters: tuple[tuple[str, str], ...] = ()
    is_of_resources: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSpec:
    """A report, written once a day.

    Attributes:
        id: Stable id.
        name: Its name in AWS.
        template: As AWS Backup names what is in it.
        is_of_framework: Whether it tells what the framework's controls found.
    """

    id: str
    name: str
    template: str
    is_of_framework: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupAuditSpec:
    """The audit of the backups in one Region.

    Attributes:
        framework: The framework's name.
        controls: Its controls.
        types: The types of what is protected, as AWS Backup names them; empty for all types.
        tag: The key and the value of the tag that narrows the scope in place of types.
        reports: What is reported.
        bucket: Where to; it may be a stored value.
        prefix: What the keys of reports begin with.
        formats: As what they are written.
    """

    framework: str
    controls: tuple[ControlSpec, ...]
    types: tuple[str, ...]
    tag: tuple[str, str] | None
    reports: tuple[ReportSpec, ...]
    bucket: str
    prefix: str
    formats: tuple[str, ...]
