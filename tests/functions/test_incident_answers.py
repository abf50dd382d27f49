"""A page that is answered by its link, or by the button of a chat."""

import hmac
import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import pytest

from functions.incidents.answering import Answering
from functions.incidents.carry_out import Hands
from functions.incidents.chat import Chat
from functions.incidents.intake import Intake
from functions.incidents.link import Door
from functions.incidents.links import QUICK, Links
from functions.incidents.page import Pager
from functions.incidents.settings import Route
from tests.support.incident_aws import MACHINE, SETTINGS, FakeAws, ServiceError, page_event, record
from tests.support.incidents import TOPIC, after, notice, opened, policy
from tocsin.incidents import Incident, Step, noticed
from tocsin.on_call import Tier, policy_document

BASE = "https://abc.lambda-url.us-east-1.on.aws/"
Json = dict[str, Any]


@dataclass(eq=False)
class FakeKms:
    """Has a key, and signs."""

    key: bytes = b"k"
    fails: Callable[[], bool] = lambda: False

    def generate_mac(self, *, KeyId: str, MacAlgorithm: str, Message: bytes) -> Json:  # noqa: N803 - AWS's names
        """Sign a message."""
        assert (KeyId, MacAlgorithm) == ("key", "HMAC_SHA_256")
        if self.fails():
            raise ServiceError("KMSInternalException")
        return {"Mac": hmac.digest(self.key, Message, "sha256")}


@dataclass(eq=False)
class Texts:
    """Keeps what is published, whole."""

    texts: list[str] = field(default_factory=list)

    def publish(self, *, Message: str, **_: str) -> None:  # noqa: N803 - AWS's names
        """Publish a message."""
        self.texts.append(Message)


@dataclass(eq=False)
class Paged:
    """An incident about which Ana has been paged."""

    aws: FakeAws = field(default_factory=FakeAws)
    kms: FakeKms = field(default_factory=FakeKms)
    topics: Texts = field(default_factory=Texts)

    def __post_init__(self) -> None:
        """Open it, and let its machine page."""
        self.aws.table.change_last_of("checkout", lambda _: Step(opened()))
        self.page()

    def page(self) -> None:
        """Let the machine page the first tier."""
        incident = self.incident
        document = policy_document(policy())
        event = page_event(incident.id, 0, document, execution=incident.execution)
        hands = Hands(SETTINGS, self.topics, self.aws.machines)
        pager = Pager(table=self.aws.table, hands=hands, links=self.links, address=BASE)
        pager.page(event, after(2))

    @property
    def links(self) -> Links:
        """The links of the stage."""
        return Links(table=self.aws.table, kms=self.kms, key="key")

    @property
    def answering(self) -> Answering:
        """What takes answers."""
        return Answering(table=self.aws.table, machines=self.aws.machines)

    @property
    def incident(self) -> Incident:
        """The incident as it is now."""
        found = self.aws.table.last_of("checkout")
        assert found is not None
        return found

    @property
    def token(self) -> str:
        """What stands in the newest text message."""
        text: str = json.loads(self.topics.texts[-1])["sms"]
        return text.rpartition(BASE)[2]

    def ask(self, method: str, token: str, seconds: float = 60) -> Json:
        """Ask the function that links lead to."""
        door = Door(links=self.links, answering=self.answering)
        event = {"requestContext": {"http": {"method": method}}, "rawPath": f"/{token}"}
        return door.answer(event, after(seconds))


def test_a_link_answers_its_page_when_its_button_is_pressed() -> None:
    """Whoever only opens it, or asks for its head, answers nothing: scanners of mails do."""
    paged = Paged()
    opened_, head = paged.ask("GET", paged.token), paged.ask("HEAD", paged.token)

    assert (opened_["statusCode"], head["statusCode"], head["body"]) == (200, 200, "")
    assert "<button>" in opened_["body"]
    assert paged.incident.waits

    pressed = paged.ask("POST", paged.token)

    assert "You look after it; nobody else is paged." in pressed["body"]
    assert paged.incident.acknowledged_by == "ana"
    assert paged.incident.timeline[-1].text == "by a link"
    assert list(paged.aws.machines.answered.values()) == ["acknowledged"]


