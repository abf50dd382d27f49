"""Adds many resources with one call across jsii.

Each construct that is made from Python is a synchronous call of about 0.35 ms, which is most of the
time that a stack of hundreds of alarms takes. So the resources are handed over as one JSON text to
ten lines of JavaScript beside this file, which make the constructs there. The construct tree is the
same as if each had been made from Python, and so is the template; tokens in texts stay tokens.

The JavaScript is loaded as any module of jsii: a package with a manifest, packed when it is needed.
https://aws.github.io/jsii/specification/2-type-system/
"""

import io
import json
import tarfile
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import aws_cdk  # noqa: F401 - it loads the module that the JavaScript builds on
import jsii
from constructs import Construct

_HERE = Path(__file__).parent
_NAME = "tocsin-resource-batch"
_VERSION = "0.0.0"


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchResource:
    """A resource as CloudFormation writes it.

    Attributes:
        id: Its id in the scope.
        type: As `AWS::CloudWatch::Alarm`.
        properties: In CloudFormation's spelling; texts may hold tokens.
    """

    id: str
    type: str
    properties: dict[str, Any]


def add_resources(scope: Construct, resources: Iterable[BatchResource]) -> None:
    """Add resources to *scope*, in their order."""
    text = json.dumps(
        [{"id": each.id, "type": each.type, "properties": each.properties} for each in resources]
    )
    jsii.kernel.sinvoke(_load(), "add", [scope, text])


class _ResourceBatch:
    __jsii_type__ = f"{_NAME}.ResourceBatch"


@cache
def _load() -> type[_ResourceBatch]:
    with tempfile.TemporaryDirectory() as folder:
        package = Path(folder) / f"{_NAME}.tgz"
        package.write_bytes(_packed())
        jsii.kernel.load(_NAME, _VERSION, str(package))
    return _ResourceBatch


def _packed() -> bytes:
    """Return the module as npm packs it; the same bytes each time."""
    manifest = json.loads((_HERE / "manifest.json").read_text())
    package = {
        "name": _NAME,
        "version": _VERSION,
        "main": "index.js",
        "license": manifest["license"],
        "dependencies": manifest["dependencies"],
        "jsii": {"targets": {}},
    }
    files = {
        "package.json": json.dumps(package),
        ".jsii": json.dumps(manifest),
        "index.js": (_HERE / "index.js").read_text(),
    }
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz", compresslevel=1) as archive:
        for name, text in files.items():
            content = text.encode()
            entry = tarfile.TarInfo(f"package/{name}")
            entry.size, entry.mode = len(content), 0o644
            archive.addfile(entry, io.BytesIO(content))
    return packed.getvalue()
