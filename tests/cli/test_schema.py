"""`tocsin schema`."""

from tests.support.command_line import ROOT, run


def test_the_committed_schema_is_current() -> None:
    """Editors complete from the file in the repository; `make schema` writes it anew."""
    assert (ROOT / "viewpoint.schema.json").read_text() == run("schema").output
