"""The incidents of a stage in a Region, as people on call read and change them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from botocore.exceptions import ClientError

from tocsin.aws.answer import Answer as AwsAnswer
from tocsin.aws.answer import call, pages
from tocsin.aws.failure import AwsFailure, explained, failure
from tocsin.aws.session import AwsSession
from tocsin.incidents import (
    CONFLICTS,
    GONE,
    PROBE,
    Answer,
    Command,
    Incident,
    Status,
    Step,
    StoredOverride,
    TellOver,
    changed,
    incident_id_of,
    incident_key,
    last_key,
    of_status,
    override_item,
    override_key,
    overrides_of,
    publication_of_end,
    read_incident_item,
    read_override_item,
    task_success,
    written_first,
)

T = TypeVar("T")

NO_TABLE = "incidents/no-table"
"""The kind of a failure of which the stage has no incidents in a Region."""

_ATTEMPTS = 20
_AGAIN = "run the command again"


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """What became of an incident.

    Attributes:
        before: It as it was just before.
        step: What it is now, and what is left to do.
    """

    before: Incident
    step: Step

    @property
    def after(self) -> Incident:
        """The incident as it is now."""
        return self.step.incident or self.before


@dataclass(frozen=True, slots=True, kw_only=True)
class StageIncidents:
    """Reads and changes the incidents of a stage.

    Attributes:
        session: How AWS is reached.
        region: Where the table is.
        table: Its name.
    """

    session: AwsSession
    region: str
    table: str

    def load(self, incident_id: str) -> Incident | None:
        """Return an incident, None if there is none of that id.

        Raises:
            AwsFailure: AWS failed, or what is there is no incident.
        """
        key = incident_key(incident_id)
        request = {"TableName": self.table, "Key": key, "ConsistentRead": True}
        item = self._ask("get_item", "dynamodb:GetItem", request).get("Item")
        return self._read(item) if item else None

    def last_of(self, service: str) -> Incident | None:
        """Return the last incident of a service, None if it never had one.

        Raises:
            AwsFailure: AWS failed, or what is there is no incident.
        """
        request = {"TableName": self.table, "Key": last_key(service), "ConsistentRead": True}
        item = self._ask("get_item", "dynamodb:GetItem", request).get("Item")
        return self.load(item["incident"].get("S", "")) if item else None

    def of(self, status: Status) -> Iterator[Incident]:
        """Yield the incidents of a status, the newest first, without those of probes.

        Raises:
            AwsFailure: AWS failed, or what is there is no incident.
        """
        for item in self._query(of_status(self.table, status, newest_first=True)):
            if item.get("service", {}).get("S") == PROBE:
                continue
            found = self.load(incident_id_of(item))
            if found is not None and found.status == status:
                yield found

    def begin(self, incident: Incident) -> None:
        """Write an incident that no notification opened, and that is not the last of its service.

        Raises:
            AwsFailure: AWS failed, or there is one of that id.
        """
        self._ask("put_item", "dynamodb:PutItem", written_first(self.table, incident))

    def change(self, incident: Incident, change: Callable[[Incident], Step]) -> Changed:
        """Change an incident by its newest version, however many change it at once.

        Args:
            incident: It as it was read.
            change: What becomes of it, asked again whenever somebody else was quicker.

        Raises:
            AwsFailure: AWS failed, or others were quicker each time.
        """
        for _ in range(_ATTEMPTS):
            before = self.load(incident.id) or incident
            step = change(before)
            after = step.incident
            if after is None or after == before or self._is_saved(after, before):
                return Changed(before=before, step=step)
        what = f"others changed it {_ATTEMPTS} times in between"
        raise failure("incidents/conflict", "dynamodb:PutItem", what, _AGAIN)

    def carry_out(self, incident: Incident, commands: Iterable[Command]) -> None:
        """Answer the machine that waits, and tell those who were paged that it is over.

        Raises:
            AwsFailure: What failed, after all was tried.
        """
        failures: list[AwsFailure] = []
        for command in commands:
            try:
                self._do(incident, command)
            except AwsFailure as failed:
                failures.append(failed)
        if failures:
            raise AwsFailure(problem for each in failures for problem in each.problems)

    def overrides(self, rotation: str) -> tuple[StoredOverride, ...]:
        """Return who has a rotation for a time, the newest first.

        Raises:
            AwsFailure: AWS failed, or what is there is no override.
        """
        found = self._query(overrides_of(self.table, rotation))
        return tuple(self._understood(read_override_item, item) for item in found)

    def put_override(self, override: StoredOverride) -> None:
        """Keep who has a rotation for a time.

        Raises:
            AwsFailure: AWS failed.
        """
        request = {"TableName": self.table, "Item": override_item(override)}
        self._ask("put_item", "dynamodb:PutItem", request)

    def delete_override(self, override: StoredOverride) -> None:
        """Forget who has a rotation for a time.

        Raises:
            AwsFailure: AWS failed.
        """
        key = override_key(override.rotation, override.begins)
        self._ask("delete_item", "dynamodb:DeleteItem", {"TableName": self.table, "Key": key})

    def _publish(self, request: Mapping[str, Any]) -> None:
        """Publish something to a topic.

        Raises:
            AwsFailure: AWS failed.
        """
        self._call("sns", "publish", "sns:Publish", request)

    def _do(self, incident: Incident, command: Command) -> None:
        if isinstance(command, Answer):
            self._answer(command)
        elif isinstance(command, TellOver):
            for contact in command.contacts:
                self._publish(publication_of_end(incident, incident.told[contact]))

    def _answer(self, command: Answer) -> None:
        asked, request = "states:SendTaskSuccess", task_success(command)
        try:
            self._call("stepfunctions", "send_task_success", asked, request)
        except AwsFailure as failed:
            # A machine that waits no longer needs no answer.
            if _code(failed.__cause__) not in GONE:
                raise

    def _is_saved(self, after: Incident, before: Incident) -> bool:
        """Write an incident, and say whether nobody else did so in between."""
        try:
            self._ask("put_item", "dynamodb:PutItem", changed(self.table, after, before))
        except AwsFailure as failed:
            if _code(failed.__cause__) in CONFLICTS:
                return False
            raise
        return True

    def _ask(self, operation: str, asked: str, request: Mapping[str, Any]) -> AwsAnswer:
        try:
            return self._call("dynamodb", operation, asked, request)
        except AwsFailure as failed:
            raise self._missing(failed) from failed.__cause__

    def _call(
        self, service: str, operation: str, asked: str, request: Mapping[str, Any]
    ) -> AwsAnswer:
        with explained(asked, again=_AGAIN):
            return call(self.session.client(service, self.region), operation, request, asked=asked)

    def _query(self, request: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
        asked = "dynamodb:Query"
        try:
            with explained(asked, again=_AGAIN):
                client = self.session.client("dynamodb", self.region)
                for page in pages(client, "query", request, asked=asked):
                    yield from page.get("Items", ())
        except AwsFailure as failed:
            raise self._missing(failed) from failed.__cause__

    def _missing(self, failed: AwsFailure) -> AwsFailure:
        """Say of a table that is not there what is behind that."""
        if _code(failed.__cause__) != "ResourceNotFoundException":
            return failed
        what = f"there is no table {self.table} in {self.region}"
        fix = "write incidents: on in the viewpoint and deploy the stage; a stage whose policies "
        fix += "page no person has none"
        return failure(NO_TABLE, "AWS", what, fix)

    def _read(self, item: Mapping[str, Any]) -> Incident:
        return self._understood(read_incident_item, item)

    def _understood(self, read: Callable[[Mapping[str, Any]], T], item: Mapping[str, Any]) -> T:
        try:
            return read(item)
        except (AwsFailure, LookupError, TypeError, ValueError) as error:
            where = f"{item['pk'].get('S')} in {self.table}"
            fix = "use the version of Tocsin with which the stage is deployed"
            raise failure("incidents/unreadable", where, "it cannot be read", fix) from error


def _code(error: object) -> str:
    return (
        str(error.response.get("Error", {}).get("Code")) if isinstance(error, ClientError) else ""
    )
