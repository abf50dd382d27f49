"""The pages that are made from the model and the catalogue."""

import pytest

from tests.support.catalogue import kinds
from tests.support.command_line import ROOT, run
from tocsin.catalogue import resource_types


@pytest.mark.parametrize(
    ("page", "command"),
    [
        ("docs/viewpoint.md", ("reference",)),
        ("docs/catalogue.md", ("catalogue", "--markdown")),
        ("viewpoint.schema.json", ("schema",)),
    ],
)
def test_the_committed_page_is_current(page: str, command: tuple[str, ...]) -> None:
    """What is committed is what the command prints; `make schema` writes it anew."""
    assert (ROOT / page).read_text() == run(*command).output


def test_every_key_is_explained() -> None:
    """No key stands in the reference without its meaning."""
    rows = [line for line in run("reference").output.splitlines() if line.startswith("| `")]

    assert rows
    assert [row for row in rows if row.endswith("|  |")] == []


def test_the_catalogue_says_when_alarms_fire() -> None:
    """A threshold stands with its comparison and its periods, as a viewpoint writes them."""
    shown = run("catalogue", "--markdown").output

    assert "| `DatabaseConnections` | < 1 connections for 2 of 2 periods of 1m |" in shown
    assert "| `UnHealthyHostCount` | > 0 targets for 10 of 10 periods of 1m |" in shown


def test_resource_types_are_listed() -> None:
    """`tocsin catalogue` names every type."""
    output = run("catalogue").output

    assert all(name in output for name in resource_types())


def test_resource_types_show_their_alarms() -> None:
    """`tocsin catalogue TYPE` names what a type needs, and has a row for each of its alarms."""
    wrong = [
        kind.name
        for kind, shown in ((kind, run("catalogue", kind.name).output) for kind in kinds())
        if not all(f"  {identifier}: " in shown for identifier in kind.required_identifiers)
        or not all(alarm in shown for alarm in kind.alarms)
    ]

    assert wrong == []
