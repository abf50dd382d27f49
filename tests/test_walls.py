"""The walls of the house: a room is entered by its face, and no two rooms need each other."""

from collections import defaultdict
from graphlib import CycleError, TopologicalSorter

import pytest

from tests.support.imports import imports_of, used_names
from tests.support.modules import Module, our_modules, past_face, targets
from tests.support.project import ROOT

LATE_IMPORTS = {
    ("benchmarks/applications/nag.py", "cdk_nag"): "half a second where it is not asked for",
    ("app.py", "cdk_nag"): "it takes half a second, which nobody pays who leaves it out",
    ("app.py", "tocsin_cdk"): "so do our own checks",
    ("stacks/stage_stacks.py", "stacks.grafana_stack"): (
        "it renders dashboards, which takes an extra, and its time, only where they are published"
    ),
    ("local/overlay/__main__.py", "local.overlay.install"): (
        "the emulator reads its environment while it is imported"
    ),
    ("tocsin/cli/entry.py", "tocsin.cli.command"): "the help and the version need no typer",
    ("tocsin/cli/entry.py", "tocsin.cli.front_page"): "the version needs no rich",
    ("tocsin/cli/commands/check.py", "tocsin.cli.check_pages"): (
        "what reads Markdown is not needed to check anything"
    ),
    ("tocsin/cli/grafana.py", "tocsin.grafana"): "the extra may not be installed",
    ("tocsin/cli/commands/dashboards/publish.py", "tocsin.cli.workspace_access"): (
        "the extra may not be installed"
    ),
    ("tocsin/cli/commands/preflight.py", "tocsin.cli.account"): "the extra may not be installed",
    ("tocsin/cli/commands/record.py", "tocsin.cli.recording"): "the extra may not be installed",
    ("tocsin/cli/commands/incidents/review.py", "tocsin.cli.incident_review"): (
        "the extra may not be installed"
    ),
    **{
        (f"tocsin/cli/commands/{command}.py", "tocsin.cli.account"): "the extra may not be there"
        for command in (
            "ack",
            "incidents/list",
            "incidents/note",
            "incidents/resolve",
            "incidents/review",
            "incidents/stats",
            "incidents/show",
            "oncall/end_override",
            "oncall/override",
            "oncall/overrides",
            "page_test",
        )
    },
    ("tocsin/cli/check_run.py", "tocsin.cli.check_resources"): (
        "the model of viewpoints takes a tenth of a second, which only --viewpoint is worth"
    ),
    ("tocsin/cli/drill_run.py", "tocsin.rehearsal"): (
        "the catalogue takes its time, which only --coverage is worth"
    ),
    ("tocsin/cli/drill_run.py", "tocsin.cli.viewpoint"): (
        "the model of viewpoints takes a tenth of a second, which only --viewpoint is worth"
    ),
    ("tocsin/recorded/formats/opened.py", "pyarrow"): "the extra may not be installed",
    ("tocsin/recorded/formats/parquet_file.py", "pyarrow"): "the extra may not be installed",
    ("tocsin/recorded/formats/parquet_file.py", "pyarrow.parquet"): (
        "the extra may not be installed"
    ),
}
"""Imports that run when a function is called, each with the reason why it cannot stand on top."""

Graph = dict[str, set[str]]


def _circle(graph: Graph) -> list[str]:
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        circle: list[str] = error.args[1]
        return circle
    return []


def _graphs_by_package() -> dict[str, Graph]:
    """Return for each package, the root of the repository too, which of its parts need which."""
    graphs: dict[str, Graph] = defaultdict(lambda: defaultdict(set))
    for module in our_modules().values():
        for target in targets(module):
            package, ours, theirs = _apart(module.name, target)
            # A face needs what stands in its package, and is not a part of it.
            if ours:
                graphs[package][ours].add(theirs)
    return graphs


def _apart(one: str, other: str) -> tuple[str, str, str]:
    """Return the package that both names have in common, and the next part of each.

    `tocsin.plan.changes` and `tocsin.viewpoint` are `plan` and `viewpoint` of `tocsin`.
    """
    ours, theirs, package = one.split("."), other.split("."), []
    while ours and theirs and ours[0] == theirs[0]:
        package.append(ours.pop(0))
        theirs.pop(0)
    return ".".join(package), "".join(ours[:1]), "".join(theirs[:1])


def test_rooms_are_entered_by_their_faces() -> None:
    """Nothing imports what stands within a room that it is not in, not even for types."""
    past = [
        f"{module.file}:{each.line} imports {each.name or 'it'} from {each.module}"
        for module in our_modules().values()
        for each in past_face(module)
    ]

    assert past == []


@pytest.mark.parametrize(
    ("source", "is_past"),
    [
        ("from tocsin.evaluation import evaluate", False),
        ("from tocsin import evaluation", False),
        ("from tocsin.drills.runner import Outcome", False),
        ("from tocsin.drills.mutation import mutate", False),
        ("from tocsin.drills.mutation.mutants import Mutant", True),
        ("from tocsin.drills.mutation import compared_number", True),
        ("from tocsin.drills import run_drills", True),
        ("from tocsin.evaluation.states import evaluate", True),
        ("from tocsin.evaluation import states", True),
        ("import tocsin.evaluation.states", True),
        ("if TYPE_CHECKING:\n    from tocsin.evaluation.states import Evaluation", True),
        ("def f():\n    from tocsin.evaluation.states import evaluate", True),
    ],
)
def test_a_way_past_a_face_is_seen(source: str, is_past: bool) -> None:  # noqa: FBT001
    """What a module of an inner room of drills may write, and what it may not."""
    module = Module(
        name="tocsin.drills.reading.example",
        path=ROOT / "tocsin" / "drills" / "reading" / "example.py",
        is_face=False,
        offers=frozenset(),
        imports=imports_of(source),
    )

    assert any(past_face(module)) == is_past


def test_no_modules_import_each_other() -> None:
    """No module needs, over others or for its types, one that needs it."""
    graph = {module.name: set(targets(module)) for module in our_modules().values()}

    assert _circle(graph) == []


def test_no_parts_of_a_package_need_each_other() -> None:
    """Rooms, and the modules beside them, need each other one way at each level of the house."""
    graphs = _graphs_by_package()
    circles = {package: circle for package, each in graphs.items() if (circle := _circle(each))}

    assert {"", "tocsin", "tocsin.plan"} <= set(graphs)
    assert circles == {}


def test_imports_stand_on_top() -> None:
    """An import within a function hides a dependency; those that must are listed with a reason."""
    late = {
        (module.file, each.module)
        for module in our_modules().values()
        for each in module.imports
        if each.is_late
    }

    assert late == set(LATE_IMPORTS)
    assert all(LATE_IMPORTS.values())


def test_imports_are_written_out() -> None:
    """Only the list of commands imports by a name that is made when the program runs."""
    users = {
        module.file
        for module in our_modules().values()
        if "importlib.import_module" in used_names(module.path.read_text())
    }

    assert users == {"tocsin/cli/commands/__init__.py"}
