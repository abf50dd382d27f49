from tocsin.viewpoint.on_call_references import rotation_cycles
from tocsin.viewpoint.rotation import Rotation
from tocsin.viewpoint.shift import Shift


def _cycles(**members: str) -> list[tuple[str, ...]]:
    rotations = {name: Rotation(members=tuple(each.split())) for name, each in members.items()}
    return list(rotation_cycles(rotations))


def test_rotations_without_a_circle() -> None:
    """Rotations that share members lead back to none of themselves."""
    assert _cycles(a="b c ana", b="c", c="ana") == []


def test_circle_is_told_along_its_way() -> None:
    """A circle is told from where it begins to where it begins again."""
    assert _cycles(a="b", b="ana c", c="b") == [("b", "c", "b")]


def test_long_chain_is_followed() -> None:
    """A chain that is longer than Python's stack is deep still finds its circle."""
    chain = {f"r{number}": f"r{number + 1}" for number in range(5_000)}

    (cycle,) = _cycles(**chain, r5000="r0")

    assert len(cycle) == 5_002


def test_shared_members_are_visited_once() -> None:
    """Rotations that share members do not multiply the work."""
    assert (
        _cycles(**{f"r{number}": f"r{number + 1} r{number + 1}" for number in range(2_000)}) == []
    )


def test_circle_through_shifts_is_found() -> None:
    """A shift leads to its members, and a rotation to who is on call otherwise."""
    first = Rotation(shifts={"day": Shift(members=("ana", "second"))})
    second = Rotation(shifts={"day": Shift(members=("ana",))}, otherwise="first")

    (cycle,) = rotation_cycles({"first": first, "second": second})

    assert cycle == ("first", "second", "first")
