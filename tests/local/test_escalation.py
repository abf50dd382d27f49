"""Fire drills with escalation, live: alarms, queues, functions and machines run in the emulator.

What takes time happens to all services at once, before the first test looks.
"""

import json
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from datetime import time as clock_time
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from functions.incidents.sweep import NAMESPACE
from local.answering import acknowledge as acknowledge_by_command
from local.burst_drill import run_burst_drill
from local.drillable_alarm import choose
from local.endpoint import ACCOUNT, HOME_REGION
from local.escalation import a_person_answers, the_last_answers
from local.fire_drill import run_fire_drill
from local.live_policy import live_policy
from tests.support.command_line import run
from tests.support.emulator import running_emulator, wait_for
from tests.support.live_paging import (
    NAME,
    PEOPLE,
    STAGE,
    SYSTEM,
    TIER_SECONDS,
    UNHEARD,
    LivePaging,
    alarm_name,
    live_paging,
    viewpoint,
)
from tocsin.incidents import PROBE
from tocsin.on_call import BusinessDays, policy_document, read_policy_document

pytestmark = [pytest.mark.emulator, pytest.mark.slow]

IGNORED, TAKEN, MENDED, MANY = "ignored", "taken", "mended", "many-at-once"
DRILLED, WATCHED, BURST, LINKED = "drilled", "watched", "burst", "linked"
NO_TABLE, NO_MACHINES, NO_TOPICS, UNREAD, UNSTEADY = (
    "no-table", "no-machines", "no-topics", "unread", "unsteady",
)  # fmt: skip
SERVICES = (
    IGNORED, TAKEN, MENDED, MANY, NO_TABLE, NO_MACHINES, NO_TOPICS, UNREAD, UNSTEADY,
    DRILLED, WATCHED, BURST, LINKED,
)  # fmt: skip
ALARMS = 10
READ_SECONDS = 0.5
"""How much later than it came a page may be read."""


wait_until = partial(wait_for, seconds=40)


@pytest.fixture(scope="module")
def system() -> Iterator[LivePaging]:
    """The system in an emulator of its own, before anything has happened."""
    with running_emulator() as endpoint, live_paging(endpoint, SERVICES, ALARMS) as system:
        yield system


@pytest.fixture(scope="module")
def drilled(system: LivePaging, tmp_path_factory: pytest.TempPathFactory) -> LivePaging:
    """The system after services failed; somebody answered for one, and another recovered."""
    for service in (IGNORED, TAKEN, MENDED):
        system.fail(service)
    system.fail(MANY, *range(ALARMS))
    wait_until(lambda: all(system.about(each, "ana") for each in (TAKEN, MENDED)))
    acknowledge(system, TAKEN, tmp_path_factory.mktemp("viewpoint"))
    system.mend(MENDED)
    wait_until(lambda: "fallback" in phones(system, IGNORED))
    return system


def phones(system: LivePaging, service: str) -> list[str]:
    """Whom the machine and its functions told of a service, in order."""
    return [each.phone for each in system.by_turns(service)]


def acknowledge(system: LivePaging, service: str, folder: Path) -> None:
    """Answer for a service as a person does, by the command line."""
    (incident,) = system.incidents(service)
    file = folder / "viewpoint.yaml"
    file.write_text(viewpoint(SERVICES, ALARMS))
    with pytest.MonkeyPatch.context() as patch:
        for name, value in system.endpoint.aws_environment().items():
            patch.setenv(name, value)
        said = run("ack", incident["id"], file, "--stage", STAGE, "--by", "ana")
    assert said.exit_code == 0, said.errors


def test_nobody_answers(drilled: LivePaging) -> None:
    """Primary, second, last and everybody are told, each once and at the times of the policy."""
    told = drilled.by_turns(IGNORED)

    assert [each.phone for each in told] == ["ana", "ben", "dana", "fallback"]
    for before, each in pairwise(told):
        assert each.at - before.at > TIER_SECONDS - READ_SECONDS
    assert drilled.executions(IGNORED) == ["SUCCEEDED"]


