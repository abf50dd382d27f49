"""The directory of metrics: what AWS publishes, by namespace and name.

The resource types of the catalogue are one part of it; `namespaces/` has the other: metrics and
dimensions that AWS publishes and that no type has, and how complete both parts are together.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from yaml import CSafeLoader, load

from tocsin.catalogue.loader import load_resource_type, resource_type_text, resource_types
from tocsin.catalogue.namespace import Dimensions, MetricFacts, NamespaceFacts, Publication

Data = Mapping[str, Any]

_FURTHER = files("tocsin.catalogue").joinpath("namespaces")
_SUFFIX = ".yaml"
_WRITTEN = re.compile(r"^(?:  (?:- |  ))?namespace: *\"?([^\s\"]+)", re.MULTILINE)
_TEMPLATE_TYPE = re.compile(r"^  (AWS::[A-Za-z0-9]+::[A-Za-z0-9]+):", re.MULTILINE)
_NOTHING: Data = MappingProxyType({})


@cache
def types_of_namespaces() -> Mapping[str, tuple[str, ...]]:
    """The resource types that publish metrics in each namespace.

    The files are searched for the namespaces they name, and not taken apart.
    """
    found: dict[str, list[str]] = defaultdict(list)
    for name in resource_types():
        for namespace in dict.fromkeys(_WRITTEN.findall(resource_type_text(name))):
            found[namespace].append(name)
    return MappingProxyType({namespace: tuple(types) for namespace, types in found.items()})


@cache
def types_of_templates() -> Mapping[str, tuple[str, ...]]:
    """The resource types that templates have, by the types of CloudFormation; read as above."""
    found: dict[str, list[str]] = defaultdict(list)
    for name in resource_types():
        for template_type in dict.fromkeys(_TEMPLATE_TYPE.findall(resource_type_text(name))):
            found[template_type].append(name)
    return MappingProxyType({each: tuple(types) for each, types in found.items()})


@cache
def namespaces() -> frozenset[str]:
    """The names of all namespaces of which anything is known."""
    texts = (
        entry.read_text(encoding="utf-8")
        for entry in _FURTHER.iterdir()
        if entry.name.endswith(_SUFFIX)
    )
    written = (_WRITTEN.search(text) for text in texts)
    return frozenset(types_of_namespaces()) | {match[1] for match in written if match}


@cache
def load_namespace(name: str) -> NamespaceFacts | None:
    """What is known of a namespace, or None if nothing is.

    Only the files of the types that publish there are read, once.
    """
    if name not in namespaces():
        return None
    further = _further(name)
    metrics = {metric.name: metric for metric in _metrics(name, further)}
    return NamespaceFacts(
        name=name,
        metrics=MappingProxyType(metrics),
        has_all_names=further.get("names") == "complete",
        dimensions=further.get("dimensions", "open"),
        further_dimensions=frozenset(further.get("further_dimensions", ())),
        meant=MappingProxyType(further.get("meant", {})),
    )


def find_metric(namespace: str, name: str) -> MetricFacts | None:
    """What is known of a metric, or None if nothing is."""
    known = load_namespace(namespace)
    return known.metrics.get(name) if known else None


@cache
def namespaces_of_metrics() -> Mapping[str, tuple[str, ...]]:
    """The namespaces that have a metric of each name. Reads the whole directory."""
    found: dict[str, list[str]] = defaultdict(list)
    for namespace in sorted(namespaces()):
        known = load_namespace(namespace)
        for name in known.metrics if known else ():
            found[name].append(namespace)
    return MappingProxyType({name: tuple(each) for name, each in found.items()})


def further_file(namespace: str) -> str:
    """The name of the file that has the further metrics of a namespace."""
    return namespace.strip("/").replace("/", "-") + _SUFFIX


def _further(namespace: str) -> Data:
    file = _FURTHER.joinpath(further_file(namespace))
    if not file.is_file():
        return _NOTHING
    data: Data = load(file.read_text(encoding="utf-8"), Loader=CSafeLoader)
    return data


def _metrics(namespace: str, further: Data) -> Iterator[MetricFacts]:
    publications = _publications(namespace)
    sets = _further_sets(further, publications)
    for name in dict.fromkeys((*publications, *sets)):
        yield MetricFacts(
            namespace=namespace,
            name=name,
            publications=tuple(publications.get(name, ())),
            further_sets=frozenset(sets.get(name, ())),
        )


def _publications(namespace: str) -> Mapping[str, list[Publication]]:
    found: dict[str, list[Publication]] = defaultdict(list)
    for name in types_of_namespaces().get(namespace, ()):
        kind = load_resource_type(name)
        for metric in kind.metrics.values():
            if metric.namespace == namespace:
                published = Publication(resource_type=name, metric=metric, region=kind.region)
                found[metric.name].append(published)
    return found


def _further_sets(
    further: Data, publications: Mapping[str, object]
) -> Mapping[str, list[Dimensions]]:
    """Return what is known besides the types; `all metrics` adds sets to each that a type has."""
    found: dict[str, list[Dimensions]] = defaultdict(list)
    for group in further.get("further", ()):
        sets = [frozenset(names) for names in group.get("dimension_sets", ())]
        named = publications if group["metrics"] == "all" else group["metrics"]
        for name in named:
            found[name].extend(sets)
    return found
