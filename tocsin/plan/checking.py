"""Everything that is wrong with a viewpoint, whichever check finds it, in the order of its text.

A check belongs where what it needs is known:

- of one value by itself: its type in `tocsin.viewpoint`, which raises `InvalidValueError`;
- whether a name is defined elsewhere: `tocsin.viewpoint`'s references;
- of a value with the stage's values in it, and of parts against each other: the maker of the spec
  here in `tocsin.plan`, which reports to its `StageContext`.

All of them are told at once. What rests on a wrong part is left out of the plan, so that nothing
is said about it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tocsin.catalogue import ResourceType
from tocsin.diagnostics import InvalidInputError, KeyPath, Problem
from tocsin.plan.contradictions import check_stage_names, may_share_names
from tocsin.plan.own_types import own_types
from tocsin.plan.specs import Plan
from tocsin.plan.stage_plan import plan_with_problems
from tocsin.viewpoint import Draft, Viewpoint, with_positions


def check_viewpoint(draft: Draft) -> tuple[Problem, ...]:
    """Return everything that is wrong with a viewpoint and with the plans of its stages.

    Without an error among them, each stage can be built.
    """
    return plan_stages(draft)[0]


def plan_stages(draft: Draft) -> tuple[tuple[Problem, ...], Mapping[str, Plan]]:
    """Return everything that is wrong with a viewpoint, and the plans of its stages by name.

    Without an error among the problems, there is a plan of each stage.
    """
    own, wrong = own_types(draft)
    problems, plans = [*draft.problems, *wrong], dict[str, Plan]()
    if draft.viewpoint is not None:
        planner = _Planner(draft.viewpoint, own, _left_out(draft, wrong))
        for stage in draft.viewpoint.stages:
            plan, found = planner.planned(stage)
            problems += found
            plans.update({} if plan is None else {stage: plan})
        problems += check_stage_names(list(plans.values()))
    return with_positions(dict.fromkeys(problems), draft.source), plans


def plan_draft(draft: Draft, stage: str) -> Plan:
    """Return everything that is built for the stage called *stage*.

    Raises:
        InvalidInputError: With everything that is wrong with the viewpoint and with the plan of
            the stage.
    """
    own, wrong = own_types(draft)
    plan, problems = None, [*draft.problems, *wrong]
    if draft.viewpoint is not None and not draft.leaves_out(("stages", stage)):
        planner = _Planner(draft.viewpoint, own, _left_out(draft, wrong))
        plan, found = planner.planned(stage)
        problems += found
        if plan is not None:
            problems += planner.shared_names(plan)
    if plan is None or any(each.is_error for each in problems):
        raise InvalidInputError(with_positions(dict.fromkeys(problems), draft.source))
    return plan


def _left_out(draft: Draft, wrong: Iterable[Problem]) -> frozenset[KeyPath]:
    """Return of what nothing is known: also of the types in files that cannot be read."""
    return draft.left_out | {("catalogue",) for _ in wrong}


@dataclass(frozen=True, slots=True)
class _Planner:
    """Plans the stages of what remains of a viewpoint."""

    viewpoint: Viewpoint
    own_types: Mapping[str, ResourceType]
    left_out: frozenset[KeyPath]

    def planned(self, stage: str) -> tuple[Plan | None, tuple[Problem, ...]]:
        """Return the plan of a stage, and what there is to say about it."""
        return plan_with_problems(
            self.viewpoint, stage, left_out=self.left_out, own_types=self.own_types
        )

    def shared_names(self, plan: Plan) -> Iterator[Problem]:
        """Yield the problems of a stage with others; that it needs their plans is rare."""
        plans = {plan.stage: plan}
        for name, other in self.viewpoint.stages.items():
            if other.account == plan.account and may_share_names(name, plan.stage):
                made = plans.get(name) or self.planned(name)[0]
                plans.update({name: made} if made is not None else {})
        ordered = [plans[name] for name in self.viewpoint.stages if name in plans]
        return check_stage_names(ordered, about=plan.stage)
