"""How what a test restores is set, in place of what AWS Backup infers."""

import json
from collections.abc import Iterator, Mapping

from tocsin.diagnostics import KeyPath, did_you_mean, quoted
from tocsin.plan.stage_context import StageContext
from tocsin.viewpoint import MetadataValue, RestoreTest

_OF_CLUSTERS = (
    "availabilityZones", "databaseName", "dbClusterParameterGroupName", "dbSubnetGroupName",
    "enableCloudwatchLogsExports", "enableIamDatabaseAuthentication", "engine", "engineMode",
    "engineVersion", "kmsKeyId", "optionGroupName", "port", "scalingConfiguration",
    "vpcSecurityGroupIds",
)  # fmt: skip
METADATA_KEYS: Mapping[str, tuple[str, ...]] = {
    "Aurora": _OF_CLUSTERS,
    "DocumentDB": _OF_CLUSTERS,
    "DynamoDB": ("encryptionType", "kmsMasterKeyArn"),
    "EBS": ("availabilityZone", "iops", "kmsKeyId", "throughput", "volumesize", "volumetype"),
    "EFS": ("kmsKeyId",),
    "Neptune": _OF_CLUSTERS,
    "RDS": (
        "allocatedStorage", "availabilityZone", "dbInstanceClass", "dbName",
        "dbParameterGroupName", "dbSubnetGroupName", "domain", "domainIamRoleName",
        "enableCloudwatchLogsExports", "enableIamDatabaseAuthentication", "iops", "licenseModel",
        "multiAz", "optionGroupName", "port", "processorFeatures", "publiclyAccessible",
        "storageType", "vpcSecurityGroupIds",
    ),
    "S3": ("encryptionType", "kmsKey", "restoreACLs"),
}  # fmt: skip
"""By type, what a test can set. AWS Backup tells no capitals from small letters in them.

https://docs.aws.amazon.com/aws-backup/latest/devguide/restore-testing-inferred-metadata.html
"""

_WHOLE = frozenset({"DynamoDB", "EBS"})
"""Types of which that is all; of the others AWS's page has had more from time to time."""


def check_metadata(context: StageContext, name: str, test: RestoreTest) -> None:
    """Report keys that AWS Backup is not known to take."""
    for type_, said in test.metadata.items():
        known = {each.lower() for each in METADATA_KEYS[type_]}
        for key in said:
            if key.lower() not in known:
                path = ("data_protection", "restore_tests", name, "metadata", type_, key)
                context.report(
                    "unknown-metadata",
                    path,
                    f"what a test restores of {type_} has no {quoted(key)} that can be set, as far "
                    "as it is documented",
                    did_you_mean(key, METADATA_KEYS[type_]),
                    severity="error" if type_ in _WHOLE else "warning",
                )


def restore_metadata(
    context: StageContext, name: str, test: RestoreTest, type_: str
) -> tuple[tuple[str, str], ...]:
    """Return what a test sets of a type in the Region of *context*, each value as a text."""
    return tuple(
        _pairs(context, ("data_protection", "restore_tests", name, "metadata"), test, type_)
    )


def _pairs(
    context: StageContext, path: KeyPath, test: RestoreTest, type_: str
) -> Iterator[tuple[str, str]]:
    for key, value in test.metadata.get(type_, {}).items():
        yield key, _text(context, (*path, type_, key), value)


def _text(context: StageContext, path: KeyPath, value: MetadataValue) -> str:
    """Return a value as AWS Backup takes it; lists are written as JSON within a text."""
    if isinstance(value, dict):
        own = value.get(context.region)
        if own is None:
            what, fix = f"it is not said for the Region {context.region}", f"add {context.region}"
            context.report("missing-metadata", path, what, fix, rests_on=[context.stage_path])
            return ""
        return _text(context, (*path, context.region), own)
    if isinstance(value, str):
        return context.identify(path, value)
    if isinstance(value, tuple):
        return json.dumps([context.identify(path, each) for each in value], separators=(",", ":"))
    return json.dumps(value)
