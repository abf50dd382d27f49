"""Resource types that a viewpoint brings along."""

from pathlib import Path

import pytest

from tests.catalogue.test_own_type import WORKER
from tests.support.viewpoints import SMALL, changed
from tocsin.diagnostics import InvalidInputError
from tocsin.plan import check_viewpoint, own_types, plan_draft, viewpoint_schema
from tocsin.viewpoint import load_draft

RESOURCE = "      orders: {type: dynamodb_table, table: shop-orders}\n"
VIEWPOINT = changed(
    ("owner: platform\n", "owner: platform\ncatalogue: [catalogue]\n"),
    (RESOURCE, f"{RESOURCE}      night: {{type: batch_worker, worker: invoices}}\n"),
    text=SMALL,
)


def _written(folder: Path, viewpoint: str = VIEWPOINT, **files: str) -> Path:
    folder.joinpath("catalogue").mkdir()
    for name, text in files.items():
        folder.joinpath("catalogue", f"{name}.yaml").write_text(text)
    path = folder / "viewpoint.yaml"
    path.write_text(viewpoint)
    return path


def test_alarms_of_an_own_type(tmp_path: Path) -> None:
    """Naming a resource of it brings its alarms, with its dimensions and its runbook."""
    plan = plan_draft(load_draft(_written(tmp_path, worker=WORKER)), "prod")

    (alarm,) = [each for each in plan.alarms if each.resource == "night"]
    assert alarm.name == "shop-prod-checkout-night-backlog-grows"
    assert alarm.series.metrics[0].dimensions == (("Worker", "invoices"),)
    assert alarm.runbook_path == "batch-worker/backlog-grows.md"


def test_a_file_may_be_named_itself(tmp_path: Path) -> None:
    """A path to one file does as well as a folder."""
    viewpoint = VIEWPOINT.replace("[catalogue]", "[catalogue/worker.yaml]")
    path = _written(tmp_path, viewpoint, worker=WORKER)

    assert check_viewpoint(load_draft(path)) == ()


@pytest.mark.parametrize(
    ("viewpoint", "files", "kind", "file"),
    [
        (VIEWPOINT.replace("[catalogue]", "[katalog]"), {}, "plan/no-catalogue-file", "viewpoint"),
        (VIEWPOINT, {"a": "type: x"}, "catalogue/missing-key", "a"),
        (VIEWPOINT, {"a": WORKER, "b": WORKER}, "catalogue/same-name", "b"),
        (
            VIEWPOINT,
            {"a": WORKER, "b": WORKER.replace("batch_worker", "sqs_queue")},
            "catalogue/same-name",
            "b",
        ),
        (VIEWPOINT, {"a": "{"}, "yaml/syntax", "a"),
        (VIEWPOINT, {"a": WORKER + "region: nowhere\n"}, "catalogue/unknown-region", "a"),
    ],
)
def test_what_is_wrong_is_said_of_its_file(
    tmp_path: Path, viewpoint: str, files: dict[str, str], kind: str, file: str
) -> None:
    """A problem stands in the file that it is about."""
    found = check_viewpoint(load_draft(_written(tmp_path, viewpoint, **files)))

    assert (kind, file) in {(each.kind, Path(each.where.source).stem) for each in found}


def test_a_file_that_is_not_text_is_named(tmp_path: Path) -> None:
    """It has no line, and is not taken for the viewpoint because of that."""
    path = _written(tmp_path, worker=WORKER)
    (file,) = tmp_path.rglob("worker.yaml")
    file.write_bytes(b"\xff")

    found = check_viewpoint(load_draft(path))

    assert [(each.kind, each.where.source) for each in found] == [("file/not-utf-8", str(file))]


def test_an_unknown_type_is_told_with_the_own_ones(tmp_path: Path) -> None:
    """The names of one's own come first in the list."""
    viewpoint = VIEWPOINT.replace("type: batch_worker", "type: batch_wrker")
    with pytest.raises(InvalidInputError) as error:
        plan_draft(load_draft(_written(tmp_path, viewpoint, worker=WORKER)), "prod")

    assert "did you mean 'batch_worker'? Use one of batch_worker, " in error.value.problems[0].fix


def test_the_schema_knows_them(tmp_path: Path) -> None:
    """Editors complete a type of one's own as any other."""
    own, problems = own_types(load_draft(_written(tmp_path, worker=WORKER)))

    assert problems == ()
    assert "worker" in viewpoint_schema(own)["$defs"]["Resource_batch_worker"]["properties"]


def test_the_page_shows_a_file_that_works() -> None:
    """What the page says is the whole file is one."""
    page = Path("docs/own-resource-types.md").read_text()

    assert WORKER in page


def test_a_type_is_not_unknown_because_its_file_cannot_be_read(tmp_path: Path) -> None:
    """The file that may describe it is what is wrong, and all that is told."""
    path = _written(tmp_path, worker=WORKER.replace("metrics:", "metrcs:"))
    problems = check_viewpoint(load_draft(path))

    assert problems
    assert not [each for each in problems if each.kind == "plan/unknown-resource-type"]
