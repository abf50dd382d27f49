"""What names the resources of the catalogue, and what they say of themselves."""

import re

from tests.support.catalogue import wrong_identifiers, wrong_types
from tocsin.catalogue import ResourceType

MEANING = re.compile(r"\S[^\n]{5,110}[^.\s]")
"""It fits into an error message: not empty, one line, no full stop."""


def test_examples_match_patterns() -> None:
    """The example is a value that the pattern accepts."""
    assert wrong_identifiers(lambda each: bool(re.fullmatch(each.pattern, each.example))) == []


def test_arns_do_not_match() -> None:
    """A pattern lets an ARN pass only where the dimension takes one, which the pattern says."""
    arn = "arn:aws:service:us-east-1:111122223333:"
    assert (
        wrong_identifiers(
            lambda each: (
                each.pattern.startswith("arn:")
                or not re.fullmatch(each.pattern, arn + each.example)
            )
        )
        == []
    )


def test_constants_are_never_required() -> None:
    """What has only one value is not asked for."""
    assert wrong_identifiers(lambda each: not (each.required and each.constant is not None)) == []


def test_meanings_are_one_clause() -> None:
    """The meaning fits into an error message."""
    assert wrong_identifiers(lambda each: MEANING.fullmatch(each.means) is not None) == []


def test_every_type_can_be_named() -> None:
    """A resource is named by a required identifier, or an account has one of it in a Region."""
    assert wrong_types(lambda kind: bool(kind.required_identifiers) or _is_there_once(kind)) == []


def _is_there_once(kind: ResourceType) -> bool:
    constant = {each.dimension for each in kind.identifiers.values() if each.constant}
    return any(constant.issuperset(names) for names in _dimension_sets(kind))


def _dimension_sets(kind: ResourceType) -> set[tuple[str, ...]]:
    return {names for metric in kind.metrics.values() for names in metric.dimension_sets}


def test_every_identifier_is_used() -> None:
    """Each identifier selects a metric, so that giving it is not in vain."""

    def is_used(kind: ResourceType) -> bool:
        used = {name for names in _dimension_sets(kind) for name in names}
        return {each.dimension for each in kind.identifiers.values()} <= used

    assert wrong_types(is_used) == []


def test_every_opt_in_brings_a_metric() -> None:
    """Each opt-in is needed by a metric, and has a meaning and a source."""

    def is_used(kind: ResourceType) -> bool:
        used = {each.opt_in for each in kind.metrics.values() if each.opt_in is not None}
        said = all(each.means and each.source for each in kind.opt_ins.values())
        return said and set(kind.opt_ins) == used

    assert wrong_types(is_used) == []


def test_every_setting_gives_a_threshold() -> None:
    """Each setting is needed by an alarm, and its meaning fits into an error message."""

    def is_used(kind: ResourceType) -> bool:
        used = {alarm.setting for alarm in kind.alarms.values()}
        said = all(MEANING.fullmatch(each.means) for each in kind.settings.values())
        return said and set(kind.settings) == used - {None}

    assert wrong_types(is_used) == []
