"""Everything that is wrong with a viewpoint is told at once, and nothing is made up."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest

from tests.support.changes import dumped
from tests.support.viewpoints import SMALL, WHOLE, changed, problems_of
from tocsin.diagnostics import InvalidInputError, KeyPath, read_yaml
from tocsin.plan import check_viewpoint, plan_draft, stage_plan
from tocsin.plan.stage_context import StageContext
from tocsin.viewpoint import parse_draft

NINE = "".join(f"      r{number}: {{type: type_{number}, name: x}}\n" for number in range(9))
WITH_NINE_UNKNOWN_TYPES = changed(("    metrics:\n", f"{NINE}    metrics:\n"))
THREE_MISTAKES = [
    ('account: "111122223333"', "account: 111122223333"),
    ("severity: critical", "severity: high"),
    ("members: [ana]", "members: ana"),
]

LAG = "alarms: {replication-lag: off}"


def _subjects(text: str) -> list[str]:
    return [problem.where.subject for problem in problems_of(text)]


def test_mistakes_of_form_and_unknown_types_are_told_together() -> None:
    """Three mistakes of form and nine types that nobody knows are twelve problems."""
    problems = problems_of(changed(*THREE_MISTAKES, text=WITH_NINE_UNKNOWN_TYPES))

    assert [problem.kind for problem in problems if problem.kind.startswith("viewpoint/")] == [
        "viewpoint/wrong-type",
        "viewpoint/wrong-type",
        "viewpoint/not-allowed",
    ]
    assert sum(problem.kind == "plan/unknown-resource-type" for problem in problems) == 9
    assert len(problems) == 12
    assert all(problem.where.position for problem in problems)


def test_names_that_lead_nowhere_and_the_plan_are_told_together() -> None:
    """An unknown metric, an unknown contact and an impossible period are three problems."""
    text = changed(
        ("page: primary", "page: eva"),
        ("metric: orders placed", "metric: visits"),
        ("statistic: Sum}", "statistic: Sum, period: 45s}"),
    )

    assert [problem.kind for problem in problems_of(text)] == [
        "viewpoint/unknown-name",
        "plan/impossible-period",
        "viewpoint/unknown-name",
    ]


@pytest.mark.parametrize(
    ("mistake", "subject"),
    [
        # Each of these leaves something out without which another part looks wrong.
        (("{email: ana@example.com}", "{emial: ana@example.com}"), "contacts.ana.emial"),
        (("[{page: primary}]", "[{pages: primary}]"), "escalation.critical[0].pages"),
        (("table: shop-orders", "table: 5"), "services.checkout.resources.orders.table"),
        (("table: shop-orders", "tabel: shop-orders"), "services.checkout.resources.orders.tabel"),
        (
            ("region: eu-west-1, recovery", "region: Ireland, recovery"),
            "stages.prod.region",
        ),
        (
            ("owner: platform\n", "owner: platform\nseverities: {critical: {respond_within: x}}\n"),
            "severities.critical.respond_within",
        ),
        (
            ("severity: critical", "severity: critical\n        perod: 5m"),
            "services.checkout.alarms.no orders.perod",
        ),
        (("    metrics:\n", "    metrcs:\n"), "services.checkout.metrcs"),
        (
            ("table: shop-orders", f"table: shop-orders, replica_regon: eu-west-3, {LAG}"),
            "services.checkout.resources.orders.replica_regon",
        ),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_what_follows_from_a_mistake_is_not_told(mistake: tuple[str, str], subject: str) -> None:
    """One mistake is one problem, whatever cannot be checked because of it."""
    assert _subjects(changed(mistake)) == [subject]


def test_an_alarm_is_not_late_because_its_severity_cannot_be_read() -> None:
    """Severities that allow more time than the usual, and cannot be read, make no alarm late."""
    slow = ("critical", "critical\n        period: 5m")
    allowed = ("owner: platform\n", "owner: platform\nseverities: {critical: LIMIT}\n")
    late = changed(("severity: critical", f"severity: {slow[1]}"), text=SMALL)

    assert "plan/pages-too-late" in [problem.kind for problem in problems_of(late)]
    unreadable = changed(allowed, text=late).replace("LIMIT", "{respond_within: an hour}")
    assert _subjects(unreadable) == ["severities.critical.respond_within"]


DATA: dict[str, Any] = read_yaml(WHOLE.read_text(), name="viewpoint.yaml").data


def _paths(data: object, path: KeyPath = ()) -> Iterator[KeyPath]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield (*path, key)
            yield from _paths(value, (*path, key))


def _one_of_each_kind() -> list[KeyPath]:
    """Return paths of the whole viewpoint, one for each key of each part, whatever its name."""
    found: dict[KeyPath, KeyPath] = {}
    for path in _paths(DATA):
        pattern = tuple(part if number % 2 == 0 else "" for number, part in enumerate(path))
        found.setdefault((*pattern[:-1], path[-1]) if len(path) % 2 else pattern, path)
    return list(found.values())


@pytest.mark.parametrize("path", _one_of_each_kind(), ids=".".join)
def test_a_part_that_cannot_be_read_is_told_where_it_stands(path: KeyPath) -> None:
    """Whatever part is unreadable: a problem is there, and none is anywhere else."""
    data = deepcopy(DATA)
    parent: Any = data
    for part in path[:-1]:
        parent = parent[part]
    parent[path[-1]] = "no such !" if isinstance(parent[path[-1]], dict | list) else {"no such": []}

    problems = problems_of(dumped(data))

    assert problems
    for problem in problems:
        where = problem.where.key_path
        assert where[: len(path)] == path or path[: len(where)] == where, str(problem)


def test_the_whole_viewpoint_is_fine() -> None:
    """What the parts are broken in is sound by itself."""
    assert problems_of(dumped(DATA)) == ()


def test_a_plan_is_refused_with_everything_that_is_wrong() -> None:
    """Who asks for one stage is told what is wrong with the viewpoint, too."""
    draft = parse_draft(changed(*THREE_MISTAKES, text=WITH_NINE_UNKNOWN_TYPES))

    with pytest.raises(InvalidInputError) as caught:
        plan_draft(draft, "prod")

    # The stage itself cannot be read, so that its plan says nothing.
    assert len(caught.value.problems) == 3
    with pytest.raises(InvalidInputError) as caught:
        plan_draft(parse_draft(changed(*THREE_MISTAKES[1:], text=WITH_NINE_UNKNOWN_TYPES)), "prod")
    assert len(caught.value.problems) == 11


def test_a_note_does_not_stop_the_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is only worth a note is told with its place, and the stage is built all the same."""

    def note(context: StageContext, *_: object) -> None:
        context.report("odd", ("owner",), "it is odd", "look at it", severity="note")

    monkeypatch.setattr(stage_plan, "check_runbooks", note)
    draft = parse_draft(SMALL)
    (problem,) = check_viewpoint(draft)

    assert (problem.severity, problem.where.subject) == ("note", "owner")
    assert problem.where.position is not None
    assert plan_draft(draft, "prod").stage == "prod"
