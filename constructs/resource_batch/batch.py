"""Adds many resources with one call across jsii.

Each construct that is made from Python is a synchronous call of about 0.35 ms, one of L2 often
three or four, and the Python module of a service takes tens of milliseconds to import. That was
most of the time that a synthesis took. So the resources of a construct are handed over as one JSON
text to the JavaScript beside this file, which makes CDK's own classes of it (`CfnTopic` and so on),
as `CfnInclude` does. Aspects, tags, cdk-nag and CDK's checks of properties find what they know, and
tokens in texts stay tokens.

The JavaScript is loaded as any module of jsii: a package with a manifest, packed when it is needed.
https://aws.github.io/jsii/specification/2-type-system/
"""

import io
import json
import tarfile
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
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
        id: Its id in the scope, or its path below it, as `Topic/Resource`. Scopes on the way are
            made. CDK leaves `Resource` and `Default` out of what people read of a logical id.
        type: As `AWS::CloudWatch::Alarm`.
        properties: In CloudFormation's spelling. Texts may hold tokens; `Ref` and `Fn::GetAtt` name
            resources of the same scope that came before by their ids, or parameters of the stack.
            A property that is None is left out.
        depends_on: Ids of resources that came before, and have to be made before it.
        retention: What becomes of it when it leaves the stack, if that is not left to
            CloudFormation.
        metadata: What its template says of it beside what CloudFormation reads.
        accepted: Findings of cdk-nag that are accepted: by rule, the reason.
        asked: What is needed of it elsewhere: `Ref`, or an attribute as `Arn`.
        is_plain: Whether a `CfnResource` is enough, which takes a third of the time. CDK's own
            class of the type checks the properties, and is known to aspects and to cdk-nag.
    """

    id: str
    type: str
    properties: Mapping[str, Any]
    depends_on: tuple[str, ...] = ()
    retention: Mapping[str, str] = field(default_factory=dict)
    metadata: Mapping[str, Any] = field(default_factory=dict)
    accepted: Mapping[str, str] = field(default_factory=dict)
    asked: tuple[str, ...] = ()
    is_plain: bool = False


def ref(resource_id: str) -> dict[str, Any]:
    """Return a reference to a resource of the same scope."""
    return {"Ref": resource_id}


def attribute(resource_id: str, name: str) -> dict[str, Any]:
    """Return a reference to an attribute of a resource of the same scope."""
    return {"Fn::GetAtt": [resource_id, name]}


def add_resources(scope: Construct, resources: Iterable[BatchResource]) -> dict[str, str]:
    """Add resources to *scope*, in their order.

    Returns:
        The answers to what was asked, as tokens: `{"Topic/Resource.Ref": "…"}`.
    """
    batch = [*resources]
    text = json.dumps([_written(each) for each in batch])
    answers = json.loads(jsii.kernel.sinvoke(_load(), "add", [scope, text]))
    return {
        f"{resource.id}.{name}": token
        for resource, tokens in zip(batch, answers, strict=True)
        for name, token in zip(resource.asked, tokens, strict=True)
    }


def _written(resource: BatchResource) -> dict[str, Any]:
    return {
        "id": resource.id,
        "Type": resource.type,
        "Properties": resource.properties,
        "DependsOn": resource.depends_on,
        **({"Metadata": resource.metadata} if resource.metadata else {}),
        **resource.retention,
        "accepted": [{"id": rule, "reason": why} for rule, why in resource.accepted.items()],
        "asked": resource.asked,
        "plain": resource.is_plain,
    }


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
