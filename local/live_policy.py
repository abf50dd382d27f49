"""How people are paged about an alarm, as a machine that is deployed has it; its incidents."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from botocore.exceptions import ClientError

from local.endpoint import Client, Endpoint
from tocsin.diagnostics import format_duration, printable_line
from tocsin.incidents import (
    Incident,
    incident_id_of,
    incident_key,
    of_status,
    read_incident_item,
    table_name,
)
from tocsin.on_call import Policy, PolicyDocumentError, paging_tiers, read_policy_document

_EVERYBODY = "everybody"


@dataclass(frozen=True, slots=True, kw_only=True)
class LivePolicy:
    """A policy that is deployed.

    Attributes:
        policy: What the machine's first state holds.
        machine: The ARN of the machine.
        endpoint: The emulator.
        region: Where it is.
    """

    policy: Policy
    machine: str
    endpoint: Endpoint
    region: str

    @property
    def says(self) -> str:
        """Whom it pages after how long, in a sentence."""
        tiers = ", ".join(
            f"{' and '.join(each.recipients)} after {format_duration(each.after)}"
            for each in map(self.policy.tiers.__getitem__, paging_tiers(self.policy))
        )
        said = f"The {self.policy.severity} policy of {self.policy.stage} pages {tiers}."
        return printable_line(said)

    def open_about(self, alarms: Collection[str]) -> Incident | None:
        """Return the incident that waits for an answer about one of these alarms, if there is."""
        answer = self._table.query(**of_status(self._name, "open", newest_first=True))
        found = (self.incident(incident_id_of(item)) for item in answer["Items"])
        return next((each for each in found if not each.members.keys().isdisjoint(alarms)), None)

    def incident(self, incident_id: str) -> Incident:
        """Return an incident as it is now."""
        key = incident_key(incident_id)
        found = self._table.get_item(TableName=self._name, Key=key, ConsistentRead=True)
        return read_incident_item(found["Item"])

    def outcome(self, incident: Incident) -> str:
        """Return how the machine of an incident's round ended, or that it is RUNNING."""
        execution = self.machine.replace(":stateMachine:", ":execution:")
        arn = f"{execution}:{incident.execution}"
        client = self.endpoint.client("stepfunctions", self.region)
        return str(client.describe_execution(executionArn=arn)["status"])

    def who_is(self, topic: str) -> str:
        """Return whom a topic tells: a contact, or everybody."""
        names = {arn: name for name, arn in self.policy.contacts.items()}
        if topic == self.policy.fallback:
            return _EVERYBODY
        return names.get(topic, topic.rpartition(":")[2])

    @property
    def _name(self) -> str:
        return table_name(self.policy.system, self.policy.stage)

    @property
    def _table(self) -> Client:
        return self.endpoint.client("dynamodb", self.region)


def live_policy(endpoint: Endpoint, region: str, topics: Iterable[str]) -> LivePolicy | None:
    """Return the policy that is about one of these topics; None if no machine pages about them."""
    wanted = set(topics)
    client = endpoint.client("stepfunctions", region)
    for page in client.get_paginator("list_state_machines").paginate():
        for each in page["stateMachines"]:
            policy = _policy(client, each["stateMachineArn"])
            if policy and policy.topic in wanted:
                machine = each["stateMachineArn"]
                return LivePolicy(policy=policy, machine=machine, endpoint=endpoint, region=region)
    return None


def _policy(client: Client, machine: str) -> Policy | None:
    """Return the policy of a machine; None if it has none that can be read."""
    try:
        described = client.describe_state_machine(stateMachineArn=machine)
        definition = json.loads(described["definition"])
        first = definition["States"][definition["StartAt"]]
        return read_policy_document(first["Assign"]["policy"])
    except (ClientError, KeyError, TypeError, ValueError, PolicyDocumentError):
        return None
