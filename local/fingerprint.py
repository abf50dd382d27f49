"""A digest of the code an emulator process runs, so that a stale process is not reused."""

import hashlib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCES = (
    "local/overlay",
    "tocsin/alarms",
    "tocsin/algebra",
    "tocsin/diagnostics",
    "tocsin/evaluation",
    "tocsin/logs",
    "tocsin/metric_math",
    "tocsin/parsing",
    "tocsin/schedules",
    "tocsin/timing",
)


def fingerprint(root: Path = ROOT) -> str:
    """Digest of the source of the overlay and of the rooms that it uses, 16 hexadecimal digits."""
    digest = hashlib.sha256()
    for path in sorted(path for source in SOURCES for path in (root / source).rglob("*.py")):
        digest.update(str(path.relative_to(root)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
