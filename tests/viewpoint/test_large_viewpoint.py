"""A viewpoint may be large, and mistakes in a large one take neither hours nor gigabytes."""

import gc
import tracemalloc
from collections.abc import Callable

import pytest

from tests.support.viewpoints import problems_of
from tocsin.diagnostics import InvalidInputError
from tocsin.plan import make_plan
from tocsin.viewpoint import parse_viewpoint

HEAD = """\
system: large
owner: nobody
runbooks: https://example.com/runbooks
stages: {prod: {account: "111122223333", region: us-east-1}}
contacts: {ana: {email: ana@example.com}}
escalation: {critical: [{notify: ana}], warning: [{notify: ana}], info: [{notify: ana}]}
services:
"""
IN_A_SERVICE = 400
MOST_VALUES = 500_000


def _viewpoint(alarms: int, alarm: Callable[[int], str]) -> str:
    services = "".join(
        f"  service {start}:\n"
        "    owner: nobody\n"
        "    metrics: {load: {namespace: Large, metric: Load, statistic: Sum}}\n"
        "    alarms:\n" + "".join(map(alarm, range(start, min(alarms, start + IN_A_SERVICE))))
        for start in range(0, alarms, IN_A_SERVICE)
    )
    return HEAD + services


def _alarm(number: int) -> str:
    return (
        f"      alarm {number}:\n"
        "        metric: load\n"
        "        severity: warning\n"
        f'        when: "> {number} for 2 of 3"\n'
        "        means: The load is high.\n"
        "        matters: Something is slower than it should be.\n"
        "        first_action: Look at the dashboard.\n"
    )


@pytest.mark.slow
def test_ten_thousand_alarms() -> None:
    """They are read and planned."""
    viewpoint, _ = parse_viewpoint(_viewpoint(10_000, _alarm))
    alarms = make_plan(viewpoint, "prod").alarms

    assert len([each for each in alarms if each.service.startswith("service")]) == 10_000


@pytest.mark.parametrize(
    ("alarm", "what"),
    [
        (lambda number: f"      alarm {number}: []\n", "[] stands where a mapping is expected"),
        (
            lambda number: _alarm(number).replace("warning", "urgent"),
            "'urgent' is not allowed here",
        ),
        (lambda number: _alarm(number) + "        note: x\n", "the key 'note' is unknown"),
    ],
    ids=["type", "word", "key"],
)
def test_many_mistakes_are_cut_short(alarm: Callable[[int], str], what: str) -> None:
    """Whoever made a mistake thousands of times sees a thousand of them, and how many there are."""
    *shown, last = problems_of(_viewpoint(3_000, alarm))

    assert [each.what for each in shown] == [what] * 1_000
    assert last.what == "2,000 more mistakes are not shown, of which this is the first"
    assert last.kind == "viewpoint/more-problems"


@pytest.mark.parametrize(
    "item",
    ["  - {}\n", "  - {a: {b: {}}}\n", "  - [[[]]]\n", "  - - 1\n", "  - &a {a: 1}\n", "  - 1.5\n"],
)
def test_memory_is_bounded(item: str) -> None:
    """A value takes less than a kilobyte in any form, so that 500,000 take less than 500 MB."""
    count = 5_000
    text = HEAD + item * count
    gc.collect()
    tracemalloc.start()
    try:
        with pytest.raises(InvalidInputError):
            parse_viewpoint(text)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    values = count * (item.count("{") + item.count("[") + item.count("1") + item.count("- -"))
    assert peak < 1_000 * values


def test_values_are_counted() -> None:
    """What has more values than any viewpoint is refused, however few bytes it takes."""
    (problem,) = problems_of(HEAD + f"  [{'1,' * (MOST_VALUES + 1)}]\n")

    assert problem.kind == "yaml/too-many-values"
