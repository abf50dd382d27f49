from importlib.metadata import version
from pathlib import Path

import tocsin.grafana

SDK = "grafana-foundation-sdk"


def test_sdk_is_of_the_pinned_series() -> None:
    """An open range of versions would resolve to an SDK of an older Grafana."""
    assert version(SDK).removeprefix("v").startswith("0.0.")


def test_sdk_is_imported_in_one_place_only() -> None:
    """Only the module foundation knows the SDK, so that it can be replaced."""
    folder = Path(tocsin.grafana.__file__).parent
    importers = [
        path.name
        for path in folder.rglob("*.py")
        if "grafana_foundation_sdk" in path.read_text(encoding="utf-8")
    ]

    assert importers == ["foundation.py"]
