from pathlib import Path

import pytest

from tests.support.assembly import resolve


@pytest.mark.parametrize("name", ["Fn::Base64", "Fn::Cidr", "Fn::GetAZs", "Fn::Transform"])
def test_what_a_deployment_computes_is_a_stable_symbol(tmp_path: Path, name: str) -> None:
    """Alike calls give one symbol, different calls different ones, and all are noted."""
    resolved = resolve(tmp_path, [{name: "a"}, {name: "a"}, {name: "b"}])

    assert isinstance(resolved.value, list)
    first, second, other = resolved.value
    assert first == second != other
    assert [note.kind for note in resolved.unresolved] == ["function"] * 3
