"""What others know of AWS's metrics: AWS's own metadata, and the canned metrics of the CDK."""

import json
import re
import tarfile
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

Name = tuple[str, str]
"""A namespace and a metric."""

Dimensions = frozenset[str]

_METADATA = "awslabs/cloudwatch_mcp_server/cloudwatch_metrics/data/metric_metadata.json"
_STATISTICS = {
    "Average": "Average", "Sum": "Sum", "Minimum": "Minimum", "Maximum": "Maximum",
    "Min": "Minimum", "Max": "Maximum", "SampleCount": "SampleCount", "Samples": "SampleCount",
    "Data Samples": "SampleCount", "Sample Count": "SampleCount", "Percentiles": "p",
    "any percentile": "p",
}  # fmt: skip
_CLASS_OR_METRIC = re.compile(
    r"class (?P<owner>\w+)|static (?P<method>\w+)\(dimensions\)\{return\{"
    r'namespace:"(?P<namespace>[^"]+)",metricName:"(?P<metric>[^"]+)",dimensionsMap:dimensions'
)
_CLASS_OR_SIGNATURE = re.compile(
    r"class (?P<owner>\w+)|static (?P<method>\w+)\(this: void, dimensions: \{(?P<dimensions>.*?)\}",
    re.DOTALL,
)
_KEY = re.compile(r"['\"]?([^'\"\s:;][^'\"\n:;]*)['\"]?: string")


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownMetric:
    """What AWS's metadata say of a metric.

    Attributes:
        unit: Its unit, which may be prose; None if they do not say.
        statistics: The statistics that they recommend; `p` for percentiles.
        alarms: The dimensions of each alarm that they recommend.
    """

    unit: str | None
    statistics: frozenset[str]
    alarms: tuple[Dimensions, ...] = field(default=())


@cache
def metadata_of_aws() -> dict[Name, KnownMetric]:
    """Return what the package awslabs-cloudwatch-mcp-server ships as data."""
    path = _installed("awslabs-cloudwatch-mcp-server", _METADATA)
    records = json.loads(path.read_text(encoding="utf-8"))
    return {
        (record["metricId"]["namespace"], record["metricId"]["metricName"]): _known(record)
        for record in records
    }


def _known(record: dict[str, Any]) -> KnownMetric:
    alarms = record.get("alarmRecommendations", ())
    words = re.split(r"[,|()]| and ", record.get("recommendedStatistics") or "")
    found = {_STATISTICS.get(word.strip(" .")) for word in words}
    if "any percentile" in (record.get("recommendedStatistics") or ""):
        found.add("p")
    return KnownMetric(
        unit=record.get("unitInfo"),
        statistics=frozenset(each for each in found if each),
        alarms=tuple(frozenset(each["name"] for each in one["dimensions"]) for one in alarms),
    )


@cache
def canned_metrics() -> dict[Name, set[Dimensions]]:
    """Return the sets of dimensions of the metrics for which the CDK has methods."""
    scripts, types = _generated()
    found: dict[Name, set[Dimensions]] = defaultdict(set)
    for file, script in scripts.items():
        names = _methods(script)
        owner = ""
        for each in _CLASS_OR_SIGNATURE.finditer(types[file]):
            owner = each["owner"] or owner
            if each["method"]:
                dimensions = frozenset(_KEY.findall(each["dimensions"]))
                found[names[owner, each["method"]]].add(dimensions)
    return dict(found)


def _methods(script: str) -> dict[tuple[str, str], Name]:
    """Return the metrics by the class and the method that stand for them."""
    found: dict[tuple[str, str], Name] = {}
    owner = ""
    for each in _CLASS_OR_METRIC.finditer(script):
        owner = each["owner"] or owner
        if each["method"]:
            found[owner, each["method"]] = each["namespace"], each["metric"]
    return found


def _generated() -> tuple[dict[str, str], dict[str, str]]:
    """Return the generated scripts and their types, by the names of files without suffixes.

    The archive is read once, from its beginning to its end, which takes half a second.
    """
    scripts: dict[str, str] = {}
    types: dict[str, str] = {}
    (archive,) = _installed("aws-cdk-lib", "aws_cdk/_jsii").glob("*.tgz")
    with tarfile.open(archive, mode="r|gz") as members:
        for member in members:
            stem, _, suffix = member.name.partition(".generated.")
            if stem.endswith("canned-metrics") and (content := members.extractfile(member)):
                (scripts if suffix == "js" else types)[stem] = content.read().decode()
    return scripts, types


def _installed(package: str, path: str) -> Path:
    """Return a path of an installed package, which is not imported for that."""
    return Path(str(distribution(package).locate_file(path)))
