from tests.support.viewpoints import changed, planned, problems_of
from tocsin.plan.alerting import members
from tocsin.plan.specs.alerting import SubscriptionSpec, TopicSpec
from tocsin.viewpoint.rotation import Rotation

PEOPLE = (
    "  ana: {email: ana@example.com}\n",
    (
        '  ana: {email: ana@example.com, sms: "+15550100101"}\n'
        "  ben: {email: ben@example.com}\n"
        "  pager: {https: secretsmanager:shop/pager}\n"
        "  inbox: {sqs: 'shop-{stage}-inbox'}\n"
        "  ops chat: {slack: {workspace: T0123456789, channel: C0123456789}}\n"
    ),
)


def _topic(*changes: tuple[str, str], severity: str = "critical") -> TopicSpec:
    (spec,) = planned(changed(PEOPLE, *changes)).alerting
    return next(topic for topic in spec.topics if topic.severity == severity)


def _reached(topic: TopicSpec) -> list[tuple[str, str, int]]:
    return [(each.contact, each.protocol, each.after) for each in topic.subscriptions]


def test_each_severity_has_a_topic() -> None:
    """There is one topic for each severity, the most urgent first."""
    (spec,) = planned(changed(PEOPLE)).alerting

    assert [topic.name for topic in spec.topics] == [
        "shop-prod-critical",
        "shop-prod-warning",
        "shop-prod-info",
    ]
    assert all(topic.dead_letter_queue == f"{topic.name}-undelivered" for topic in spec.topics)


def test_contact_is_reached_in_each_of_its_ways() -> None:
    """A contact with an address and a number gets two subscriptions."""
    assert _reached(_topic()) == [("ana", "email", 0), ("ana", "sms", 0)]


def test_rotation_in_a_rotation_is_flattened() -> None:
    """Members of members are subscribed, each once, at the first tier that names them."""
    topic = _topic(
        ("primary: {members: [ana]}", "primary: {members: [team, ana]}\n  team: {members: [ben]}"),
        ("{page: primary}", "{page: primary}, {after: 5m, page: [ben, pager]}"),
    )

    assert _reached(topic) == [
        ("ben", "email", 0),
        ("ana", "email", 0),
        ("ana", "sms", 0),
        ("pager", "https", 300),
    ]


def test_shared_members_are_visited_once() -> None:
    """Rotations that share members do not multiply the work: 2^200 ways lead to one contact."""
    rotations = {
        f"r{number}": Rotation(members=(f"r{number + 1}", f"r{number + 1}"))
        for number in range(200)
    }

    assert list(members("r0", rotations)) == ["r200"]


def test_long_chain_of_rotations_is_followed() -> None:
    """A chain of rotations is longer than Python's stack is deep."""
    rotations = {f"r{number}": Rotation(members=(f"r{number + 1}",)) for number in range(5_000)}

    assert list(members("r0", rotations)) == ["r5000"]


def test_secret_endpoint_is_a_dynamic_reference() -> None:
    """An endpoint in Secrets Manager stays out of the template."""
    (subscription,) = _topic(("{page: primary}", "{page: pager}")).subscriptions

    assert subscription == SubscriptionSpec(
        contact="pager",
        protocol="https",
        endpoint="{{resolve:secretsmanager:shop/pager}}",
        after=0,
    )


def test_queue_name_takes_the_stage() -> None:
    """Placeholders are filled in endpoints, and a queue has its full name."""
    (subscription,) = _topic(("{page: primary}", "{page: inbox}")).subscriptions

    assert subscription.endpoint == "arn:aws:sqs:eu-west-1:111122223333:shop-prod-inbox"


def test_full_name_of_a_queue_stays() -> None:
    """A queue of another team is subscribed by the name that the viewpoint gives."""
    arn = "arn:aws:sqs:eu-west-1:444455556666:inbox"
    change = ("{sqs: 'shop-{stage}-inbox'}", f"{{sqs: '{arn}'}}")
    (subscription,) = _topic(change, ("{page: primary}", "{page: inbox}")).subscriptions

    assert subscription.endpoint == arn