def test_somebody_answers(drilled: LivePaging) -> None:
    """Nobody else is paged after `tocsin ack`, and the machine ends."""
    (incident,) = drilled.incidents(TAKEN)
    assert phones(drilled, TAKEN) == sorted(incident["told"])
    assert (incident["status"], incident["acknowledged_by"]) == ("acknowledged", "ana")
    assert drilled.executions(TAKEN) == ["SUCCEEDED"]


def test_a_page_is_answered_by_its_link(drilled: LivePaging) -> None:
    """Opening it answers nothing, as scanners of mails open it; its button does, once."""
    drilled.fail(LINKED)
    wait_until(lambda: drilled.about(LINKED, "ana"))
    (page,) = drilled.about(LINKED, "ana")

    status, opened = drilled.follow(page, "GET")
    (incident,) = drilled.incidents(LINKED)
    assert (status, incident["status"], opened.count("<button>")) == (200, "open", 1)

    _, pressed = drilled.follow(page, "POST")
    (incident,) = drilled.incidents(LINKED)
    assert (incident["status"], incident["acknowledged_by"]) == ("acknowledged", "ana")
    assert "You look after it; nobody else is paged." in pressed
    assert "<button>" not in drilled.follow(page, "GET")[1]
    wait_until(lambda: drilled.executions(LINKED) == ["SUCCEEDED"])
    assert "fallback" not in phones(drilled, LINKED)


