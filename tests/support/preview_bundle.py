"""Packs what Vite built into the room of the preview: `python -m tests.support.preview_bundle`.

Beside the bundle stands by what it was made: hashes of its sources and of itself. So a source
that was changed, or a bundle that nobody built, is found without Node.
"""

import gzip
import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.support.project import ROOT

SOURCES = ROOT / "preview"
BUNDLE = ROOT / "tocsin" / "preview" / "bundle"
RECORD = BUNDLE / "made-of.json"

_NOT_SOURCES = {"node_modules", "dist"}
_ACTS_IN_HTML = re.compile(r"<(?=!--|/script)", re.IGNORECASE)
"""What ends a script element, or hides its end, although it stands in a string."""


def made_of() -> Mapping[str, str]:
    """Return the hash of each source and of each file of the bundle, by path."""
    files = {str(path.relative_to(ROOT)): path.read_bytes() for path in _sources()}
    files |= {str(path.relative_to(ROOT)): _unpacked(path) for path in _bundled()}
    return {name: hashlib.sha256(data).hexdigest() for name, data in sorted(files.items())}


def pack() -> None:
    """Take what was built."""
    BUNDLE.mkdir(exist_ok=True)
    built = SOURCES / "dist"
    script = (built / "page.js").read_text(encoding="utf-8")
    script = _ACTS_IN_HTML.sub(lambda _: r"\x3C", script)
    (BUNDLE / "page.js.gz").write_bytes(gzip.compress(script.encode(), mtime=0))
    for name in ("page.css", "NOTICE.txt"):
        (BUNDLE / name).write_bytes((built / name).read_bytes())
    RECORD.write_text(json.dumps(made_of(), indent=2) + "\n", encoding="utf-8")


def _sources() -> Iterator[Path]:
    for path in sorted(SOURCES.iterdir()):
        if path.name not in _NOT_SOURCES:
            yield from [path] if path.is_file() else sorted(path.rglob("*.*"))


def _bundled() -> Iterator[Path]:
    yield from (path for path in sorted(BUNDLE.iterdir()) if path != RECORD)


def _unpacked(path: Path) -> bytes:
    """Return what is in a file: compressed again by another zlib, it is the same."""
    data = path.read_bytes()
    return gzip.decompress(data) if path.suffix == ".gz" else data


if __name__ == "__main__":
    pack()
