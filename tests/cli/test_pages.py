"""The pages that are made from the model and the catalogue."""

import json
import re

import pytest

from tests.support.catalogue import kinds
from tests.support.command_line import ROOT, run
from tocsin.catalogue import resource_types


@pytest.mark.parametrize(
    ("page", "command"),
    [
        ("docs/viewpoint.md", ("reference",)),
        ("docs/catalogue.md", ("catalogue", "--markdown")),
        ("docs/events.md", ("catalogue", "--events", "--markdown")),
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

    assert "| `Duration` | > 80 % of timeout for 15 of 15 periods of 1m | timeout |" in shown
    assert "| `IteratorAge` | > 1 min for 10 of 10 periods of 1m | opt_ins:" in shown


def test_the_catalogue_begins_with_an_index() -> None:
    """Each type is linked from the top, by the heading of its section."""
    page = run("catalogue", "--markdown").output
    links = re.findall(r"\[([a-z0-9_]+)\]\(#([a-z0-9_]+)\)", page[: page.index("\n## ")])

    assert sorted(links) == [(name, name) for name in resource_types()]
    assert all(f"\n## `{name}`\n" in page for name in resource_types())


def test_the_catalogue_for_programs_has_everything() -> None:
    """Each type with its metrics and alarms, as data that is read back."""
    data = json.loads(run("catalogue", "--json").output)
    one = json.loads(run("catalogue", "lambda_function", "--json").output)

    assert {name: len(each["metrics"]) for name, each in data["types"].items()} == {
        kind.name: len(kind.metrics) for kind in kinds()
    }
    assert one["types"]["lambda_function"] == data["types"]["lambda_function"]
    slow = one["types"]["lambda_function"]["alarms"]["slow-invocations"]
    assert slow["threshold"] == {"share": 0.8, "of": "timeout"}
    assert one["types"]["lambda_function"]["metrics"]["Invocations"]["range"] == [0, None]


def test_resource_types_are_listed() -> None:
    """`tocsin catalogue` names every type."""
    output = run("catalogue").output

    assert all(name in output for name in resource_types())


def test_resource_types_show_their_alarms() -> None:
    """`tocsin catalogue TYPE` names what a type needs, and has a row for each of its alarms.

    One function shows all of them, so that some are enough.
    """
    wrong = [
        kind.name
        for kind, shown in ((kind, run("catalogue", kind.name).output) for kind in kinds()[::10])
        if not all(f"  {identifier}: " in shown for identifier in kind.required_identifiers)
        or not all(alarm in shown for alarm in kind.alarms)
    ]

    assert wrong == []
