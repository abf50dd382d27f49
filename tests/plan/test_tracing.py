from tests.support.viewpoints import WHOLE, changed, planned, problems_of


def test_order_of_rules_is_their_priority() -> None:
    """Rules are tried in the order in which they stand, from priority 100 on."""
    rules = planned(WHOLE.read_text()).tracing.rules

    assert [rule.priority for rule in rules] == [100 * (n + 1) for n in range(len(rules))]
    assert next(rule.id for rule in rules) == "health-checks"
    assert all(1 <= rule.priority <= 9_999 for rule in rules)


def test_most_rules_fit_the_priorities() -> None:
    """The 25 rules that X-Ray allows have priorities that it allows."""
    rules = "\n".join(f"    r{number}: {{rate: 0, reservoir: 0}}" for number in range(25))
    plan = planned(changed(("data_protection:", f"tracing:\n  rules:\n{rules}\ndata_protection:")))

    assert plan.tracing.rules[-1].priority == 2_500


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
