"""Everyday edits of a viewpoint: each deploys over what is deployed, there and back.

What is found besides is part of the table: what is lost, and what one should know.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.stage_assemblies import synthesized
from tests.support.transitions import summary
from tests.support.viewpoints import changed, problems_of
from tocsin.transition import Deployed, Transition, transition

SHOP = Path(__file__).with_name("shop.yaml").read_text()

SEARCH = """\
  search:
    owner: web
    resources:
      queries: {type: sqs_queue, queue: "shop-{stage}-queries"}
"""
FRONT_DOOR = """\
      front door:
        type: application_load_balancer
        load_balancer: "ssm:/shop/{stage}/load-balancer"
        target_group: "ssm:/shop/{stage}/target-group"
"""
SIDE_DOOR = """\
      side door:
        type: application_load_balancer
        load_balancer: "ssm:/shop/{stage}/side/load-balancer"
        target_group: "ssm:/shop/{stage}/side/target-group"
"""
CHECKOUT = SHOP[SHOP.index("  checkout:\n") : SHOP.index("tracing:\n")]
BACKUPS = SHOP[SHOP.index("data_protection:\n") :]
QUEUE = 'queue: "shop-{stage}-confirmations"'

MADE_HERE = """\
        create: true
        retention: 30d
"""
AUDIT = '      audit: {name: "/shop/{stage}/audit", create: true, retention: 365d}\n'
ACCESS = """\
      access:
        name: "/shop/{stage}/access"
        metric_filters:
          denied: {pattern: "403", namespace: "Shop/{stage}", metric: Denied}