def test_a_link_is_used_once() -> None:
    """Also when the incident is over, opens again, and waits."""
    paged = Paged()
    token = paged.token
    paged.ask("POST", token)
    paged.aws.table.change_last_of(
        "checkout", lambda each: noticed(each, notice(state="OK", seconds=70), after(70))
    )
    paged.aws.table.change_last_of(
        "checkout", lambda each: noticed(each, notice(seconds=80), after(80))
    )

    again = paged.ask("POST", token, 90)

    assert "it has begun again since" in again["body"]
    assert paged.incident.waits
    paged.page()
    assert paged.token != token


def test_whoever_is_second_is_told_who_was_first() -> None:
    """By the other page's link."""
    paged = Paged()
    other = paged.links.address(BASE, paged.incident, "ben", after(3)).removeprefix(BASE)
    paged.ask("POST", paged.token)

    assert "ana looks after it" in paged.ask("POST", other)["body"]
    assert paged.incident.acknowledged_by == "ana"


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("wrong", ["unknown", "changed", "of another key", "late", "no token"])
def test_whatever_is_wrong_with_a_link_is_answered_alike(wrong: str, method: str) -> None:
    """And nothing is answered by it."""
    paged = Paged()
    asked, seconds = paged.token, 60.0
    if wrong == "unknown":
        asked = "A" * len(asked)
    elif wrong == "changed":
        asked = asked[:-1] + ("A" if asked[-1] != "A" else "B")
    elif wrong == "of another key":
        paged.kms.key = b"other"
    elif wrong == "late":
        seconds = timedelta(hours=13).total_seconds()
    else:
        asked = "../admin"

    response = paged.ask(method, asked, seconds)

    assert response == paged.ask("GET", "x")
    assert response["statusCode"] == 404
    assert paged.incident.waits


def test_a_record_that_somebody_wrote_is_no_link() -> None:
    """Whoever can write the table, and not use the key, answers nothing."""
    paged = Paged()
    link = paged.links.find(paged.token, after(60))
    assert link is not None
    forged = "F" * len(paged.token)
    paged.aws.table.keep_link(forged, replace(link, contact="ben"))

    assert paged.ask("POST", forged)["statusCode"] == 404
    assert paged.incident.waits


def test_what_a_page_does_not_know_is_refused() -> None:
    """With the methods that it knows."""
    response = Paged().ask("PUT", "x")
    assert (response["statusCode"], response["headers"]["Allow"]) == (405, "GET, HEAD, POST")


@pytest.mark.parametrize("broken", ["the key", "the table"])
def test_a_page_goes_out_without_a_link_rather_than_not_at_all(broken: str) -> None:
    """It says how to answer by the command line then."""
    paged = Paged()
    links = paged.links
    if broken == "the key":
        paged.kms.fails = lambda: True
    else:
        other = FakeAws()
        other.dynamodb.fails = lambda: True
        links = Links(table=other.table, kms=paged.kms, key="key")
    document = policy_document(policy())
    event = page_event(paged.incident.id, 0, document, execution=paged.incident.execution)
    hands = Hands(SETTINGS, paged.topics, paged.aws.machines)
    Pager(table=paged.aws.table, hands=hands, links=links, address=BASE).page(event, after(3))

    assert "tocsin ack" in json.loads(paged.topics.texts[-1])["sms"]


def test_a_machine_that_cannot_be_told_hears_of_it_later() -> None:
    """The answer is kept, and the failure alarms: the next tier asks the table first."""
    paged = Paged()
    paged.aws.machines.fails = lambda: True

    with pytest.raises(ServiceError):
        paged.ask("POST", paged.token)
    assert paged.incident.acknowledged_by == "ana"
    paged.aws.machines.fails = lambda: False
    assert "You look after it" in paged.ask("GET", paged.token)["body"]


def chat(paged: Paged, execution: object) -> str:
    """Press the button of a chat."""
    return Chat(answering=paged.answering).answer({"execution": execution}, after(60))


def test_a_chat_answers_by_its_button() -> None:
    """And is told what became of it, each time."""
    paged = Paged()
    name = paged.incident.id

    assert chat(paged, f"{name}-1") == f"chat looks after {name}; nobody else is paged."
    assert chat(paged, f"{name}-1") == f"chat already looks after {name}; nobody else is paged."
    assert list(paged.aws.machines.answered.values()) == ["acknowledged"]
    assert paged.incident.timeline[-1].text == "by a button in a chat"


