"""The project itself, as tests find it."""

import json
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


def context() -> dict[str, Any]:
    """Return the context of the project's `cdk.json`."""
    settings: dict[str, Any] = json.loads((ROOT / "cdk.json").read_text())
    return dict(settings["context"])
