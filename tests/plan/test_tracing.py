import pytest

from tests.support.viewpoints import WHOLE, changed, planned, problems_of

RULES = ("data_protection:", "tracing: {rules: {all: {rate: 0, reservoir: 1}}}\ndata_protection:")
OF_ORDERS = ("reservoir: 1}", "reservoir: 1, service: '%s'}")


def _stage(name: str, settings: str = "", place: str = "'111122223333', region: eu-west-1") -> str:
    return f"  {name}: {{account: {place}{settings}}}\n"


def _stages(*stages: str) -> tuple[str, str]:
    """Return the change that gives the viewpoint these stages before its own."""
    return "  prod:", f"{''.join(stages)}  prod:"


def _named(prod: str) -> tuple[str, str]:
    return (
        "recovery_region: eu-central-1",
        f"recovery_region: eu-central-1, service_names: '{prod}'",
    )


def test_order_of_rules_is_their_priority() -> None:
    """Rules are tried in the order in which they stand, from priority 100 on."""
    rules = planned(WHOLE.read_text()).tracing[0].rules

    assert [rule.priority for rule in rules] == [100 * (n + 1) for n in range(len(rules))]
    assert next(rule.id for rule in rules) == "health-checks"
    assert all(1 <= rule.priority <= 9_999 for rule in rules)


def test_most_rules_fit_the_priorities() -> None:
    """The 25 rules that X-Ray allows have priorities that it allows."""
    rules = "\n".join(
        f"    r{each}: {{path: /{each}, rate: 0, reservoir: 0}}" for each in range(25)
    )
    plan = planned(changed(("data_protection:", f"tracing:\n  rules:\n{rules}\ndata_protection:")))

    assert plan.tracing[0].rules[-1].priority == 2_500


def test_long_name_is_reported() -> None:
    """Rules and groups whose names exceed X-Ray's 32 characters are reported with their length."""
    tracing = (
        f"tracing: {{rules: {{{'r' * 30}: {{rate: 0, reservoir: 0}}}}, "
        f"groups: {{{'g' * 30}: {{filter: fault}}}}}}\ndata_protection:"
    )
    problems = problems_of(changed(("data_protection:", tracing)))

    assert [problem.where.subject for problem in problems] == [
        f"tracing.rules.{'r' * 30}",
        f"tracing.groups.{'g' * 30}",
    ]
    assert {problem.kind for problem in problems} == {"plan/name-too-long"}
    assert all("has 40 characters, and X-Ray allows 32" in problem.what for problem in problems)


@pytest.mark.parametrize(
    ("services", "expected"),
    [("", "shop-prod-*"), ("shop-{stage}-checkout", "shop-prod-checkout")],
)
def test_rules_are_for_the_services_of_the_stage(services: str, expected: str) -> None:
    """A rule matches the service names of its stage, or some of them."""
    changes = [(OF_ORDERS[0], OF_ORDERS[1] % services)] if services else []
    (rule,) = planned(changed(RULES, *changes, _named("{system}-{stage}-*"))).tracing[0].rules

    assert rule.service == expected


def test_rules_of_one_stage_are_for_everything() -> None:
    """A stage that is alone in its account and Region needs no names."""
    apart = "'111122223333', region: eu-west-2", "'999999999999', region: eu-west-1"
    text = changed(
        RULES, _stages(*(_stage(f"test{at}", "", place) for at, place in enumerate(apart)))
    )

    assert problems_of(text) == ()
    assert planned(text).tracing[0].rules[0].service == "*"


def test_stage_without_service_names_is_reported() -> None:
    """Each stage that shares account and Region has to say what its services are called."""
    problems = problems_of(changed(RULES, _stages(_stage("test"))))

    assert [problem.where.subject for problem in problems] == ["stages.test", "stages.prod"]
    assert {problem.kind for problem in problems} == {"plan/overlapping-sampling"}
    assert problems[1].what.startswith("it shares account and Region with test")
    assert "shop-prod-*" in problems[1].fix


@pytest.mark.parametrize(
    ("test", "prod", "overlaps"),
    [
        ("shop-test-*", "shop-prod-*", False),
        ("shop-{stage}-*", "shop-{stage}-*", False),
        ("shop-*", "shop-prod-*", True),
        ("*-test", "shop-*", True),
    ],
)
def test_overlapping_service_names_are_reported(test: str, prod: str, overlaps: bool) -> None:  # noqa: FBT001 - what is expected
    """No name may match the patterns of two stages; it is said once."""
    text = changed(RULES, _stages(_stage("test", f", service_names: '{test}'")), _named(prod))
    problems = problems_of(text)

    assert [(problem.kind, problem.where.subject) for problem in problems] == [
        ("plan/overlapping-sampling", "stages.prod.service_names")
    ] * overlaps


