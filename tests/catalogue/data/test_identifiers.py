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
    """No dimension of the catalogue takes an ARN, so no pattern lets one pass."""
    arn = f"arn:aws:service:us-east-1:111122223333:{identifier.example}"

    assert not re.fullmatch(identifier.pattern, arn)


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
    """A resource of each type is named by at least one required identifier."""
    assert load_resource_type(name).required_identifiers


@pytest.mark.parametrize("name", resource_types())
def test_every_identifier_is_used(name: str) -> None:
    """Each identifier is needed by an alarm, so that giving it is not in vain."""
    resource_type = load_resource_type(name)

    used = frozenset[str]().union(*(each.identifiers for each in resource_type.alarms.values()))

    assert set(resource_type.identifiers) == used


@pytest.mark.parametrize("name", resource_types())
def test_every_opt_in_brings_an_alarm(name: str) -> None:
    """Each opt-in is needed by an alarm, and has a meaning and a source."""
    resource_type = load_resource_type(name)

    used = frozenset[str]().union(
        *(resource_type.opt_ins_of(alarm) for alarm in resource_type.alarms.values())
    )

    assert set(resource_type.opt_ins) == used
    assert all(each.means and each.source for each in resource_type.opt_ins.values())
