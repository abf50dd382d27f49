"""What becomes of an incident by what happens, step by step."""

from datetime import timedelta

import pytest

from tests.support.incidents import BEGIN, TOPIC, after, notice, opened, policy
from tocsin.incidents import (
    LONGEST_TIMELINE,
    PROBE,
    AlarmState,
    Announce,
    Answer,
    FallBack,
    Incident,
    Page,
    Start,
    Step,
    TellOver,
    acknowledged,
    handed_over,
    incident_document,
    noticed,
    read_incident_document,
    resolved,
    tier_begins,
    unanswered,
)
from tocsin.on_call import Hours, Policy, Rotation, Shift, Tier

WAITS = "what the machine waits with"


def begins(
    incident: Incident, policy: Policy, tier: int, seconds: float, execution: str | None = None
) -> Step:
    """Let a tier of an execution begin, which is that of the incident's round."""
    named = incident.execution if execution is None else execution
    return tier_begins(incident, policy, tier, execution=named, token=WAITS, at=after(seconds))


def incident_of(step: Step) -> Incident:
    """Return the incident of a step that has one."""
    assert step.incident is not None
    return step.incident


def kinds(incident: Incident) -> list[str]:
    """Return what happened, in order."""
    return [entry.kind for entry in incident.timeline]


def paged(incident: Incident, tier: int = 0, seconds: float = 1) -> Incident:
    """Return the incident when a tier has been paged and waits."""
    step = begins(incident, policy(), tier, seconds)
    return incident_of(step)


def test_an_alarm_opens_an_incident_and_starts_the_machine() -> None:
    """Its id and the name of the execution follow from the notification alone."""
    step = noticed(None, notice(), after(1))

    incident = incident_of(step)
    assert (incident.status, incident.service, incident.round) == ("open", "checkout", 1)
    assert incident.id.startswith("20260314-0925-checkout-")
    assert step.commands == (
        Start(severity="critical", execution=f"{incident.id}-1"),
        Announce(),
    )


def test_the_same_notification_again_changes_nothing_and_starts_the_same() -> None:
    """Nobody knows whether the first start was carried out; chats are shown it once."""
    first = noticed(None, notice(), after(1))
    again = noticed(first.incident, notice(), after(9))

    assert again.incident == first.incident
    assert first.commands == (*again.commands, Announce())


def test_no_chat_is_shown_a_probe() -> None:
    """It is nobody's to answer."""
    step = noticed(None, notice(service=PROBE), after(1))
    assert step.commands == (Start(severity="critical", execution=incident_of(step).execution),)


def test_ten_alarms_of_a_service_are_one_incident() -> None:
    """Each joins, and the machine is started once by its name."""
    incident, commands = opened(), set[object]()
    for number in range(10):
        step = noticed(incident, notice(f"alarm-{number}", seconds=number), after(number))
        incident = incident_of(step)
        commands |= {*step.commands}

    assert len(incident.members) == 11
    assert commands == {Start(severity="critical", execution=incident.execution)}


def test_a_tier_pages_who_is_on_call_and_has_a_topic() -> None:
    """The chat is told by the topic of the severity."""
    incident = opened()
    step = begins(incident, policy(), 0, 1)

    assert step.commands == (Page(contacts=("ana",), tier=0),)
    assert (incident_of(step).token, incident_of(step).told) == (
        WAITS,
        {"ana": f"{TOPIC}-contact-ana"},
    )


def test_where_nobody_is_on_call_everybody_is_told() -> None:
    """A gap in a rotation makes a page wider."""
    office = Hours.of_day("09:00-09:10", (0,))
    gap = {"primary": Rotation(shifts=(Shift(members=("ana",), hours=office),))}
    incident, alone = (
        opened(),
        policy(rotations=gap, tiers=(Tier(recipients=("primary",), kind="page"),)),
    )

    step = begins(incident, alone, 0, 1)

    assert step.commands == (FallBack(why="nobody is on call"),)
    assert incident_of(step).token == WAITS


def test_a_page_that_fails_goes_to_everybody() -> None:
    """The failure stands in the timeline, with what it was."""
    step = handed_over(paged(opened()), "ana", after(2), error="ThrottlingException")

    assert step.commands == (FallBack(why="the page to ana failed"),)
    assert kinds(incident_of(step))[-1] == "failed"
    assert incident_of(step).timeline[-1].text == "ThrottlingException"


def test_an_acknowledgement_stops_the_machine() -> None:
    """The first one counts."""
    step = acknowledged(paged(opened()), "ben", after(30))
    again = acknowledged(incident_of(step), "ana", after(31))

    assert step.commands == (Answer(token=WAITS, outcome="acknowledged"),)
    assert incident_of(again).acknowledged_by == "ben"
    assert again.commands == ()


def test_a_tier_that_begins_after_the_acknowledgement_pages_nobody() -> None:
    """The answer may have crossed the time-out."""
    taken = incident_of(acknowledged(paged(opened()), "ben", after(299)))
    step = begins(taken, policy(), 1, 300)

    assert step.commands == (Answer(token=WAITS, outcome="acknowledged"),)
    assert step.incident == taken


def test_it_is_over_when_all_its_alarms_are_ok() -> None:
    """Whoever was paged is told so."""
    incident = incident_of(noticed(paged(opened()), notice("slow", seconds=5), after(5)))
    one = noticed(incident, notice(state="OK", seconds=60), after(61))
    both = noticed(one.incident, notice("slow", "OK", seconds=90), after(91))

    assert incident_of(one).status == "open"
    assert incident_of(both).status == "resolved"
    assert both.commands == (Answer(token=WAITS, outcome="resolved"), TellOver(contacts=("ana",)))


