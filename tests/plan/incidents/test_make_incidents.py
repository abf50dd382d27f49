"""Who is paged by a machine, who is told at once, and what is built for it."""

import json
from datetime import UTC, date, datetime

import pytest

from functions.incidents.settings import Settings
from tests.support.plans import names_of
from tests.support.project import ROOT
from tests.support.viewpoints import PAGED_ONE_BY_ONE, SMALL, changed, planned, problems_of
from tocsin.on_call import SEVERITIES, Policy, Severity, read_policy_document
from tocsin.plan import IncidentsSpec, MachineSpec, TopicSpec

TEXT = PAGED_ONE_BY_ONE.read_text()
PROMISE = """
severities:
  critical: {respond_within: 5m}
  warning: {respond_within: next business day}
  info: {respond_within: next business day}
"""
TOPIC = "arn:aws:sns:eu-west-1:111122223333:shop-prod"


def _incidents(text: str = TEXT) -> IncidentsSpec:
    (found,) = planned(text).incidents
    return found


def _policy(machine: MachineSpec) -> Policy:
    return read_policy_document(machine.definition["States"]["Policy"]["Assign"]["policy"])


def _topic(severity: Severity, text: str = TEXT) -> TopicSpec:
    (alerting,) = planned(text).alerting
    return next(each for each in alerting.topics if each.severity == severity)


def test_nothing_is_built_unless_it_is_asked_for() -> None:
    """Everybody is told at once, as without machines."""
    assert planned(SMALL).incidents == ()
    assert planned(TEXT, "told-at-once").incidents == ()


def test_a_stage_without_people_to_page_has_none() -> None:
    """A queue is read by a program, which takes no turns."""
    assert planned(TEXT, "local").incidents == ()


def test_people_are_paged_when_their_tiers_say() -> None:
    """The machine of a severity pages persons; each has a topic, whichever machine pages."""
    found = _incidents()

    assert [(each.severity, each.paged) for each in found.machines] == [
        ("critical", (("ana", 0), ("ben", 0))),
        ("warning", (("team", 3_600),)),
    ]
    assert {each.contact: each.arn for each in found.contacts} == {
        "ana": f"{TOPIC}-contact-ana",
        "ben": f"{TOPIC}-contact-ben",
        "team": f"{TOPIC}-contact-team",
    }


def test_nobody_is_told_twice() -> None:
    """Whom a machine pages is not subscribed to the topic of that severity; all others are."""
    assert [each.contact for each in _topic("critical").subscriptions] == ["pager"]
    assert [each.contact for each in _topic("warning").subscriptions] == ["ana", "ana", "inbox"]
    assert [each.contact for each in _topic("info").subscriptions] == []
    assert _topic("critical").rotations == ()


@pytest.mark.parametrize(
    "later", ["{after: 1h, digest: ana}", "{after: 5m, page: team}, {after: 1h, page: ana}"]
)
def test_who_is_notified_at_once_is_told_at_once(later: str) -> None:
    """By the topic of the severity, whatever a later tier of the policy does."""
    old = "warning: [{notify: [ana, inbox]}, {after: 1h, notify: team}]"
    text = changed((old, f"warning: [{{notify: [ana, inbox]}}, {later}]"), text=TEXT)

    assert problems_of(text) == ()
    told = [each.contact for each in _topic("warning", text).subscriptions]
    assert told == ["ana", "ana", "inbox"]


def test_until_people_have_confirmed_topics_tell_them_too() -> None:
    """A topic of a person tells nobody until it is confirmed, so that the old way stays."""
    both = changed(("reopen_within: 1h", "topics_tell_too: true"), text=TEXT)

    assert [each.contact for each in _topic("critical", both).subscriptions] == [
        "pager",
        "ana",
        "ana",
        "ben",
    ]
    assert [each.contact for each in _incidents(both).contacts] == ["ana", "ben", "team"]


def test_everybody_is_whoever_any_policy_names() -> None:
    """The topic of everybody reaches each address once, of channels too."""
    topic = _incidents().fallback

    assert topic.arn == f"{TOPIC}-fallback"
    assert [(each.contact, each.protocol) for each in topic.subscriptions] == [
        ("pager", "https"),
        ("ana", "email"),
        ("ana", "sms"),
        ("ben", "email"),
        ("inbox", "sqs"),
        ("team", "email"),
    ]


def test_everybody_hears_it_once() -> None:
    """Two contacts may share an address where no severity tells both."""
    shared = changed(("email: team@example.com", "email: ben@example.com"), text=TEXT)
    topic = _incidents(shared).fallback
    addresses = [each.endpoint for each in topic.subscriptions if each.protocol == "email"]

    assert addresses == ["ana@example.com", "ben@example.com"]