def test_queue_is_where_the_stage_is() -> None:
    """A topic of another region reaches the same queue."""
    copied = ("schedule: cron(0 3 * * ? *)", "schedule: cron(0 3 * * ? *), copy_retention: 30d")
    plan = planned(changed(PEOPLE, copied, ("{page: primary}", "{page: inbox}")))
    endpoints = {spec.region: spec.topics[0].subscriptions[0].endpoint for spec in plan.alerting}

    assert set(endpoints) == {"eu-west-1", "eu-central-1"}
    assert set(endpoints.values()) == {"arn:aws:sqs:eu-west-1:111122223333:shop-prod-inbox"}


def test_stage_has_its_own_contacts_and_policies() -> None:
    """A stage changes ways of a contact, and takes out others; a policy is a list, and replaced."""
    topic = _topic(
        (
            "recovery_region: eu-central-1}",
            (
                "contacts: {ana: {email: other@example.com, sms: off}}, "
                "escalation: {critical: [{page: ana}]}}"
            ),
        ),
        ("[{page: primary}]", "[{page: primary}, {after: 5m, page: ben}]"),
    )

    assert [each.endpoint for each in topic.subscriptions] == ["other@example.com"]


def test_chat_is_no_subscription_of_ours() -> None:
    """Amazon Q subscribes channels itself; that a topic has readers there is still known."""
    spec = planned(changed(PEOPLE, ("[{notify: ana}]", "[{notify: ops chat}]"))).alerting[0]

    assert [topic.is_heard_in_chat for topic in spec.topics] == [False, True, False]
    assert spec.topics[1].subscriptions == ()


def test_people_and_programs() -> None:
    """A paging service stands for the people that it calls; a queue is read by a program."""
    topic = _topic(("{page: primary}", "{page: [primary, pager, inbox]}"))

    assert {each.protocol: each.is_of_people for each in topic.subscriptions} == {
        "email": True,
        "sms": True,
        "https": True,
        "sqs": False,
    }


def test_two_contacts_have_two_addresses() -> None:
    """SNS keeps one subscription of an address, so two contacts cannot have it for one severity."""
    people = (PEOPLE[0], PEOPLE[1].replace("ben@", "ana@"))
    (problem,) = problems_of(changed(people, ("[{page: primary}]", "[{page: [primary, ben]}]")))

    assert (problem.kind, problem.where.subject) == ("plan/same-address", "contacts.ben.email")
    assert (
        problems_of(changed(people, ("warning: [{notify: ana}]", "warning: [{notify: ben}]"))) == ()
    )


def test_more_people_than_a_topic_can_filter_for() -> None:
    """A quota of Amazon SNS would stop the deployment in the middle."""
    people = "".join(f"  p{number}: {{email: p{number}@example.com}}\n" for number in range(201))
    names = ", ".join(f"p{number}" for number in range(201))
    text = changed(
        ("  ana: {email: ana@example.com}\n", f"  ana: {{email: ana@example.com}}\n{people}"),
        ("[{digest: ana}]", f"[{{digest: [{names}]}}]"),
    )

    (problem,) = problems_of(text)
    assert (problem.kind, problem.where.subject) == ("plan/too-many-people", "escalation.info")


def test_rotations_that_are_told_whole_are_named() -> None:
    """A rotation of several contacts tells people whose turn it is not; one of one does not."""
    shifts = "{shifts: {day: {members: [ana, lead], hours: 09:00-17:00}}, otherwise: lead}"
    rotations = ("primary: {members: [ana]}", f"primary: {shifts}\n  lead: {{members: [ben]}}")

    critical = _topic(rotations)
    warning = _topic(rotations, ("notify: ana", "notify: [ana, lead]"), severity="warning")

    assert critical.rotations == ("primary",)
    assert [each.contact for each in critical.subscriptions] == ["ana", "ana", "ben"]
    assert warning.rotations == ()
