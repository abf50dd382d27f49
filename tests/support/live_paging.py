"""A system whose people are paged one after the other, in the embedded AWS, with queues as phones.

What is deployed is what the CDK synthesizes from a viewpoint. Only waits are shorter, as `HASTE`
says, and the queue that stands for a phone is subscribed by hand to the topic of its person.
"""

import json
import re
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread
from types import MappingProxyType
from typing import Any
from urllib.request import Request, urlopen

from local.declared_stacks import declared_stacks, with_functions
from local.endpoint import ACCOUNT, HOME_REGION, Endpoint
from local.fake_parameters import put_parameters
from local.overlay.signature import signed_url
from tests.support.emulator import deploy_stack, put_assets, put_minutes
from tests.support.stage_assemblies import synthesize

SYSTEM, STAGE = "siren", "prod"
NAME = f"{SYSTEM}-{STAGE}"
PEOPLE = ("ana", "ben", "dana")
TIER_SECONDS = 2
UNHEARD = "nobody had heard of it"
"""What the second way says to everybody."""
LAST_TIER = MappingProxyType(
    {'\\"TimeoutSeconds\\": 1800': f'\\"TimeoutSeconds\\": {TIER_SECONDS}'}
)
"""How long the last tier has to answer, in place of half an hour."""

HASTE = MappingProxyType(
    {
        **LAST_TIER,
        '"DelaySeconds": 120': f'"DelaySeconds": {2 * TIER_SECONDS}',
        '"VisibilityTimeout": 180': '"VisibilityTimeout": 2',
    }
)
"""What is quicker than in what was synthesized: how long the last tier has to answer, how long a
missing page is waited for, and after how long a notification that failed comes again."""

_LINK = re.compile(
    r"https://(?P<address>\w+)\.lambda-url\.[\w-]+\.on\.aws/(?P<token>[\w-]{22})\s", re.ASCII
)

_HEAD = f"""
system: {SYSTEM}
owner: platform
runbooks: https://example.com/runbooks
incidents: {{answer_by: link}}
page_by: alarm
stages:
  {STAGE}: {{account: "{ACCOUNT}", region: {HOME_REGION}, retain: false}}
severities:
  critical: {{respond_within: 5m}}
  warning: {{respond_within: 30m}}
  info: {{respond_within: next business day}}
contacts:
  ana: {{email: ana@example.com}}
  ben: {{email: ben@example.com}}
  dana: {{email: dana@example.com}}
on_call:
  primary:
    members: [ana]
    hand_off: Monday 09:00
    time_zone: Europe/Berlin
    starts: 2026-01-05
escalation:
  critical:
    - page: primary
    - {{after: {TIER_SECONDS}s, page: ben}}
    - {{after: {2 * TIER_SECONDS}s, page: dana}}
  warning: [{{notify: dana}}]
  info: [{{digest: dana}}]
services:
"""
_SERVICE = """
  {service}:
    owner: payments
    metrics: {{{metrics}}}
    alarms:
"""
_METRIC = "m{number}: {{namespace: {service}, metric: M{number}, statistic: Sum, period: 1m}}"
_ALARM = """
      failing {number}:
        metric: m{number}
        severity: critical
        when: "> 5 for 1 of 1"
        means: Orders fail.
        matters: Customers cannot buy.
        first_action: Read the log.
"""


def viewpoint(services: Iterable[str], alarms: int) -> str:
    """Return a viewpoint with so many critical alarms for each service."""
    return _HEAD + "".join(_service(each, alarms) for each in services)


def alarm_name(service: str, number: int = 0) -> str:
    """Return the name of an alarm."""
    return f"{NAME}-{service}-failing-{number}"


