import pytest

from tocsin.catalogue import UnknownResourceTypeError, load_resource_type, resource_types
from tocsin.catalogue.loader import _DATA
from tocsin.diagnostics import one_of


def test_every_file_is_a_resource_type() -> None:
    """The names of the resource types are the names of the data files, sorted."""
    files = [entry.name for entry in _DATA.iterdir()]

    assert tuple(sorted(name.removesuffix(".yaml") for name in files)) == resource_types()


def test_load_returns_the_same_object() -> None:
    """A resource type is read once and shared after that."""
    assert load_resource_type("sqs_queue") is load_resource_type("sqs_queue")


def test_unknown_type_is_named_with_a_suggestion() -> None:
    """Asking for a misspelt type names it and the nearest known one."""
    with pytest.raises(UnknownResourceTypeError) as error:
        load_resource_type("dynamo_table")

    what, fix = str(error.value).split("; ")
    assert what == "'dynamo_table' is not a resource type of the catalogue"
    assert fix.startswith(f"did you mean 'dynamodb_table'? Use one of {resource_types()[0]}, ")


def test_unknown_type_is_not_guessed_wildly() -> None:
    """A name that resembles none of the known ones gets some of them in place of a suggestion."""
    with pytest.raises(UnknownResourceTypeError) as error:
        load_resource_type("mainframe")

    assert error.value.fix == f"use {one_of(resource_types())}"


@pytest.mark.parametrize("name", ["", "../catalogue/sqs_queue", "sqs_queue.yaml", "SQS_QUEUE"])
def test_only_listed_names_are_read(name: str) -> None:
    """A name that is not in the list is refused, even when a file would answer to it."""
    with pytest.raises(UnknownResourceTypeError):
        load_resource_type(name)