def test_an_incident_that_ends_before_anybody_heard_of_it_is_told_all_the_same() -> None:
    """A notification of OK may overtake the first page."""
    over = incident_of(noticed(opened(), notice(state="OK", seconds=1), after(1)))
    step = begins(over, policy(), 0, 2)

    assert step.commands == (
        Page(contacts=("ana",), tier=0),
        Answer(token=WAITS, outcome="resolved"),
    )


def test_what_comes_late_does_not_turn_back_time() -> None:
    """An ALARM that is older than the OK that is known does not open it again."""
    heard = incident_of(handed_over(paged(opened()), "ana", after(2)))
    over = incident_of(noticed(heard, notice(state="OK", seconds=60), after(60)))
    late = noticed(over, notice(seconds=30), after(90))

    assert incident_of(late).status == "resolved"
    assert late.commands == ()


@pytest.mark.parametrize(("minutes", "rounds"), [(29, 2), (31, 1)])
def test_it_opens_again_within_a_time_and_is_another_one_later(minutes: int, rounds: int) -> None:
    """Each round has an execution of its own."""
    over = incident_of(noticed(opened(), notice(state="OK", seconds=1), after(1)))
    step = noticed(over, notice(seconds=60 * minutes), after(60 * minutes))

    incident = incident_of(step)
    assert incident.round == rounds
    assert (incident.id == over.id) == (rounds > 1)
    assert step.commands == (
        Start(severity="critical", execution=incident.execution),
        Announce(),
    )


def test_a_more_urgent_alarm_raises_it() -> None:
    """The policy of the other severity begins, and the machine that waits is stopped."""
    warning = opened(severity="warning")
    waiting = incident_of(begins(warning, policy("warning"), 0, 1))
    step = noticed(waiting, notice("down", seconds=9), after(9))

    incident = incident_of(step)
    assert (incident.severity, incident.round, incident.token) == ("critical", 2, "")
    assert step.commands == (
        Start(severity="critical", execution=incident.execution),
        Announce(),
        Answer(token=WAITS, outcome="raised"),
    )


def test_a_machine_of_an_earlier_round_has_nothing_to_do() -> None:
    """It is answered, so that it ends."""
    raised = incident_of(noticed(opened(severity="warning"), notice("down"), after(9)))
    step = begins(raised, policy("warning"), 1, 99, f"{raised.id}-1")

    assert step.commands == (Answer(token=WAITS, outcome="raised"),)


def test_when_nobody_answers_everybody_is_told() -> None:
    """It stays open, and can still be acknowledged."""
    step = unanswered(paged(opened(), tier=2), after(2_700))

    assert step.commands == (FallBack(why="nobody answered"),)
    assert acknowledged(incident_of(step), "ana", after(3_000)).incident


def test_somebody_may_say_that_it_is_over() -> None:
    """Whatever its alarms say."""
    step = resolved(paged(opened()), "ben", after(60), "It was a drill.")

    assert incident_of(step).status == "resolved"
    assert incident_of(step).timeline[-1].who == "ben"


def test_what_a_person_has_ended_pages_nobody() -> None:
    """As when a chat is told at once, and somebody ends it before the first page."""
    ended = incident_of(resolved(opened(), "ben", after(60), "A deployment, rolled back."))

    assert begins(ended, policy(), 0, 300).commands == (Answer(token=WAITS, outcome="resolved"),)
    assert noticed(ended, notice(), after(120)).commands == ()


def test_an_alarm_that_is_ok_and_that_nobody_knows_opens_nothing() -> None:
    """As when an alarm finds all well for the first time."""
    assert noticed(None, notice(state="OK"), BEGIN) == Step(None)


def test_a_timeline_keeps_its_begin_and_its_end() -> None:
    """An alarm that flaps for days would not fit into the table."""
    incident = opened()
    for number in range(1, 1_000):
        state: AlarmState = "OK" if number % 2 else "ALARM"
        step = noticed(incident, notice(state=state, seconds=number), after(number))
        incident = incident_of(step)

    assert len(incident.timeline) == LONGEST_TIMELINE
    assert incident.timeline[0].kind == "opened"
    assert incident.timeline[-1].at == after(999)


def test_an_incident_is_read_as_it_was_written() -> None:
    """The table and the commands share one form."""
    incident = incident_of(acknowledged(paged(opened()), "ben", after(30) + timedelta(seconds=1)))

    assert read_incident_document(incident_document(incident)) == incident


def test_a_notification_that_comes_again_after_the_end_still_starts_the_machine() -> None:
    """Its first try could not; whoever is on call hears of it all the same."""
    over = incident_of(noticed(opened(), notice(state="OK", seconds=60), after(61)))

    again = noticed(over, notice(), after(120))

    assert again.commands == (Start(severity="critical", execution=over.execution),)
    step = begins(incident_of(again), policy(), 0, 121)
    assert Page(contacts=("ana",), tier=0) in step.commands


def test_what_somebody_has_heard_of_does_not_start_again() -> None:
    """A late copy of its notification changes nothing for people."""
    heard = incident_of(handed_over(paged(opened()), "ana", after(2)))
    over = incident_of(noticed(heard, notice(state="OK", seconds=60), after(61)))

    assert noticed(over, notice(), after(120)).commands == ()
