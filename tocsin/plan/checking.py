"""Everything that is wrong with a viewpoint, whichever check finds it, in the order of its text.

A check belongs where what it needs is known:

- of one value by itself: its type in `tocsin.viewpoint`, which raises `InvalidValueError`;
- whether a name is defined elsewhere: `tocsin.viewpoint`'s references;
- of a value with the stage's values in it, and of parts against each other: the maker of the spec
  here in `tocsin.plan`, which reports to its `StageContext`.

All of them are told at once. What rests on a wrong part is left out of the plan, so that nothing
is said about it.
"""

from tocsin.diagnostics import InvalidInputError, Problem
from tocsin.plan.own_types import own_types
from tocsin.plan.specs import Plan
from tocsin.plan.stage_plan import plan_with_problems
from tocsin.viewpoint import Draft, with_positions


def check_viewpoint(draft: Draft) -> tuple[Problem, ...]:
    """Return everything that is wrong with a viewpoint and with the plans of its stages.

    Without an error among them, each stage can be built.
    """
    own, wrong = own_types(draft)
    problems = [*draft.problems, *wrong]
    if draft.viewpoint is not None:
        for stage in draft.viewpoint.stages:
            problems += plan_with_problems(
                draft.viewpoint, stage, left_out=draft.left_out, own_types=own
            )[1]
    return with_positions(dict.fromkeys(problems), draft.source)


def plan_draft(draft: Draft, stage: str) -> Plan:
    """Return everything that is built for the stage called *stage*.

    Raises:
        InvalidInputError: With everything that is wrong with the viewpoint and with the plan of
            the stage.
    """
    own, wrong = own_types(draft)
    plan, problems = None, (*draft.problems, *wrong)
    if draft.viewpoint is not None and not draft.leaves_out(("stages", stage)):
        plan, found = plan_with_problems(
            draft.viewpoint, stage, left_out=draft.left_out, own_types=own
        )
        problems += found
    if plan is None or any(each.is_error for each in problems):
        raise InvalidInputError(with_positions(dict.fromkeys(problems), draft.source))
    return plan