def test_the_policy_has_what_it_needs_and_no_more() -> None:
    """Rotations that no tier leads to stay out of it; what the viewpoint sets stands in it."""
    machine = _incidents().machines[0]
    policy = _policy(machine)

    assert (policy.system, policy.stage, policy.severity) == ("shop", "prod", "critical")
    assert policy.topic == f"{TOPIC}-critical"
    assert policy.rotations.keys() == {"primary"}
    assert policy.contacts.keys() == {"ana", "ben"}
    assert policy.reopen_within.total_seconds() == 3_600
    assert machine.definition["States"]["Tier 1"]["TimeoutSeconds"] == 600


def test_the_deadline_is_after_the_first_page() -> None:
    """A queue holds a message back for a quarter of an hour at most."""
    late = changed(("[{page: [pager, primary]}, ", "[{page: pager}, "), text=TEXT)
    later = changed(("{after: 5m, page: ben}", "{after: 1h, page: ben}"), text=late)
    delays = [_incidents(each).deadline for each in (TEXT, late, later)]

    assert [each.delay for each in delays if each] == [120, 420, 900]


def test_without_a_machine_for_critical_there_is_no_deadline() -> None:
    """Whoever is told at once needs no second look."""
    direct = "critical: [{page: [pager, primary]}, {after: 5m, page: ben}]"
    found = _incidents(changed((direct, "critical: [{page: pager}]"), text=TEXT))

    assert found.deadline is None
    assert [each.id for each in found.functions] == ["intake", "page", "digest", "sweep"]
    assert [each.severity for each in found.machines] == ["warning"]


def test_functions_are_told_what_they_ask() -> None:
    """What a function reads of its environment stands there, and its module is there."""
    for function in _incidents().functions:
        assert (ROOT / "functions" / "incidents" / f"{function.id}.py").is_file()
        if function.id == "digest":
            assert function.environment == {"TABLE": "shop-prod-incidents"}
            continue
        settings = Settings.from_environment(function.environment)

        assert settings.table == "shop-prod-incidents"
        assert settings.fallback_topic == f"{TOPIC}-fallback"
        assert settings.machine("critical").endswith(":stateMachine:shop-prod-incident-critical")
        assert settings.route(f"{TOPIC}-critical").severity == "critical"
        assert settings.reopen_within.total_seconds() == 3_600


def test_the_deadline_is_of_critical_alarms_alone() -> None:
    """The first page about anything else may be later than its look."""
    found = _incidents()
    routes = {
        each: json.loads(found.function(each).environment["ROUTES"])
        for each in ("deadline", "intake")
    }

    assert routes["deadline"].keys() == {f"{TOPIC}-critical"}
    assert routes["intake"].keys() == {f"{TOPIC}-{each}" for each in SEVERITIES}
    assert routes["intake"][f"{TOPIC}-info"] == {
        "severity": "info",
        "machine": None,
        "digest": True,
    }


def test_probes_go_to_the_most_urgent_machine() -> None:
    """Their topic has no route of its own, and nobody is subscribed to it."""
    found = _incidents()
    settings = Settings.from_environment(found.function("intake").environment)

    assert settings.route(found.probe.arn).machine == found.machines[0].arn


def test_each_region_has_its_own() -> None:
    """What pages in a Region needs no other one: names are the same, and places differ."""
    two = changed(
        (
            'prod: {account: "111122223333", region: eu-west-1',
            ('prod: {account: "111122223333", regions: [eu-west-1, us-east-1]'),
        ),
        text=TEXT,
    )
    home, other = planned(two).incidents

    assert (home.region, other.region) == ("eu-west-1", "us-east-1")
    assert home.table == other.table
    assert ":us-east-1:" in other.fallback.arn
    assert ":eu-west-1:" not in json.dumps([dict(each.definition) for each in other.machines])


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("tell_everybody_after: 0m", "tell_everybody_after is 0s"),
        ("tell_everybody_after: 2d", "tell_everybody_after is 2d"),
        ("tell_everybody_after: 10m, remind: 5m", "the key 'remind' is unknown"),
    ],
)
def test_what_cannot_be_waited_for(written: str, said: str) -> None:
    """Times that make no sense are problems of the viewpoint, each at its place."""
    found = problems_of(changed(("tell_everybody_after: 10m", written), text=TEXT))

    assert any(said in each.what for each in found)


