"""Files of the catalogue as texts: their keys, and what is written twice."""

from collections.abc import Iterator
from functools import cache

import pytest
from yaml import CSafeLoader, MappingNode, Node, SequenceNode, compose

from tocsin.catalogue import load_resource_type, read_resource_type, resource_types
from tocsin.catalogue.loader import _DATA
from tocsin.diagnostics import InvalidInputError


@cache
def _text(name: str) -> str:
    return _DATA.joinpath(f"{name}.yaml").read_text(encoding="utf-8")


def test_files_keep_the_rules_of_their_format() -> None:
    """No key is unknown or missing, and each value is what it has to be; all files are told.

    They are read as those that somebody else has written, and mean the same.
    """
    problems = []
    for name in resource_types():
        try:
            found = read_resource_type(_text(name), f"{name}.yaml")
        except InvalidInputError as error:
            problems += [f"{each.where}: {each.what}; {each.fix}" for each in error.problems]
        else:
            problems += [] if found == load_resource_type(name) else [f"{name} is read otherwise"]

    assert problems == []


def test_files_are_named_after_their_types() -> None:
    """A file describes the type that it is named after."""
    assert [name for name in resource_types() if load_resource_type(name).name != name] == []


def test_keys_are_written_once() -> None:
    """No mapping repeats a key, of which YAML would silently take the last."""
    roots = {name: compose(_text(name), Loader=CSafeLoader) for name in resource_types()}

    assert [f"{name}: {key}" for name, root in roots.items() for key in _repeated_keys(root)] == []


def _repeated_keys(node: Node | None) -> Iterator[str]:
    if isinstance(node, MappingNode):
        keys = [key.value for key, _ in node.value]
        yield from sorted({key for key in keys if keys.count(key) > 1})
        for _, value in node.value:
            yield from _repeated_keys(value)
    elif isinstance(node, SequenceNode):
        for value in node.value:
            yield from _repeated_keys(value)


def test_metrics_are_listed_once() -> None:
    """No metric is in two groups of a type, of which only the last would count."""
    assert [f"{name}: {each}" for name in resource_types() for each in _metrics_twice(name)] == []


def _metrics_twice(name: str) -> set[str]:
    root = compose(_text(name), Loader=CSafeLoader)
    assert root is not None
    groups = next(value for key, value in root.value if key.value == "metric_groups").value
    found = [
        metric.value
        for group in groups
        for key, metrics in group.value
        if key.value == "metrics"
        for metric, _ in metrics.value
    ]
    return {each for each in found if found.count(each) > 1}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("severity: critical", "severity: high", "alarms."),
        ("unit: Count", "unit: Counts", "metric_groups[0]"),
        ("role: traffic", "rule: traffic", "rule"),
    ],
)
def test_a_mistake_names_file_and_key(old: str, new: str, said: str) -> None:
    """Whoever adds a type sees where it is wrong."""
    assert old in _text("lambda_function")
    with pytest.raises(InvalidInputError) as error:
        read_resource_type(_text("lambda_function").replace(old, new, 1), "lambda_function.yaml")

    assert str(error.value).startswith("lambda_function.yaml:")
    assert said in str(error.value)