def test_it_is_over_before_anybody_answers(drilled: LivePaging) -> None:
    """Nobody else is paged, and whoever was paged is told that it is over."""
    told = drilled.by_turns(MENDED)
    paged = [each.phone for each in told if each.subject.startswith("CRITICAL")]
    heard_the_end = [each.phone for each in told if each.subject.startswith("OVER")]

    assert paged == heard_the_end == paged[: len(told) // 2]
    assert "fallback" not in paged
    (incident,) = drilled.incidents(MENDED)
    assert incident["status"] == "resolved"
    assert drilled.executions(MENDED) == ["SUCCEEDED"]


def test_many_alarms_are_one_incident(drilled: LivePaging) -> None:
    """Ten alarms of a service at once page each person once."""
    wait_until(lambda: "fallback" in phones(drilled, MANY))

    (incident,) = drilled.incidents(MANY)
    assert set(incident["members"]) == {alarm_name(MANY, each) for each in range(ALARMS)}
    assert Counter(each.phone for each in drilled.by_turns(MANY)) == Counter(
        ("ana", "ben", "dana", "fallback")
    )


@pytest.fixture(scope="module")
def inbox(drilled: LivePaging) -> LivePaging:
    """The system with a queue that hears critical alarms at once, as a drill needs one."""
    drilled.endpoint.client("sqs").create_queue(QueueName="inbox")
    drilled.endpoint.client("sns").subscribe(
        TopicArn=f"arn:aws:sns:{HOME_REGION}:{ACCOUNT}:{NAME}-critical",
        Protocol="sqs",
        Endpoint=f"arn:aws:sqs:{HOME_REGION}:{ACCOUNT}:inbox",
    )
    return drilled


def test_a_drill_is_answered_by_the_last_tier(inbox: LivePaging, tmp_path: Path) -> None:
    """It follows the incident from person to person, and `tocsin ack` ends it."""
    file = tmp_path / "viewpoint.yaml"
    file.write_text(viewpoint(SERVICES, ALARMS))
    chosen = choose(inbox.endpoint, alarm_name(DRILLED), print)
    live = live_policy(inbox.endpoint, chosen.region, chosen.topics)
    assert live

    drill = run_fire_drill(
        inbox.endpoint, chosen, live=live, meanwhile=the_last_answers(file), on_event=print
    )

    said = [each.what for each in drill.timeline]
    assert [each.split()[0] for each in said if " is paged: CRITICAL" in each] == [*PEOPLE]
    assert {each.split()[0] for each in said if " is told: OVER" in each} == {*PEOPLE}
    assert any(each.endswith("dana looks after it now; nobody else is paged.") for each in said)
    assert inbox.executions(DRILLED) == ["SUCCEEDED"]


def test_a_person_answers_in_the_middle_of_a_drill(inbox: LivePaging, tmp_path: Path) -> None:
    """The drill says how, waits for whoever does, and lets the alarm recover then."""
    file = tmp_path / "viewpoint.yaml"
    file.write_text(viewpoint(SERVICES, ALARMS))
    chosen = choose(inbox.endpoint, alarm_name(WATCHED), print)
    live = live_policy(inbox.endpoint, chosen.region, chosen.topics)
    assert live
    said: list[str] = []

    def answer(what: str) -> None:
        said.append(what)
        if what.startswith("ana is paged"):
            (incident,) = inbox.incidents(WATCHED)
            acknowledge_by_command(
                inbox.endpoint, incident["id"], who="ana", stage=STAGE, viewpoint=file
            )

    run_fire_drill(inbox.endpoint, chosen, live=live, meanwhile=a_person_answers, on_event=answer)

    (incident,) = inbox.incidents(WATCHED)
    how = f"python -m local run tocsin ack {incident['id'][-4:]} --stage {STAGE} --by NAME"
    assert f"answer from another terminal: {how}" in said
    assert "ana looks after it; nobody else is paged" in said
    assert not any("everybody" in each for each in said)
    assert (incident["status"], incident["acknowledged_by"]) == ("resolved", "ana")


def test_a_burst_is_one_incident_that_nobody_answers(inbox: LivePaging) -> None:
    """All alarms of a service page one person once, who is told that it is over."""
    names = [alarm_name(BURST, number) for number in range(ALARMS)]
    alarms = [choose(inbox.endpoint, name, print) for name in names]
    live = live_policy(inbox.endpoint, alarms[0].region, alarms[0].topics)
    assert live

    drill = run_burst_drill(live, alarms)

    assert drill.service == BURST
    (incident,) = inbox.incidents(BURST)
    assert set(incident["members"]) == set(names)
    assert (incident["status"], incident["acknowledged_by"]) == ("resolved", "")
    assert "fallback" not in phones(inbox, BURST)


@pytest.fixture
def broken(drilled: LivePaging) -> Iterator[LivePaging]:
    """The system while services refuse functions as a test asks for, and mended afterwards."""
    yield drilled
    drilled.endpoint.refuse_functions()


def test_the_table_fails(broken: LivePaging) -> None:
    """Everybody is told at once; and when it works again, those on call are."""
    broken.endpoint.refuse_functions(dynamodb=1)
    broken.fail(NO_TABLE)
    (told,) = wait_until(lambda: broken.about(NO_TABLE, "fallback"))
    assert "its incident could not be opened" in told.text
    assert broken.incidents(NO_TABLE) == []

    broken.endpoint.refuse_functions()

    wait_until(lambda: broken.about(NO_TABLE, "ana"))


def test_no_machine_starts(broken: LivePaging) -> None:
    """Everybody is told at once; and when machines start again, those on call are."""
    broken.endpoint.refuse_functions(states=1)
    broken.fail(NO_MACHINES)
    wait_until(lambda: broken.about(NO_MACHINES, "fallback"))
    assert broken.executions(NO_MACHINES) == []

    broken.endpoint.refuse_functions()

    wait_until(lambda: broken.about(NO_MACHINES, "ana"))


def test_pages_cannot_be_published(broken: LivePaging) -> None:
    """The machine tells everybody by itself, for each tier, without any code."""
    broken.endpoint.refuse_functions(sns=1)
    broken.fail(NO_TOPICS)

    wait_until(lambda: len(broken.about(NO_TOPICS, "fallback")) >= 3)
    assert not broken.about(NO_TOPICS, "ana")


def test_what_half_fails_loses_nothing(broken: LivePaging) -> None:
    """With a third of all calls refused, somebody is told, and every alarm is known at the end."""
    broken.endpoint.refuse_functions(dynamodb=0.3, sns=0.3, states=0.3)
    broken.fail(UNSTEADY, *range(ALARMS))
    wait_until(lambda: broken.about(UNSTEADY))

    broken.endpoint.refuse_functions()

    wait_until(lambda: len(_members(broken, UNSTEADY)) == ALARMS)


def _members(system: LivePaging, service: str) -> set[str]:
    return {name for each in system.incidents(service) for name in each["members"]}


def test_a_first_way_that_is_dead_is_noticed(drilled: LivePaging) -> None:
    """Nothing reads the queue of incidents: the second way tells everybody after its time."""
    client = drilled.endpoint.client("lambda")
    (mapping,) = client.list_event_source_mappings(FunctionName=f"{NAME}-incident-intake")[
        "EventSourceMappings"
    ]
    client.update_event_source_mapping(UUID=mapping["UUID"], Enabled=False)
    try:
        failed = drilled.fail(UNREAD)
        (told,) = wait_until(lambda: drilled.about(UNREAD))
    finally:
        client.update_event_source_mapping(UUID=mapping["UUID"], Enabled=True)

    assert told.phone == "fallback"
    assert UNHEARD in told.text
    assert told.at - failed >= 2 * TIER_SECONDS - 0.5


def test_the_sweep_and_its_probe_page_nobody(drilled: LivePaging) -> None:
    """Two sweeps in a row: the second sees that the probe of the first came through."""
    before = time.monotonic()
    drilled.invoke("sweep")
    wait_until(lambda: any(each["token"] for each in drilled.incidents(PROBE)))
    drilled.invoke("sweep")

    wait_until(lambda: drilled.executions("tocsin-probe") == ["SUCCEEDED"] * 2)
    assert _probes_that_arrived(drilled) == 1
    assert not [each for each in drilled.about("probe") if each.at > before]


def test_what_can_wait_is_told_in_one_message(drilled: LivePaging) -> None:
    """It wakes nobody; when the day begins its reader has both alarms, and then it is forgotten."""
    yesterday = datetime.now(UTC) - timedelta(days=1)
    for number in range(2):
        drilled.endpoint.client("sns").publish(
            TopicArn=f"arn:aws:sns:{HOME_REGION}:{ACCOUNT}:{NAME}-info",
            Message=json.dumps(
                {
                    "AlarmName": f"{NAME}-can-wait-{number}",
                    "AlarmDescription": f"Certificate {number} ends.\nService: can-wait",
                    "NewStateValue": "ALARM",
                    "StateChangeTime": yesterday.isoformat(),
                }
            ),
        )
    wait_until(lambda: len(drilled.waiting()) == 2)
    assert drilled.about("can-wait") == []

    drilled.invoke("digest", _begun(drilled))
    (told,) = wait_until(lambda: drilled.about("can-wait"))
    assert (told.phone, told.subject) == (
        "dana",
        f"{SYSTEM} {STAGE}, info: 2 things to look at, 2 not over",
    )
    assert drilled.waiting() == []


def _begun(system: LivePaging) -> dict[str, Any]:
    """Return what the schedule hands over, with a day that has begun whenever this is run."""
    schedule = system.endpoint.client("scheduler").get_schedule(Name=f"{NAME}-digest-info")
    event: dict[str, Any] = json.loads(schedule["Target"]["Input"])
    policy = read_policy_document(event["policy"])
    days = BusinessDays(days=tuple(range(7)), begins=clock_time())
    return {"policy": policy_document(replace(policy, business_days=days))}


def _probes_that_arrived(system: LivePaging) -> float:
    now = datetime.now(UTC)
    found = system.endpoint.client("cloudwatch").get_metric_statistics(
        Namespace=NAMESPACE,
        MetricName="ProbeArrived",
        Dimensions=[{"Name": "System", "Value": SYSTEM}, {"Name": "Stage", "Value": STAGE}],
        StartTime=now - timedelta(minutes=5),
        EndTime=now + timedelta(minutes=5),
        Period=600,
        Statistics=["Sum"],
    )
    return sum(float(each["Sum"]) for each in found["Datapoints"])