"""

NETWORK = "      network: {type: cloudfront_distribution, distribution: EDFDVBD632BHDS5}\n"
CHANNEL = "slack: {workspace: T0123456789, channel: C0123456789}"
TOLD_IN_CHAT = (
    ("contacts:\n", f"contacts:\n  ops: {{{CHANNEL}}}\n"),
    ("warning: [{notify: ben}]", "warning: [{notify: [ben, ops]}]"),
)

Edit = tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class Pair:
    """Two viewpoints.

    Attributes:
        edits: What is changed in the shop: a text, and what stands in its place.
        says: What is said on the way there, by kind.
        back: What is said on the way back; the same if it is not given.
    """

    edits: tuple[Edit, ...]
    says: frozenset[str]
    back: frozenset[str]


def pair(*edits: Edit, says: Iterable[str] = (), back: Iterable[str] | None = None) -> Pair:
    """Make a pair."""
    there = frozenset(says)
    return Pair(edits=edits, says=there, back=there if back is None else frozenset(back))


# A monitor of somebody else may be subscribed to the topic of the pulse, which goes.
WITHOUT_A_PULSE = {"replaced-with-data", "termination-protection"}

PAIRS = {
    "an alarm becomes more severe": pair(
        (
            'severity: warning\n        when: "> 20 for 5 of 5"',
            'severity: critical\n        when: "> 20 for 2 of 3"',
        )
    ),
    "the last alarm of a severity moves": pair(("severity: info", "severity: warning")),
    "a service is removed": pair((CHECKOUT, ""), says={"termination-protection"}, back=()),
    "a stage does without a service": pair(
        ("region: eu-west-1}", "region: eu-west-1, services: {checkout: off}}"),
        says={"termination-protection"},
        back=(),
    ),
    "a stage has another threshold": pair(
        (
            "region: eu-west-1}",
            'region: eu-west-1, services: {storefront: {alarms: {errors: {when: "> 9 for 2"}}}}}',
        )
    ),
    "a stage keeps backups for longer": pair(
        (
            "region: eu-west-1}",
            "region: eu-west-1, data_protection: {schedules: {daily: {retention: 60d}}}}",
        )
    ),
    "a service is added": pair(
        ("tracing:\n", f"{SEARCH}tracing:\n"), back={"termination-protection"}
    ),
    "a second load balancer is added": pair((FRONT_DOOR, FRONT_DOOR + SIDE_DOOR)),
    "a load balancer has another parameter": pair(("/load-balancer", "/balancer")),
    "an alarm is renamed": pair(
        ("      few carts:", "      hardly any carts:"), says={"history-lost"}
    ),
    "a resource is renamed": pair(("      front door:", "      main door:"), says={"history-lost"}),
    "a metric is renamed": pair(
        ("      carts: {", "      baskets: {"), ("metric: carts", "metric: baskets")
    ),
    "a service is given to others": pair(("owner: payments", "owner: money")),
    "a contact has another address": pair(
        ("ben@example.com", "benjamin@example.com"), says={"to-be-confirmed"}
    ),
    "a contact has another number": pair(('"+15550100101"', '"+15550100109"')),
    "somebody else is called": pair(("members: [ana]", "members: [ben]"), says={"to-be-confirmed"}),
    "alarms are told in a chat": pair(*TOLD_IN_CHAT, back={"termination-protection"}),
    "logs are kept for longer": pair(("retention: 30d", "retention: 60d")),
    "a log group of others is asked": pair(("    log_groups:\n", f"    log_groups:\n{ACCESS}")),
    "another log group is made": pair(
        ("    log_groups:\n", f"    log_groups:\n{AUDIT}"), back={"retained"}
    ),
    "a dead-letter queue is added": pair(
        (QUEUE, f'{QUEUE}, dead_letter_queue: "shop-{{stage}}-dead"')
    ),
    "a rule of tracing is removed": pair(
        ("    health checks: {path: /health*, reservoir: 0, rate: 0}\n", "")
    ),
    "a group of traces is renamed": pair(("    faults: {", "    errors: {")),
    "a schedule of backups is renamed": pair(
        ("    daily: {schedule", "    nightly: {schedule"), ("[daily]", "[nightly]")
    ),
    "something else is backed up": pair(("table/shop-{stage}-orders", "table/shop-{stage}-carts")),
    "the stage becomes active in a second Region": pair(
        ("region: eu-west-1}", "regions: [eu-west-1, us-east-1]}"),
        says={"to-be-confirmed"},
        back=WITHOUT_A_PULSE,
    ),
    "nothing is backed up": pair((BACKUPS, ""), says={"termination-protection"}, back=()),
    "a stage is no longer kept": pair(("region: eu-west-1}", "region: eu-west-1, retain: false}")),
    "backups are copied to a recovery Region": pair(
        ("region: eu-west-1}", "region: eu-west-1, recovery_region: eu-central-1}"),
        ("cron(0 3 * * ? *)}", "cron(0 3 * * ? *), copy_retention: 30d}"),
        says={"to-be-confirmed"},
        back=WITHOUT_A_PULSE,
    ),
}


PROD = 'prod: {account: "111122223333", region: eu-west-1'
STAGING = 'staging: {account: "111122223333", region: eu-west-1, retain: false'
WITH_STAGING = changed(
    (f"  {PROD}}}\n", f"  {PROD}, service_names: prod-*}}\n  {STAGING}, service_names: test-*}}\n"),
    ('service("checkout")', 'service("{stage}-checkout")'),
    text=SHOP,
)


def crowded(count: int, *, spread_over: int = 2, added: int = 0) -> str:
    """Return the shop with so many alarms of one service more, and *added* ones in stack 2."""
    lines = [
        f"      crowd {number}: {{metric: carts, severity: warning, when: '< {number} for 3 of 3', "
        "means: Few carts., matters: Few buy., first_action: Look."
        f"{', alarm_stack: 2' if number > count else ''}}}\n"
        for number in range(1, count + added + 1)
    ]
    return changed(
        ("      few carts:\n", f"{''.join(lines)}      few carts:\n"),
        ("  checkout:\n", f"  checkout:\n    alarm_stacks: {spread_over}\n"),
        text=SHOP,
    )


def kinds(found: Transition) -> frozenset[str]:
    """Return the kinds of what is said."""
    return frozenset(kind for _, kind in summary(found))


def refused(found: Transition) -> list[str]:
    """Return what CloudFormation would refuse."""
    return [str(problem) for problem in found.problems if problem.severity == "error"]


def test_the_shop_deploys() -> None:
    """What all pairs begin with can be deployed into an empty account."""
    first = transition(Deployed(), synthesized(SHOP))

    assert refused(first) == []
    assert kinds(first) == {"to-be-confirmed"}


@pytest.mark.parametrize("name", PAIRS)
def test_an_edit_deploys(name: str) -> None:
    """CloudFormation accepts each edit, that it is taken back, and that it is made again."""
    case = PAIRS[name]
    base, head = synthesized(SHOP), synthesized(changed(*case.edits, text=SHOP))
    there = transition(base, head)
    back = transition(there.after, base)

    assert there.steps, "the edit changes nothing"
    assert (refused(there), kinds(there)) == ([], case.says)
    assert (refused(back), kinds(back)) == ([], case.back)
    if "retained" not in case.back:
        assert refused(transition(back.after, head)) == []


@pytest.mark.slow
@pytest.mark.parametrize(("few", "many"), [(500, 501), (500, 700), (699, 700)])
def test_alarms_come_and_go_alone(few: int, many: int) -> None:
    """However many alarms a service has, one that comes or goes moves no other."""
    base, head = synthesized(crowded(few)), synthesized(crowded(many))
    there = transition(base, head)
    back = transition(there.after, base)

    assert refused(there) + refused(back) == []
    assert kinds(there) | kinds(back) == frozenset()
    for found, action in ((there, "create"), (back, "delete")):
        alarms = [step for step in found.steps if step.type == "AWS::CloudWatch::Alarm"]
        assert {step.action for step in alarms} == {action}
        assert len(alarms) == many - few


@pytest.mark.slow
def test_a_service_outgrows_its_stack() -> None:
    """Too many alarms for one stack are refused; where what is new has another, nothing moves."""
    assert [each.kind for each in problems_of(crowded(500, spread_over=1))] == [
        "plan/too-many-alarms"
    ]
    base, head = (
        synthesized(crowded(380, spread_over=1)),
        synthesized(crowded(380, added=120, spread_over=1)),
    )
    there = transition(base, head)
    back = transition(there.after, base)

    assert refused(there) + refused(back) == []
    assert {step.action for step in there.steps if step.type == "AWS::CloudWatch::Alarm"} == {
        "create"
    }


@pytest.mark.slow
def test_alarms_are_spread_over_more_stacks() -> None:
    """More stacks can be deployed, as the first gives alarms up in time; fewer cannot."""
    base, head = synthesized(crowded(30, spread_over=1)), synthesized(crowded(30, spread_over=2))
    there = transition(base, head)

    assert refused(there) == []
    moved = [step.action for step in there.steps if step.type == "AWS::CloudWatch::Alarm"]
    assert moved.count("delete") == moved.count("create") > 0
    assert kinds(transition(there.after, base)) >= {"name-exists"}


def test_a_second_stage_of_one_account() -> None:
    """A stage is deployed beside another one, whose traces alone are sampled in another way."""
    prod, staging = synthesized(WITH_STAGING, "prod"), synthesized(WITH_STAGING, "staging")
    changes = transition(synthesized(SHOP), prod)

    assert refused(changes) + refused(transition(Deployed(), staging, beside=[prod])) == []
    assert {step.stack for step in changes.steps} == {"shop-prod-tracing"}


def test_a_log_group_is_left_to_others() -> None:
    """It stays, and so does the key that reads it; to take it back is to import it."""
    base, head = synthesized(SHOP), synthesized(changed((MADE_HERE, ""), text=SHOP))
    there = transition(base, head)
    back = transition(there.after, base)

    kept = {step.type for step in there.steps if step.action == "retain"}
    assert {"AWS::Logs::LogGroup", "AWS::KMS::Key"} <= kept
    assert refused(there) == []
    assert kinds(there) == {"retained"}
    assert kinds(back) == {"name-exists"}
    assert "--import-existing-resources" in refused(back)[0]


def test_a_service_with_a_log_group_of_its_own_is_renamed() -> None:
    """In one deployment the group would exist twice; in two it is given up and taken over."""
    renamed = ("  storefront:\n", "  site:\n")
    base, head = synthesized(SHOP), synthesized(changed(renamed, text=SHOP))
    between = synthesized(changed((MADE_HERE, ""), renamed, text=SHOP))

    assert "name-exists" in kinds(transition(base, head))

    given_up = transition(base, between)
    taken = transition(given_up.after, head, imports_existing=True)

    assert refused(given_up) + refused(taken) == []
    assert {step.type for step in taken.steps if step.action == "import"} == {"AWS::Logs::LogGroup"}


WITH_CHAT = changed(*TOLD_IN_CHAT, text=SHOP)
IN_CHAT = {
    "the contact is renamed": (("  ops: {", "  duty: {"), ("[ben, ops]", "[ben, duty]")),
    "a second contact names the channel": (
        ("contacts:\n", f"contacts:\n  duty: {{{CHANNEL}}}\n"),
        ("info: [{digest: ben}]", "info: [{digest: [ben, duty]}]"),
    ),
    "another channel": (("C0123456789", "C9876543210"),),
    "alarms of another Region": ((FRONT_DOOR, f"{FRONT_DOOR}{NETWORK}"),),
}


@pytest.mark.parametrize("name", IN_CHAT)
def test_a_channel_is_configured_once(name: str) -> None:
    """No edit asks Amazon Q for a second configuration of a channel, not even for a while."""
    base = synthesized(WITH_CHAT)
    there = transition(base, synthesized(changed(*IN_CHAT[name], text=WITH_CHAT)))
    back = transition(there.after, base)

    assert any(step.stack == "shop-prod-chat" for step in there.steps)
    assert refused(there) + refused(back) == []


REFUSED = {
    "a second stage has the channel of the first": (
        (
            *TOLD_IN_CHAT,
            (
                f"  {PROD}}}\n",
                f"  {PROD}, service_names: prod-*}}\n  {STAGING}, service_names: test-*}}\n",
            ),
            ('service("checkout")', 'service("{stage}-checkout")'),
        ),
        "plan/shared-channel",
    ),
    "an alarm becomes more severe than it is fast": (
        (
            (
                "metric: errors\n        severity: warning",
                "metric: errors\n        severity: critical",
            ),
        ),
        "plan/pages-too-late",
    ),
    "a second stage samples the traces of the first": (
        (
            (f"  {PROD}}}\n", f"  {PROD}}}\n  {STAGING}}}\n"),
            ('service("checkout")', 'service("{stage}-checkout")'),
        ),
        "plan/overlapping-sampling",
    ),
    "somebody else gets an address that is told already": (
        (
            ("  ben: {", "  lead: {email: ana@example.com}\n  ben: {"),
            ("[{page: primary}]", "[{page: [primary, lead]}]"),
        ),
        "plan/same-address",
    ),
    "somebody who is still on call leaves": (
        (("  ben: {email: ben@example.com}\n", ""),),
        "viewpoint/unknown-name",
    ),
    "the metric of an alarm is removed": (
        (("      carts: {namespace: Shop, metric: Carts, statistic: Sum}\n", ""),),
        "viewpoint/unknown-name",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_an_edit_is_refused(name: str) -> None:
    """What cannot work is refused when it is validated, with a problem that says what to change."""
    edits, kind = REFUSED[name]
    problems = problems_of(changed(*edits, text=SHOP))

    assert {problem.kind for problem in problems} == {kind}
    assert all(problem.fix for problem in problems)