@pytest.mark.parametrize(
    ("execution", "said"),
    [
        ("{id}-2", "{id} has begun again since: answer its newer message."),
        ("{id}", "There is no such incident: write tocsin incidents list."),
        ("", "There is no such incident: write tocsin incidents list."),
        ("{id}-" + "9" * 5_000, "There is no such incident: write tocsin incidents list."),
        (None, "There is no such incident: write tocsin incidents list."),
        (["x"], "There is no such incident: write tocsin incidents list."),
    ],
)
def test_a_button_of_something_else_answers_nothing(execution: object, said: str) -> None:
    """A round that is not the last one, or a text that names none."""
    paged = Paged()
    name = paged.incident.id
    given = execution.format(id=name) if isinstance(execution, str) else execution

    assert chat(paged, given) == said.format(id=name)
    assert paged.incident.waits


def test_a_page_does_not_wait_for_its_link() -> None:
    """AWS KMS answers at once, or the page goes out without; others of the tier wait no more."""
    assert vars(QUICK)["connect_timeout"] + vars(QUICK)["read_timeout"] <= 3
    paged, asked = Paged(), list[str]()

    def fail() -> bool:
        asked.append("asked")
        return True

    paged.kms.fails = fail
    both = Tier(recipients=("ana", "ben"), kind="page")
    document = policy_document(policy(tiers=(both,)))
    event = page_event(paged.incident.id, 0, document, execution=paged.incident.execution)
    hands = Hands(SETTINGS, paged.topics, paged.aws.machines)
    Pager(table=paged.aws.table, hands=hands, links=paged.links, address=BASE).page(event, after(3))

    assert len(paged.topics.texts) == 3
    assert asked == ["asked"]


def test_chats_that_cannot_be_told_keep_nobody_from_being_paged() -> None:
    """The machine has begun, the notification is done with, and nobody else is woken."""
    topic = f"{TOPIC}-incidents-critical"
    route = Route(severity="critical", machine=f"{MACHINE}-critical", chat=topic)
    settings = replace(SETTINGS, routes={f"{TOPIC}-critical": route}, chat_function="chat")
    aws = FakeAws()
    aws.topics.fails = lambda: True
    hands = Hands(settings, aws.topics, aws.machines)
    intake = Intake(settings=settings, table=aws.table, hands=hands)
    body = {
        "AlarmName": "shop-prod-checkout-no-orders",
        "NewStateValue": "ALARM",
        "StateChangeTime": "2026-03-14T09:25:00.000+0000",
    }
    envelope = {"TopicArn": f"{TOPIC}-critical", "Message": json.dumps(body)}

    assert intake.batch({"Records": [record(json.dumps(envelope))]}, after(1)) == {
        "batchItemFailures": []
    }
    assert len(aws.machines.started) == 1
    assert aws.topics.told == []


def test_chats_are_shown_what_they_can_answer_once() -> None:
    """A notification that comes twice is shown once; one of another severity to nobody."""
    topic = f"{TOPIC}-incidents-critical"
    route = Route(severity="critical", machine=f"{MACHINE}-critical", chat=topic)
    settings = replace(
        SETTINGS,
        routes={**SETTINGS.routes, f"{TOPIC}-critical": route},
        chat_function="shop-prod-incident-chat",
    )
    aws, topics = FakeAws(), Texts()
    hands = Hands(settings, topics, aws.machines)
    intake = Intake(settings=settings, table=aws.table, hands=hands)
    for severity in ("critical", "critical", "warning"):
        body = {
            "AlarmName": f"shop-prod-checkout-{severity}",
            "AlarmDescription": f"No order.\nService: {severity}",
            "NewStateValue": "ALARM",
            "StateChangeTime": "2026-03-14T09:25:00.000+0000",
        }
        envelope = {"TopicArn": f"{TOPIC}-{severity}", "Message": json.dumps(body)}
        assert intake.batch({"Records": [record(json.dumps(envelope))]}, after(1)) == {
            "batchItemFailures": []
        }

    (text,) = topics.texts
    context = json.loads(text)["metadata"]["additionalContext"]
    assert context["function"] == "shop-prod-incident-chat"
    assert context["region"] == "us-east-1"
    assert context["execution"] in aws.machines.started
