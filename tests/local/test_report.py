import io

from rich.console import Console

from local.deployment import DeployedStack
from local.fire_drill import FireDrill
from local.report import MAX_WIDTH, print_fire_drill, print_stacks, print_stub_resources
from local.timeline import Moment


def written(width: int = 200) -> tuple[Console, io.StringIO]:
    """A wide console, and what is written to it."""
    text = io.StringIO()
    return Console(file=text, width=width), text


def test_stub_types_are_counted_and_called_not_emulated() -> None:
    """Each stub type has one line with its count that says that it is not emulated."""
    console, text = written()
    print_stub_resources(
        console, [{"type": "AWS::XRay::Group"}] * 2 + [{"type": "AWS::Budgets::Budget"}]
    )
    lines = [line for line in text.getvalue().splitlines() if "AWS::" in line]
    assert [[cell.strip() for cell in line.split("│")[1:4]] for line in lines] == [
        ["AWS::Budgets::Budget", "1", "not emulated"],
        ["AWS::XRay::Group", "2", "not emulated"],
    ]


def test_it_is_said_that_nothing_was_only_recorded() -> None:
    """Without stub resources there is a sentence in the place of the table."""
    console, text = written()
    print_stub_resources(console, [])
    assert "Every deployed resource type is emulated." in text.getvalue()


def test_no_table_is_wider_than_a_hundred_columns() -> None:
    """Long names are folded: no line is wider than 100 columns."""
    console, text = written()
    stack = DeployedStack(
        name="shop-" * 40, region="us-east-1", status="CREATE_COMPLETE", resources=500, seconds=0.0
    )
    print_stacks(console, [stack])
    moments = (Moment(seconds=0.12, what="put [bold]data[/bold] " * 10),)
    print_fire_drill(console, FireDrill(alarm="x" * 90, timeline=moments, note="note " * 40))
    lines = text.getvalue().splitlines()
    assert max(map(len, lines)) <= MAX_WIDTH
    assert any("unchanged" in line for line in lines)
    assert any("[bold]data[/bold]" in line for line in lines)
