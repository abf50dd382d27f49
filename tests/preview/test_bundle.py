"""The committed bundle is the one that its sources give."""

import json
import re

from tests.support.preview_bundle import BUNDLE, RECORD, SOURCES, made_of
from tocsin.preview import bundle

ADDRESS = re.compile(r"https?://[^\s\"'`)]+")


def test_the_bundle_was_built_from_these_sources() -> None:
    """Else run `make preview-bundle`, which needs npm; this test does not."""
    assert json.loads(RECORD.read_text(encoding="utf-8")) == made_of()


def test_all_sources_and_the_lock_file_count() -> None:
    """So that none can change without the bundle."""
    names = made_of().keys()

    assert {"preview/package-lock.json", "preview/src/main.tsx", "preview/vite.config.ts"} <= names
    assert {"tocsin/preview/bundle/page.js.gz", "tocsin/preview/bundle/NOTICE.txt"} <= names


def test_grafana_s_packages_have_one_exact_version() -> None:
    """They are released together, and fit each other only then."""
    dependencies = json.loads((SOURCES / "package.json").read_text())["dependencies"]
    versions = {version for name, version in dependencies.items() if name.startswith("@grafana/")}

    assert len(versions) == 1
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in dependencies.values())


def test_the_lock_file_has_hashes_and_no_addresses() -> None:
    """As the other lock files of the project."""
    packages = json.loads((SOURCES / "package-lock.json").read_text())["packages"]

    assert all("resolved" not in each for each in packages.values())
    assert all(each.get("integrity") for name, each in packages.items() if name)


def test_licences_of_what_the_bundle_holds_stand_beside_it() -> None:
    """Of Grafana's packages too, which are under the Apache License."""
    notice = (BUNDLE / "NOTICE.txt").read_text(encoding="utf-8")

    for name in ("ui", "data", "schema", "i18n"):
        assert re.search(rf"^@grafana/{name} 13\.\d+\.\d+ \(Apache-2\.0\)$", notice, re.MULTILINE)
    assert re.search(r"^react 19\.\d+\.\d+ \(MIT\)$", notice, re.MULTILINE)
    assert "No text comes with it; its manifest says: see its text" not in notice
    assert not re.search(r"\((AGPL|GPL|SSPL|BUSL)", notice)


def test_nothing_of_the_bundle_ends_its_script_element() -> None:
    """Nor begins a comment, after which an end tag would not count."""
    assert "</script" not in bundle.script().lower()
    assert "<!--" not in bundle.script()
