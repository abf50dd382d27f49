from collections.abc import Callable

import pytest

from tests.support.viewpoints import changed, planned, problems_of


def _contacts(count: int) -> str:
    endpoints = [f"  c{number}: {{https: 'ssm:/shop/{number}'}}\n" for number in range(count)]
    members = ", ".join(f"c{number}" for number in range(count))
    return changed(
        ("contacts:\n", f"contacts:\n{''.join(endpoints)}"),
        ("members: [ana]", f"members: [{members}]"),
    )


def _protected(count: int) -> str:
    items = [
        f"    p{number}: {{arn: 'ssm:/shop/{number}', schedules: [daily]}}\n"
        for number in range(count)
    ]
    return changed(("  protected:\n", f"  protected:\n{''.join(items)}"))


def _headlines(count: int) -> str:
    metrics = [
        f"      m{number}: {{namespace: Shop, metric: M, statistic: Sum, "
        f"dimensions: {{Id: 'ssm:/shop/{number}'}}}}\n"
        for number in range(count)
    ]
    shown = ", ".join(f"checkout/m{number}" for number in range(count))
    dashboards = f"dashboards:\n  all: {{metrics: [{shown}]}}\n"
    return changed(("    metrics:\n", f"    metrics:\n{''.join(metrics)}")) + dashboards


@pytest.mark.parametrize(
    ("text", "key_path", "stack"),
    [
        (_contacts, ("contacts",), "alerting"),
        (_protected, ("data_protection", "protected"), "backup"),
        (_headlines, ("dashboards",), "dashboard"),
    ],
)
def test_parameters_are_limited(
    text: Callable[[int], str], key_path: tuple[str, ...], stack: str
) -> None:
    """A stack that would read more parameters than CloudFormation allows is refused."""
    (problem,) = problems_of(text(200))

    assert planned(text(199)).alerting
    assert problem.kind == "plan/too-many-parameters"
    assert problem.where.key_path == key_path
    assert problem.what == (
        f"the stack {stack} would have 200 parameters of Systems Manager, and 199 fit"
    )
