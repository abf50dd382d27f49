import json
from pathlib import Path

import pytest

from tocsin.assembly.sources.nested_templates import asset_files


def test_files_are_found_by_their_object_key(tmp_path: Path) -> None:
    """The last part of an object key leads to the file, whatever prefix the bucket has."""
    files = {
        "h": {
            "source": {"path": "Nested.template.json"},
            "destinations": {"d": {"objectKey": "prefix/h.json"}},
        },
        "image": {"source": {"directory": "image"}},
    }
    (tmp_path / "Shop.assets.json").write_text(json.dumps({"files": files}))

    assert asset_files(tmp_path) == {"h.json": tmp_path / "Nested.template.json"}


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"files": []}', '{"files": {"h": {"source": 1}}}']
)
def test_a_broken_manifest_gives_nothing(tmp_path: Path, text: str) -> None:
    """A manifest that says nothing useful is passed over."""
    (tmp_path / "Shop.assets.json").write_text(text)

    assert asset_files(tmp_path) == {}