def test_rule_for_services_of_others_is_reported() -> None:
    """A rule that names services names some of the stage."""
    text = changed(RULES, (OF_ORDERS[0], OF_ORDERS[1] % "checkout"), _named("shop-{stage}-*"))
    (problem,) = problems_of(text)

    assert problem.kind == "plan/service-of-another-stage"
    assert problem.where.subject == "tracing.rules.all.service"


def test_long_service_names_are_reported() -> None:
    """A pattern has at most 64 characters when its placeholders are filled in."""
    (problem,) = problems_of(changed(RULES, _named("{account}" * 6)))

    assert problem.kind == "plan/pattern-too-long"
    assert "has 72 characters, and X-Ray allows 64" in problem.what


GROUPS = (
    "data_protection:",
    "tracing: {groups: {faults: {filter: 'service(\"%s\") {fault}'}}}\ndata_protection:",
)


def test_groups_are_of_the_services_of_the_stage() -> None:
    """A filter expression takes the stage, and keeps the braces of its own."""
    text = changed((GROUPS[0], GROUPS[1] % "shop-{stage}-checkout"), _stages(_stage("test")))
    (group,) = planned(text).tracing[0].groups

    assert problems_of(text) == ()
    assert group.filter_expression == 'service("shop-prod-checkout") {fault}'


def test_groups_of_the_same_traces_are_reported() -> None:
    """Two stages of one account and Region do not count the same traces."""
    text = changed((GROUPS[0], GROUPS[1] % "checkout"), _stages(_stage("test")))
    (problem,) = problems_of(text)

    assert problem.kind == "plan/overlapping-groups"
    assert problem.where.subject == "tracing.groups.faults.filter"


def _tracing(text: str) -> tuple[str, str]:
    return "data_protection:", f"tracing: {text}\ndata_protection:"


@pytest.mark.parametrize(
    ("rules", "kinds"),
    [
        ("all: {rate: 0.1, reservoir: 1}, one: {path: /a*, rate: 1, reservoir: 1}", {"one"}),
        ("a: {path: /A*, rate: 0, reservoir: 0}, b: {path: /a/b, rate: 0, reservoir: 0}", {"b"}),
        ("one: {path: /a*, rate: 1, reservoir: 1}, all: {rate: 0.1, reservoir: 1}", set()),
        ("a: {path: /a?, rate: 0, reservoir: 0}, b: {path: /a*, rate: 0, reservoir: 0}", set()),
    ],
)
def test_a_rule_to_which_no_request_comes_is_reported(rules: str, kinds: set[str]) -> None:
    """Narrow rules stand before wide ones."""
    found = problems_of(changed(_tracing(f"{{rules: {{{rules}}}}}")))

    assert {each.where.subject.rpartition(".")[2] for each in found} == kinds
    assert {each.kind for each in found} <= {"plan/rule-never-used"}


@pytest.mark.parametrize(
    ("attribute", "is_late"),
    [
        ("http.response.status_code", True),
        ("http.status_code", True),
        ("error.type", True),
        ("duration", True),
        ("tenant", False),
        ("http.request.header.x-beta", False),
        ("errors_wanted", False),
    ],
)
def test_what_is_known_at_the_end_decides_nothing_at_the_begin(
    attribute: str,
    is_late: bool,  # noqa: FBT001
) -> None:
    """A rule for the status of the response is for no request."""
    rule = f"{{rules: {{one: {{attributes: {{{attribute}: '5*'}}, rate: 1, reservoir: 1}}}}}}"
    kinds = [each.kind for each in problems_of(changed(_tracing(rule)))]

    assert kinds == (["plan/late-attribute"] if is_late else [])


@pytest.mark.parametrize(
    ("boost", "said"),
    [
        ("{rate: 0.1, cooldown: 5m}", "the boost to 0.1 is not above the rate 0.1"),
        ("{rate: 0.5, cooldown: 90s}", "cooldown is 90s"),
        ("{rate: 0.5, cooldown: 30s}", "cooldown is 30s"),
    ],
)
def test_a_boost_that_does_nothing_is_refused(boost: str, said: str) -> None:
    """It records more, and its minutes are whole."""
    rule = f"{{rules: {{one: {{rate: 0.1, reservoir: 1, boost: {boost}}}}}}}"
    (problem,) = problems_of(changed(_tracing(rule)))
    assert said in problem.what


def test_an_account_has_one_transaction_search_in_a_region() -> None:
    """The second stage says where it stands."""
    stages = _stages(_stage("test", ", retain: false, service_names: 'shop-test-*'"))
    names = _named("shop-prod-*")
    found = problems_of(changed(stages, names, _tracing("{transaction_search: {indexed: 0.05}}")))

    assert {each.kind for each in found} == {"plan/second-transaction-search"}
    assert "share account and Region, which have one Transaction Search" in found[0].what
