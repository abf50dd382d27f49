import pytest
from pydantic import TypeAdapter, ValidationError

from tocsin.viewpoint.part import Name, Number, slug

NAMES = TypeAdapter(Name)


@pytest.mark.parametrize("name", ["a", "no orders", "no-orders", "A_1", "x" * 64])
def test_name_that_people_read(name: str) -> None:
    """Names are words of letters and digits."""
    assert NAMES.validate_python(name) == name


@pytest.mark.parametrize(
    "name", ["", " a", "a ", "a  b", "1a", "a/b", "a.b", "é", "a\n", "x" * 65, "a-", "{stage}", 5]
)
def test_other_name_is_refused(name: object) -> None:
    """What could not stand in the name of an AWS resource is refused."""
    with pytest.raises(ValidationError):
        NAMES.validate_python(name)


@pytest.mark.parametrize("value", [True, "5", float("nan"), float("inf"), None])
def test_what_is_no_number_is_refused(value: object) -> None:
    """Truth, text and infinity are not numbers."""
    with pytest.raises(ValidationError):
        TypeAdapter(Number).validate_python(value)


@pytest.mark.parametrize(("name", "expected"), [("No orders", "no-orders"), ("a_b", "a-b")])
def test_slug(name: str, expected: str) -> None:
    """Blanks and _ become hyphens, and capitals small letters."""
    assert slug(name) == expected