def _service(service: str, alarms: int) -> str:
    metrics = ", ".join(_METRIC.format(service=service, number=each) for each in range(alarms))
    head = _SERVICE.format(service=service, metrics=metrics)
    return head + "".join(_ALARM.format(number=each) for each in range(alarms))


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What came to a phone.

    Attributes:
        at: When, in seconds of a clock that only runs forward.
        phone: Whose: a person's name, or `fallback` for everybody.
        subject: What it says in short.
        text: What it says.
    """

    at: float
    phone: str
    subject: str
    text: str


@dataclass(eq=False)
class LivePaging:
    """The system while it runs.

    Attributes:
        endpoint: The embedded AWS.
        told: What has come to phones, in order.
    """

    endpoint: Endpoint
    told: list[Told] = field(default_factory=list)

    def fail(self, service: str, *numbers: int) -> float:
        """Let alarms of a service fire, and return when."""
        for number in numbers or (0,):
            put_minutes(self.endpoint, service, f"M{number}", [9, 9, None])
        return time.monotonic()

    def mend(self, service: str, *numbers: int) -> None:
        """Let alarms of a service recover."""
        for number in numbers or (0,):
            put_minutes(self.endpoint, service, f"M{number}", [1])

    def about(self, service: str, phone: str | None = None) -> list[Told]:
        """Return what was told of a service, to one phone or to all."""
        return [
            each
            for each in list(self.told)
            if service in each.subject + each.text and phone in {None, each.phone}
        ]

    def by_turns(self, service: str) -> list[Told]:
        """Return what the machine and its functions told of a service.

        On a machine that is busy a function may begin so late that the second way tells everybody
        as well, as it should.
        """
        return [each for each in self.about(service) if UNHEARD not in each.text]

    def incidents(self, service: str) -> list[dict[str, Any]]:
        """Return the documents of a service's incidents, the oldest first."""
        return sorted(
            (each for each in self._incidents() if each["service"] == service),
            key=lambda each: str(each["id"]),
        )

    def members(self) -> dict[str, set[str]]:
        """Return the names of the alarms of all incidents of each service."""
        found: dict[str, set[str]] = {}
        for each in self._incidents():
            found.setdefault(each["service"], set()).update(each["members"])
        return found

    def _incidents(self) -> Iterator[dict[str, Any]]:
        return (each for each in self._documents() if "id" in each)

    def _documents(self) -> list[dict[str, Any]]:
        pages = (
            self.endpoint.client("dynamodb")
            .get_paginator("scan")
            .paginate(TableName=f"{NAME}-incidents", ConsistentRead=True)
        )
        return [
            json.loads(item["document"]["S"])
            for page in pages
            for item in page["Items"]
            if "document" in item
        ]

    def executions(self, service: str) -> list[str]:
        """Return how each execution about a service ended, or that it runs."""
        client = self.endpoint.client("stepfunctions")
        machine = f"arn:aws:states:{HOME_REGION}:{ACCOUNT}:stateMachine:{NAME}-incident-critical"
        found = client.list_executions(stateMachineArn=machine)["executions"]
        return [each["status"] for each in found if f"-{service}-" in each["name"]]

    def waiting(self) -> list[dict[str, Any]]:
        """Return what waits for the next business day."""
        return [each for each in self._documents() if "id" not in each]

    def invoke(self, function: str, event: Mapping[str, Any] | None = None) -> None:
        """Run a function as its schedule would; it must not fail."""
        answer = self.endpoint.client("lambda").invoke(
            FunctionName=f"{NAME}-incident-{function}", Payload=json.dumps(event or {})
        )
        assert "FunctionError" not in answer, answer["Payload"].read()

    def follow(self, page: Told, method: str) -> tuple[int, str]:
        """Open the link of a page, or press its button; return the status and the document.

        The embedded AWS answers nobody without its key, so that the request is signed.
        """
        found = _LINK.search(page.text)
        assert found, page.text
        path = f"/_aws/lambda-url/{found['address']}/{found['token']}"
        key, now = self.endpoint.key, datetime.now(UTC)
        url = signed_url(method, self.endpoint.url + path, key.access_key, key.secret, now)
        request = Request(url, method=method)  # noqa: S310 - the address is http on 127.0.0.1
        with urlopen(request, timeout=30) as response:  # noqa: S310 - as above
            return response.status, response.read().decode()

    def read(self, queues: dict[str, str]) -> None:
        """Read all phones once."""
        sqs = self.endpoint.client("sqs")
        for phone, url in queues.items():
            found = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10)
            for message in found.get("Messages", []):
                sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
                body = json.loads(message["Body"])
                self.told.append(
                    Told(
                        at=time.monotonic(),
                        phone=phone,
                        subject=body["Subject"],
                        text=body["Message"],
                    )
                )


@contextmanager
def live_paging(
    endpoint: Endpoint,
    services: Iterable[str],
    alarms: int,
    haste: Mapping[str, str] = HASTE,
) -> Iterator[LivePaging]:
    """The system, deployed, and somebody who looks at all phones all the time.

    Args:
        endpoint: An emulator in which it is not deployed yet.
        services: Its services.
        alarms: How many critical alarms each of them has.
        haste: What is quicker than in what was synthesized.

    Yields:
        The system, of which nothing is deleted afterwards: the emulator ends.
    """
    with TemporaryDirectory() as name:
        _deploy(endpoint, viewpoint(services, alarms), Path(name), haste)
    queues = {phone: _phone(endpoint, phone) for phone in (*PEOPLE, "fallback")}
    system, is_over = LivePaging(endpoint), Event()

    def read() -> None:
        while not is_over.wait(0.1):
            system.read(queues)

    reader = Thread(target=read, daemon=True)
    reader.start()
    try:
        yield system
    finally:
        is_over.set()
        reader.join()


def _deploy(endpoint: Endpoint, text: str, folder: Path, haste: Mapping[str, str]) -> None:
    synthesize(text, STAGE, folder)
    put_parameters(endpoint, folder, {"/cdk-bootstrap/hnb659fds/version": "21"})
    put_assets(endpoint, folder)
    stacks = declared_stacks(folder)
    endpoint.trust(with_functions(stacks))
    for stack in stacks:
        template = stack.template.read_text()
        for slow, quick in haste.items():
            template = template.replace(slow, quick)
        deploy_stack(endpoint, stack.name, json.loads(template))


def _phone(endpoint: Endpoint, phone: str) -> str:
    url: str = endpoint.client("sqs").create_queue(QueueName=f"phone-of-{phone}")["QueueUrl"]
    topic = f"{NAME}-fallback" if phone == "fallback" else f"{NAME}-contact-{phone}"
    endpoint.client("sns").subscribe(
        TopicArn=f"arn:aws:sns:{HOME_REGION}:{ACCOUNT}:{topic}",
        Protocol="sqs",
        Endpoint=f"arn:aws:sqs:{HOME_REGION}:{ACCOUNT}:phone-of-{phone}",
    )
    return url
