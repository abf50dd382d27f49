from dataclasses import replace

from tests.support.viewpoints import SMALL, planned
from tocsin.plan.contradictions import check_stage_names, may_share_names
from tocsin.plan.specs import Plan


def _called(stage: str, plan: Plan, old: str, new: str) -> Plan:
    """Return *plan* as that of another stage, with a part of the names of its alarms replaced."""
    alarms = tuple(replace(each, name=each.name.replace(old, new)) for each in plan.alarms)
    return replace(plan, stage=stage, alarms=alarms)


def test_stages_whose_names_begin_alike_may_share_names() -> None:
    """Hyphens join names, so that it cannot be seen where one ends."""
    assert may_share_names("prod", "prod-eu")
    assert may_share_names("prod-eu", "prod")
    assert not may_share_names("prod", "production")
    assert not may_share_names("prod-eu", "prod-us")


def test_a_name_that_both_stages_have() -> None:
    """The stage that comes second in the viewpoint is named, with one of the names."""
    plan = planned(SMALL)
    other = replace(plan, stage="prod-eu")

    (problem,) = check_stage_names([plan, other])

    assert problem.kind == "plan/names-of-another-stage"
    assert problem.where.key_path == ("stages", "prod-eu")
    assert "the stages prod and prod-eu" in problem.what
    assert "both would have the alarm shop-prod-" in problem.what


def test_names_that_only_begin_alike() -> None:
    """Two stages of one account whose things are all called differently are fine."""
    plan = planned(SMALL)
    other = replace(
        _called("prod-eu", plan, "shop-prod", "shop-prod-eu"),
        alerting=(), backup=None, dashboards=(), log_groups=(), tracing=(),
    )  # fmt: skip

    assert list(check_stage_names([plan, other])) == []


def test_stages_of_other_accounts_share_nothing() -> None:
    """Names are an account's own."""
    plan = planned(SMALL)

    assert list(check_stage_names([plan, replace(plan, stage="prod-eu", account="4" * 12)])) == []