def test_who_is_away_is_not_paged_by_the_machine() -> None:
    """Its policy has absences, and business days where somebody reads digests."""
    away = """\
absences:
  ana: [{begins: 2026-12-24, ends: 2026-12-27}]
"""
    text = changed(
        ("  info: [{digest: team}]", "  info: [{digest: team}, {after: 1h, notify: ben}]"),
        text=TEXT,
    )
    found = {each.severity: _policy(each) for each in _incidents(text + away).machines}

    assert list(found["critical"].absences) == ["ana"]
    assert found["critical"].on_call(0, datetime(2026, 12, 25, tzinfo=UTC)) == ("pager", "ben")
    assert found["critical"].business_days is None
    assert found["info"].business_days is not None
    assert date(2026, 10, 3) in found["info"].business_days.holidays


def test_what_can_wait_is_told_when_a_working_day_begins() -> None:
    """The clock knows the days of the week, and the function the holidays."""
    (digest,) = _incidents().digests
    policy = read_policy_document(digest.event["policy"])

    assert (digest.severity, digest.readers) == ("info", ("team",))
    assert (digest.expression, digest.time_zone) == (
        "cron(0 9 ? * MON,TUE,WED,THU,FRI *)",
        "Europe/Berlin",
    )
    assert policy.contacts == {"team": f"{TOPIC}-contact-team"}
    assert policy.business_days is not None
    assert date(2026, 10, 3) in policy.business_days.holidays


def test_a_severity_may_page_and_have_a_digest() -> None:
    """Both are told, each by its own way."""
    text = changed(
        ("{after: 1h, notify: team}", "{after: 1h, notify: team}, {after: 2h, digest: ben}"),
        text=TEXT,
    )
    found = _incidents(text)
    routes = json.loads(found.function("intake").environment["ROUTES"])

    assert [each.severity for each in found.digests] == ["warning", "info"]
    assert routes[f"{TOPIC}-warning"]["digest"] is True
    assert routes[f"{TOPIC}-warning"]["machine"] is not None


def test_without_a_digest_nothing_is_gathered() -> None:
    """A paging service has turns of its own: there is neither function nor clock."""
    found = _incidents(changed(("info: [{digest: team}]", "info: [{digest: pager}]"), text=TEXT))

    assert found.digests == ()
    assert "digest" not in [each.id for each in found.functions]


def test_two_people_have_two_topics() -> None:
    """Names that differ by blanks alone would make one topic."""
    twins = changed(
        (
            "  team: {email: team@example.com}\n",
            (
                "  team: {email: team@example.com}\n"
                "  ops 1: {email: one@example.com}\n"
                "  ops1: {email: two@example.com}\n"
            ),
        ),
        ("{after: 5m, page: ben}", "{after: 5m, page: [ops 1, ops1]}"),
        text=TEXT,
    )
    (problem,) = problems_of(twins)

    assert (problem.kind, problem.where.subject) == ("plan/same-contact", "contacts.ops1")


def test_every_name_is_its_own() -> None:
    """Nothing of a kind has the name of another, and stages of one account are told apart."""
    names = [*names_of(planned(TEXT))]
    second = changed(
        ('  told-at-once: {account: "444455556666"', '  prod-incidents: {account: "111122223333"'),
        text=TEXT,
    )

    assert len(names) == len(set(names))
    assert problems_of(second) == ()


def test_a_digest_is_refused_where_nothing_could_keep_it() -> None:
    """What says that it waits until tomorrow does not come at night."""
    nobody = changed(("info: [{digest: inbox}]", "info: [{digest: [inbox, team]}]"), text=TEXT)
    (problem,) = problems_of(nobody)

    assert (problem.kind, problem.where.subject) == (
        "plan/digest-told-at-once",
        "stages.local.escalation.info",
    )
    assert "would reach 'team' at once" in problem.what
    assert "incidents: off under stages.local" in problem.fix

    off = changed(
        ("retain: false\n    escalation", "retain: false\n    incidents: off\n    escalation"),
        text=nobody,
    )
    assert planned(off, "local").incidents == ()


@pytest.mark.parametrize(
    ("policy", "is_refused"),
    [
        ("[{digest: ana}]", True),
        ("[{digest: [ana, primary]}]", True),
        ("[{digest: [ana, pager]}]", False),
        ("[{digest: ana}, {after: 5m, notify: ben}]", False),
    ],
)
def test_a_digest_keeps_no_promise_of_minutes(policy: str, *, is_refused: bool) -> None:
    """Half an hour is over long before the next business day; a channel hears it at once."""
    text = changed(("[{notify: [ana, inbox]}, {after: 1h, notify: team}]", policy), text=TEXT)
    kinds = [each.kind for each in problems_of(text) if each.is_error]

    assert kinds == (["plan/digest-too-late"] if is_refused else [])
    if is_refused:
        for kept in ("topics_tell_too: true", None):
            later = changed(
                ("reopen_within: 1h", kept) if kept else ("services:\n", f"{PROMISE}services:\n"),
                text=text,
            )
            assert not [each for each in problems_of(later) if each.is_error]
