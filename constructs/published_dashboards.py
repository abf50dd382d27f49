"""Dashboards that each deployment brings into a workspace of Amazon Managed Grafana."""

import tempfile
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import aws_cdk as cdk
from constructs import Construct
from constructs.acknowledgements import accepted
from constructs.environment import Environment
from constructs.function_code import FunctionCode, files_of
from constructs.grafana_workspace import WORKSPACE, workspace
from constructs.policies import Statement
from constructs.resource_batch import BatchResource, add_resources, attribute, ref
from constructs.roles import managed_policy, role
from constructs.ruled_function import IN_NO_NETWORK, function_log, may_log

from tocsin.plan import WorkspaceSpec, partition
from tocsin.publishing import ACTIONS

CODE_FOLDERS = ("functions/publishing", "tocsin/publishing")
HANDLER = "functions.publishing.handler.handler"

_TIMEOUT_SECONDS = 300
_LONGEST_ANSWER_SECONDS = 600
"""For CloudFormation, which waits an hour for a function that cannot answer unless it is told."""

_LOG, _FUNCTION, _PERMISSIONS, _ROLE = "Log", "Function", "May/Resource", "Role/Resource"


class PublishedDashboards(Construct):
    """The function that publishes, what it may do, and the dashboards as CloudFormation knows them.

    Attributes:
        endpoint: Where a workspace is that is made here, as a token; None where it exists.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        spec: WorkspaceSpec,
        system: str,
        stage: str,
        folder: str,
        dashboards: Mapping[str, str],
        environment: Environment,
    ) -> None:
        """Build them.

        Args:
            scope: What has them.
            construct_id: Their id there.
            spec: The workspace.
            system: Whose dashboards.
            stage: Of which of its stages.
            folder: Title of the folder of Grafana.
            dashboards: The text of each by the name of its file.
            environment: Where they are.
        """
        super().__init__(scope, construct_id)
        answers = add_resources(
            self,
            [
                *_workspace(spec, f"{system}-{stage}", environment),
                function_log(_LOG, has="It has names of dashboards in it", environment=environment),
                managed_policy(
                    _PERMISSIONS, [_may_publish(spec, environment), may_log(_LOG)], accepted={}
                ),
                role(
                    _ROLE,
                    service="lambda.amazonaws.com",
                    description="Brings dashboards into Grafana.",
                    policies=[ref(_PERMISSIONS)],
                ),
                _function(spec, _code(self, dashboards)),
            ],
        )
        self.endpoint = answers.get(f"{WORKSPACE}.Endpoint")
        cdk.CustomResource(
            self,
            "Dashboards",
            service_token=answers[f"{_FUNCTION}.Arn"],
            resource_type="Custom::GrafanaDashboards",
            service_timeout=cdk.Duration.seconds(_LONGEST_ANSWER_SECONDS),
            properties={
                "Adopt": str(spec.adopt).lower(),
                "DataSources": environment.region if spec.data_sources else "",
                # What makes CloudFormation ask again when a dashboard has changed.
                "Digest": _digest(dashboards),
                "Folder": folder,
                "Stage": stage,
                "System": system,
                "Workspace": spec.id or answers[f"{WORKSPACE}.Ref"],
                "WorkspaceRegion": spec.region,
            },
        )


def _workspace(spec: WorkspaceSpec, name: str, environment: Environment) -> Iterator[BatchResource]:
    if spec.id is None:
        yield from workspace(spec, name=name, environment=environment)


def _may_publish(spec: WorkspaceSpec, environment: Environment) -> Statement:
    """Return what makes and deletes tokens of this one workspace."""
    place = f"arn:{partition(spec.region)}:grafana:{spec.region}:{environment.account}"
    resource: Any = f"{place}:/workspaces/{spec.id}"
    if spec.id is None:
        resource = {"Fn::Join": ["", [f"{place}:/workspaces/", ref(WORKSPACE)]]}
    return {"Effect": "Allow", "Action": [*ACTIONS], "Resource": resource}


def _code(scope: Construct, dashboards: Mapping[str, str]) -> dict[str, Any]:
    """Return where the function is, with the dashboards beside it.

    They need no permission to be read there, and no room in what CloudFormation sends, which is
    4,096 bytes.
    """
    with tempfile.TemporaryDirectory() as folder:
        boards = []
        for name, text in dashboards.items():
            path = Path(folder) / name
            path.write_text(text, encoding="utf-8")
            boards.append((f"boards/{name}", path))
        return FunctionCode(scope, "Code", [*files_of(CODE_FOLDERS), *boards]).within(scope)


def _digest(dashboards: Mapping[str, str]) -> str:
    text = "".join(f"{name}\n{len(text)}\n{text}" for name, text in sorted(dashboards.items()))
    return sha256(text.encode()).hexdigest()


def _function(spec: WorkspaceSpec, code: Mapping[str, Any]) -> BatchResource:
    told = "CloudFormation hears of each failure, and the deployment fails."
    return BatchResource(
        id=_FUNCTION,
        type="AWS::Lambda::Function",
        properties={
            "Architectures": ["arm64"],
            "Code": code,
            "Description": "Brings dashboards into Amazon Managed Grafana.",
            "FunctionName": spec.function,
            "Handler": HANDLER,
            "LoggingConfig": {"LogGroup": ref(_LOG)},
            "MemorySize": 256,
            "Role": attribute(_ROLE, "Arn"),
            "Runtime": "python3.14",
            "Timeout": _TIMEOUT_SECONDS,
        },
        asked=("Arn",),
        accepted=accepted(
            {
                "LambdaConcurrency": "CloudFormation invokes it once for each deployment.",
                "LambdaDLQ": told,
                "LambdaInsideVPC": IN_NO_NETWORK,
                "LambdaTracing": "Nobody waits for it but a deployment.",
            }
        ),
    )
