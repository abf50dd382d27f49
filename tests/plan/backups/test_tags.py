from tests.support.viewpoints import changed, errors_of, planned, problems_of
from tocsin.plan import TagSelectionSpec
from tocsin.plan.specs.backup import BackupSpec

ORDERS = "    orders: {resource: checkout/orders, schedules: [daily]}\n"
TAGGED = '    tier 1: {tags: {backup: "true", system: "{system}"}, schedules: [daily]}\n'


def _backup(protected: str) -> BackupSpec:
    backup = planned(changed((ORDERS, protected))).backup
    assert backup is not None
    return backup


def test_tags_and_names_share_a_plan() -> None:
    """What has the tags is selected beside what has a name, with the stage's values in the tags."""
    (plan,) = _backup(ORDERS + TAGGED).plans

    assert len(plan.arns) == 1
    assert plan.tagged == (
        TagSelectionSpec(id="tier-1", name="tier-1", tags=(("backup", "true"), ("system", "shop"))),
    )


def test_tags_alone_make_a_plan() -> None:
    """There is no name then, and nothing empty either."""
    (plan,) = _backup(TAGGED).plans

    assert plan.arns == ()
    assert plan.tagged


def test_nothing_is_waited_for_that_is_not_known() -> None:
    """What has tags is not known by name, so that no alarm waits for its backup; a note says so."""
    plan = planned(changed((ORDERS, TAGGED)))
    (note,) = problems_of(changed((ORDERS, TAGGED)))

    assert not [alarm for alarm in plan.alarms if "no-backup" in alarm.name]
    assert [alarm for alarm in plan.alarms if "backup-jobs-failed" in alarm.name]
    assert (note.kind, note.severity) == ("plan/unwatched-tags", "note")
    assert note.where.subject == "data_protection.protected.tier 1.tags"


def test_a_plan_takes_ten_selections_by_tags() -> None:
    """AWS Backup refuses more."""
    many = [TAGGED.replace("tier 1", f"tier {number}") for number in range(11)]
    (problem,) = errors_of(changed((ORDERS, "".join(many))))

    assert problem.kind == "plan/too-many-tag-selections"
    assert errors_of(changed((ORDERS, "".join(many[:10])))) == ()
