"""What `tocsin plan` shows of what is claimed for data."""

from io import StringIO

from rich.console import Console

from tests.support.viewpoints import changed, planned
from tocsin.cli.recovery_table import recovery_tables

CLAIMED = (
    "orders: {resource: checkout/orders",
    (
        "orders: {resource: checkout/orders, mechanisms: {dynamodb_global_table: {takes: 10m}}, "
        "objectives: {corruption: {rpo: 30h}, region: {rpo: 1m, rto: 30m}}"
    ),
)


def _shown(*changes: tuple[str, str]) -> list[list[str]]:
    """Return the cells of the lines of the table, as 100 columns show them."""
    plan = planned(changed(*changes))
    assert plan.backup is not None
    console = Console(width=100, file=(written := StringIO()))
    for table in recovery_tables(plan, plan.backup):
        console.print(table)
    lines = written.getvalue().splitlines()
    assert max(map(len, lines)) <= 100
    return [
        [cell.strip() for cell in line.strip("│").split("│")] for line in lines if line[0] == "│"
    ]


def test_each_scenario_has_what_is_claimed_and_what_carries_it() -> None:
    """With the arithmetic, and with what the weakest figure rests on."""
    shown = _shown(CLAIMED)

    assert [line[:4] for line in shown if line[1] or line[2]] == [
        ["orders", "corruption", "RPO 30h", "met"],
        ["", "zone", "", "not claimed"],
        ["", "region", "RPO 1m", "met"],
        ["", "", "RTO 30m", "met"],
        ["", "account", "", "not claimed"],
    ]
    why = " ".join(line[4] for line in shown)
    assert "29h by daily: 24h from job to job + 1h start window + 4h completion window" in why
    assert "25m by dynamodb_global_table: 15m notice and decide + 10m use it (declared)" in why


def test_what_nobody_claims_is_shown_as_such() -> None:
    """It says what there is all the same, so that somebody can claim it."""
    shown = _shown()

    assert {line[3] for line in shown if line[1]} == {"not claimed"}
    assert shown[0][4].startswith("loses 29h by daily")
