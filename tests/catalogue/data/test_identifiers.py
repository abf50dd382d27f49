import re

import pytest

from tocsin.catalogue import Identifier, load_resource_type, resource_types

IDENTIFIERS = [
    pytest.param(identifier, id=f"{name}.{identifier.name}")
    for name in resource_types()
    for identifier in load_resource_type(name).identifiers.values()
]


@pytest.mark.parametrize("identifier", IDENTIFIERS)
def test_example_matches_pattern(identifier: Identifier) -> None:
    """The example is a value that the pattern accepts."""
    assert re.fullmatch(identifier.pattern, identifier.example)


@pytest.mark.parametrize("identifier", IDENTIFIERS)
def test_arns_do_not_match(identifier: Identifier) -> None:
    """A pattern lets an ARN pass only where the dimension takes one, which the pattern says."""
    arn = f"arn:aws:service:us-east-1:111122223333:{identifier.example}"

    assert identifier.pattern.startswith("arn:") or not re.fullmatch(identifier.pattern, arn)


@pytest.mark.parametrize("identifier", IDENTIFIERS)
def test_constant_is_never_required(identifier: Identifier) -> None:
    """What has only one value is not asked for."""
    assert not (identifier.required and identifier.constant is not None)


@pytest.mark.parametrize("identifier", IDENTIFIERS)
def test_meaning_is_one_clause(identifier: Identifier) -> None:
    """The meaning fits into an error message: not empty, one line, no full stop."""
    assert re.fullmatch(r"\S[^\n]{5,110}[^.\s]", identifier.means)


@pytest.mark.parametrize("name", resource_types())
def test_every_type_can_be_named(name: str) -> None:
    """A resource is named by a required identifier, or an account has one of it in a Region."""
    resource_type = load_resource_type(name)
    constant = {each.dimension for each in resource_type.identifiers.values() if each.constant}

    assert resource_type.required_identifiers or any(
        constant.issuperset(names)
        for metric in resource_type.metrics.values()
        for names in metric.dimension_sets
    )


@pytest.mark.parametrize("name", resource_types())
def test_every_identifier_is_used(name: str) -> None:
    """Each identifier selects a metric, so that giving it is not in vain."""
    resource_type = load_resource_type(name)
    used = {
        dimension
        for metric in resource_type.metrics.values()
        for names in metric.dimension_sets
        for dimension in names
    }

    assert {each.dimension for each in resource_type.identifiers.values()} <= used


@pytest.mark.parametrize("name", resource_types())
def test_every_opt_in_brings_a_metric(name: str) -> None:
    """Each opt-in is needed by a metric, and has a meaning and a source."""
    resource_type = load_resource_type(name)

    assert set(resource_type.opt_ins) == {
        each.opt_in for each in resource_type.metrics.values() if each.opt_in is not None
    }
    assert all(each.means and each.source for each in resource_type.opt_ins.values())
