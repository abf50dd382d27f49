import pytest

from tests.support.viewpoints import SMALL, context_of
from tocsin.plan.stage_context import is_dynamic, is_filled


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("plain", "plain"),
        ("{system}-{stage}", "shop-prod"),
        ("{region}/{account}", "eu-west-1/111122223333"),
        ("{{resolve:ssm:/a}}", "{{resolve:ssm:/a}}"),
        ("{ $.level = 1 }", "{ $.level = 1 }"),
    ],
)
def test_placeholders_are_filled(text: str, filled: str) -> None:
    """The stage's values stand in for the four placeholders, and for nothing else."""
    context = context_of(SMALL)

    assert context.fill((), text) == filled
    assert context.collector.problems == []


def test_unknown_placeholder_is_reported_once() -> None:
    """A placeholder that stands for nothing is reported with those there are."""
    context = context_of(SMALL)
    context.fill(("a",), "{stag}-{stag}")

    (problem,) = context.collector.problems
    assert problem.kind == "plan/unknown-placeholder"
    assert problem.what == "{stag} stands for nothing"
    assert problem.fix == "use one of {system}, {stage}, {region}, {account}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ssm:/shop/{stage}/table", "{{resolve:ssm:/shop/prod/table}}"),
        ("shop-orders", "shop-orders"),
        ("arn:aws:ssm:x", "arn:aws:ssm:x"),
    ],
)
def test_parameter_is_resolved_on_deployment(text: str, expected: str) -> None:
    """An identifier that begins with ssm: is the stored value of its path."""
    context = context_of(SMALL)

    assert context.identify((), text) == expected
    assert context.collector.problems == []


@pytest.mark.parametrize(
    ("text", "kind", "fix"),
    [
        ("ssm:/shop/{stage}/table:3", "parameter-version", "ssm:/shop/prod/table;"),
        ("{{resolve:ssm:/a:3}}", "parameter-version", "ssm:/a;"),
        ("ssm:shop", "wrong-parameter-path", "ssm:/shop/orders"),
        ("ssm:/shop//table", "wrong-parameter-path", "ssm:/shop/orders"),
        ("ssm:/shop/täble", "wrong-parameter-path", "ssm:/shop/orders"),
        ("ssm:/shop/table:live", "wrong-parameter-path", "ssm:/shop/orders"),
        ("ssm:", "wrong-parameter-path", "ssm:/shop/orders"),
        ("ssm:/{stag}", "unknown-placeholder", "{system}"),
    ],
)
def test_wrong_paths_are_reported(text: str, kind: str, fix: str) -> None:
    """What cannot be a template's parameter is said at validation, not by CloudFormation."""
    context = context_of(SMALL)
    context.identify(("a",), text)

    (problem,) = context.collector.problems
    assert problem.kind == f"plan/{kind}"
    assert fix in problem.fix


def test_what_is_known_already() -> None:
    """A dynamic reference is known on deployment; a placeholder that is left never is."""
    assert is_dynamic("{{resolve:ssm:/a}}")
    assert not is_dynamic("{stage}")
    assert is_filled("{{resolve:ssm:/a}}")
    assert not is_filled("a-{x}")
