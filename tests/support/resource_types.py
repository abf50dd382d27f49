"""Writes what the schemas of AWS say about replacing and naming resources.

`python -m tests.support.resource_types` writes it anew, from the schemas that cfn-lint brings
along, for the services around which people build what is monitored.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from cfnlint.schema import PROVIDER_SCHEMA_MANAGER

from tests.support.project import ROOT

FILE = ROOT / "tocsin" / "transition" / "data" / "resource_types.json"
REGION = "us-east-1"
SERVICES = (
    *("ApiGateway", "ApiGatewayV2", "ApplicationAutoScaling", "ApplicationSignals", "AutoScaling"),
    *("Backup", "Budgets", "Chatbot", "CloudFormation", "CloudFront", "CloudTrail", "CloudWatch"),
    *("Cognito", "DocDB", "DynamoDB", "EC2", "ECR", "ECS", "EFS", "ElastiCache"),
    *("ElasticLoadBalancingV2", "Events", "IAM", "KMS", "Kinesis", "KinesisFirehose", "Lambda"),
    *("Logs", "MSK", "Neptune", "Oam", "OpenSearchService", "Pipes", "RDS", "Redshift", "Route53"),
    *("S3", "SNS", "SQS", "SSM", "Scheduler", "SecretsManager", "StepFunctions", "Synthetics"),
    "XRay",
)

Facts = dict[str, Any]


def generated() -> str:
    """Return the file as it would be written now: a line for each resource type."""
    facts = {name: _facts(PROVIDER_SCHEMA_MANAGER.get_resource_schema(REGION, name).schema)
             for name in _types()}  # fmt: skip
    lines = (f"{json.dumps(name)}: {json.dumps(each)}" for name, each in facts.items())
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _types() -> Iterator[str]:
    for name in sorted(PROVIDER_SCHEMA_MANAGER.get_resource_types(REGION)):
        if name.split("::")[1] in SERVICES:
            yield name


def _facts(schema: Mapping[str, Any]) -> Facts:
    """Return what a schema says, without what nobody can write in a template."""
    read_only = set(_paths(schema, "readOnlyProperties"))
    identifier = _paths(schema, "primaryIdentifier")
    facts = {
        "replaced_by": sorted(set(_paths(schema, "createOnlyProperties")) - read_only),
        "perhaps_replaced_by": sorted(_paths(schema, "conditionalCreateOnlyProperties")),
        "named_by": [] if read_only & set(identifier) else identifier,
        "deleted_first": schema.get("replacementStrategy") == "delete_then_create",
    }
    return {name: value for name, value in facts.items() if value}


def _paths(schema: Mapping[str, Any], key: str) -> list[str]:
    """Return paths below the properties: `Budget/BudgetName`."""
    pointers: Iterable[str] = schema.get(key) or ()
    return [pointer.removeprefix("/properties/") for pointer in pointers]


if __name__ == "__main__":
    FILE.write_text(generated())
