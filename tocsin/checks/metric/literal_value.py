"""Values of dimensions that a template writes out and that nothing in AWS is called by."""

import re
from collections import defaultdict
from collections.abc import Mapping

from tocsin.checks.metric.dimension_value import DimensionValue
from tocsin.checks.metric.identity import Wanted, reference_text
from tocsin.checks.metric.wrong import Wrong
from tocsin.checks.subject import Subject
from tocsin.diagnostics import one_of, quoted

_PLACEHOLDER = re.compile(r"\$\{[A-Za-z][A-Za-z0-9:.]*\}")
_KNOWN_TRANSFORMS = ("AWS::Serverless", "AWS::LanguageExtensions", "AWS::Include")
_ALL_CLASSES = "AllStorageTypes"
_ONLY_VALUES = {
    ("AWS/CloudFront", "Region"): ("Global",),
    ("NumberOfObjects", "StorageType"): (_ALL_CLASSES,),
}
"""Dimensions that have one value, by namespace or metric and dimension.

https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/programming-cloudwatch-metrics.html
https://docs.aws.amazon.com/AmazonS3/latest/userguide/metrics-dimensions.html
"""

_IN_LOWER_CASE = {
    "AWS/DMS": ("ReplicationInstanceIdentifier",),
    "AWS/DocDB": ("DBClusterIdentifier", "DBInstanceIdentifier"),
    "AWS/ElastiCache": ("CacheClusterId", "clusterId"),
    "AWS/MemoryDB": ("ClusterName",),
    "AWS/Neptune": ("DBClusterIdentifier", "DBInstanceIdentifier"),
    "AWS/RDS": ("DBClusterIdentifier", "DBInstanceIdentifier"),
    "AWS/Redshift": ("ClusterIdentifier",),
}
"""Dimensions whose values AWS keeps in lower case, however a template writes them.

https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html
"""

Names = Mapping[tuple[str, str], Mapping[str, str]]


def unsubstituted(value: DimensionValue) -> Wrong | None:
    """Find a text that looks like one for `Fn::Sub`, where none replaces what is in it."""
    if not value.is_literal or not _PLACEHOLDER.search(value.text) or _has_macro(value):
        return None
    return Wrong(
        what=f"the value {quoted(value.text)} of {value.dimension} is a plain text: "
        "nothing replaces what is in ${…}",
        fix="write !Sub before it",
    )


def _has_macro(value: DimensionValue) -> bool:
    """Say whether something that is not known here may still change the template."""
    written = value.read.alarm.resource.stack.template.get("Transform", ())
    listed = written if isinstance(written, list) else [written] if written else []
    names = [each.get("Name") if isinstance(each, Mapping) else each for each in listed]
    return any(not str(name).startswith(_KNOWN_TRANSFORMS) for name in names)


def of_wrong_constant(value: DimensionValue) -> Wrong | None:
    """Find another value than the one that AWS publishes."""
    read, text = value.read, value.text
    by_metric = _ONLY_VALUES.get((read.name, value.dimension)) if read.known else None
    only = _ONLY_VALUES.get((read.namespace, value.dimension)) or by_metric
    if "${" in text or (only is None and not _is_size_of_all(value)):
        return None
    if only is not None and text not in only:
        fix = f"write {one_of(only)}"
    elif _is_size_of_all(value):
        fix = "write a storage class, such as StandardStorage: sizes are published for each"
    else:
        return None
    return Wrong(
        what=f"AWS does not publish {read.name} with the {value.dimension} {quoted(text)}", fix=fix
    )


def _is_size_of_all(value: DimensionValue) -> bool:
    size = value.read.name == "BucketSizeBytes" and value.dimension == "StorageType"
    return size and value.text == _ALL_CLASSES


def of_wrong_form(value: DimensionValue, wanted: tuple[Wanted, ...]) -> Wrong | None:
    """Find a text that no resource has as this identifier, such as an ARN for a name."""
    patterns = [each.identifier.pattern for each in wanted]
    if not value.is_literal or "${" in value.text or not patterns:
        return None
    # Constants are what the catalogue's alarms choose, and not all that there are.
    if any(each.identifier.constant for each in wanted):
        return None
    if any(re.fullmatch(pattern, value.text) for pattern in patterns):
        return None
    first = wanted[0].identifier
    is_whole_address = value.text.startswith(("arn:", "https:")) or "/" in first.example
    return Wrong(
        what=f"nothing has the {value.dimension} {quoted(value.text)}",
        fix=f"write {first.means}, as {first.example}",
        severity="error" if is_whole_address else "warning",
    )


def of_other_case(
    value: DimensionValue, wanted: tuple[Wanted, ...], subject: Subject
) -> Wrong | None:
    """Find the name of a resource of the assembly in other case: names are case-sensitive."""
    if not value.is_literal:
        return None
    if value.dimension in _IN_LOWER_CASE.get(value.read.namespace, ()):
        return _of_upper_case(value)
    names = subject.memo(_names)
    for each in wanted:
        for cloudformation_type, source in each.forms.items():
            known = names.get((cloudformation_type, source.property or ""), {})
            meant = known.get(value.text.lower())
            if meant is not None and value.text not in known.values():
                return Wrong(
                    what=f"the value {quoted(value.text)} of {value.dimension} differs from "
                    f"the name {quoted(meant)} of a resource of these templates in its case",
                    fix=f"write {meant}, or refer to the resource",
                    severity="warning",
                )
    return None


def _of_upper_case(value: DimensionValue) -> Wrong | None:
    """Find a name with capitals where AWS keeps none."""
    text = value.text
    if text == text.lower() or "${" in text:
        return None
    return Wrong(
        what=f"AWS keeps the {value.dimension} {quoted(text)} in lower case",
        fix=f"write {text.lower()}, or refer to the resource",
        severity="warning",
    )


def of_logical_id(value: DimensionValue, wanted: tuple[Wanted, ...]) -> Wrong | None:
    """Find the key of a resource in its template, which is not what AWS calls it."""
    stack = value.read.alarm.resource.stack
    declared = stack.resolver.resources.get(value.text) if value.is_literal else None
    sources = [
        each.forms[declared.type] for each in wanted if declared and declared.type in each.forms
    ]
    if declared is None or not sources:
        return None
    given = [declared.properties.get(each.property or "") for each in sources]
    if value.text in given or any(not isinstance(each, str | None) for each in given):
        return None
    reference = next((each.attribute for each in sources if each.attribute), None)
    write = (
        f"write {reference_text(value.text, reference)}"
        if reference
        else "write the name that it has"
    )
    return Wrong(
        what=f"the value {quoted(value.text)} of {value.dimension} is the key of a resource in "
        "this template, and not what AWS calls it",
        fix=write,
        severity="warning",
    )


def _names(subject: Subject) -> Names:
    """Return the names that templates give, by type and property, and by their lower case."""
    found: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for resource in subject.assembly.index.resources:
        if resource.type.startswith("AWS::CloudWatch::"):
            continue
        for key, value in resource.properties.items():
            if key.endswith(("Name", "Identifier", "Id")) and isinstance(value, str):
                found[resource.type, key].setdefault(value.lower(), value)
    return found
