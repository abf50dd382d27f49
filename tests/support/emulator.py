"""A real emulator process for tests: started on a free port, stopped by what started it."""

import io
import json
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from local import emulator
from local.declared_stacks import declared_stacks
from local.endpoint import HOME_REGION, Client, Endpoint, forget_aws_settings

Result = TypeVar("Result")

PATIENCE_SECONDS = 15.0
_MINUTE = 60
_TEMPLATES = "templates-of-tests"
# https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
_LONGEST_TEMPLATE_BODY = 51_200


@contextmanager
def running_emulator(tick_seconds: float = 0.1) -> Iterator[Endpoint]:
    """An emulator of its own, which is stopped at the end.

    Args:
        tick_seconds: How often its alarms are evaluated.

    Yields:
        The endpoint: `endpoint.client("sns")` is a boto3 client of it and
        `endpoint.environment()` the environment for a child process.
    """
    forget_aws_settings()
    with tempfile.TemporaryDirectory(prefix="tocsin-emulator-") as folder:
        record_path = Path(folder) / "emulator.json"
        record = emulator.start(
            record_path, Path(folder) / "emulator.log", tick_seconds=tick_seconds
        )
        try:
            yield record.endpoint
        finally:
            emulator.stop(record_path)


def wait_for(probe: Callable[[], Result | None], seconds: float = PATIENCE_SECONDS) -> Result:
    """Ask again and again until there is an answer that is true.

    Raises:
        TimeoutError: If there is none in that time.
    """
    deadline = time.monotonic() + seconds
    while not (answer := probe()):
        if time.monotonic() > deadline:
            message = f"nothing within {seconds} s"
            raise TimeoutError(message)
        time.sleep(0.05)
    return answer


def deploy_template(
    endpoint: Endpoint,
    stack: str,
    resources: Mapping[str, Any],
    *,
    outputs: Mapping[str, Any] | None = None,
    region: str = HOME_REGION,
) -> dict[str, str]:
    """Create or update a stack without the CDK and return its outputs; it must succeed."""
    template = {"Resources": resources, "Outputs": _outputs(outputs or {})}
    return deploy_stack(endpoint, stack, template, region=region)


def deploy_stack(
    endpoint: Endpoint,
    stack: str,
    template: Mapping[str, Any],
    *,
    region: str = HOME_REGION,
    tags: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """Create or update a stack as the CDK does, with the values that its parameters have."""
    client = endpoint.client("cloudformation", region)
    existing = {one["StackName"]: one for one in _stacks(client)}
    known = {each["ParameterKey"] for each in existing.get(stack, {}).get("Parameters", [])}
    act = client.update_stack if stack in existing else client.create_stack
    act(
        StackName=stack,
        **_template(endpoint, stack, json.dumps(template), region),
        Parameters=[
            {"ParameterKey": name, "UsePreviousValue": True}
            for name in template.get("Parameters", {})
            if name in known
        ],
        Capabilities=["CAPABILITY_NAMED_IAM"],
        Tags=[{"Key": key, "Value": value} for key, value in (tags or {}).items()],
    )
    done = wait_for(lambda: _settled(client, stack))
    assert done["StackStatus"] in {"CREATE_COMPLETE", "UPDATE_COMPLETE"}, _failures(client, stack)
    return {one["OutputKey"]: one["OutputValue"] for one in done.get("Outputs", [])}


def put_assets(endpoint: Endpoint, assembly: Path) -> None:
    """Put the code of functions where templates say that it is, as the CDK does."""
    for stack in declared_stacks(assembly):
        manifest = json.loads((assembly / f"{stack.name}.assets.json").read_text())
        s3 = endpoint.client("s3", stack.region)
        for file in manifest["files"].values():
            if file["source"]["packaging"] == "zip":
                archive = _zipped(assembly / file["source"]["path"])
                for place in file["destinations"].values():
                    bucket = place["bucketName"].replace("${AWS::AccountId}", stack.account)
                    bucket = bucket.replace("${AWS::Region}", stack.region)
                    s3.create_bucket(Bucket=bucket)
                    s3.put_object(Bucket=bucket, Key=place["objectKey"], Body=archive)


def delete_stack(endpoint: Endpoint, stack: str, region: str = HOME_REGION) -> None:
    """Delete a stack; nothing of it must be left."""
    client = endpoint.client("cloudformation", region)
    client.delete_stack(StackName=stack)
    wait_for(lambda: stack not in {one["StackName"] for one in _stacks(client)})


def put_minutes(
    endpoint: Endpoint,
    namespace: str,
    metric: str,
    values: Sequence[float | None],
    dimensions: Mapping[str, str] | None = None,
) -> None:
    """Put one data point a full minute, the newest last; None leaves a minute empty."""
    end = time.time() // _MINUTE * _MINUTE
    points = [
        {
            "MetricName": metric,
            "Dimensions": [{"Name": k, "Value": v} for k, v in (dimensions or {}).items()],
            "Timestamp": datetime.fromtimestamp(end - (age + 0.5) * _MINUTE, UTC),
            "Value": value,
        }
        for age, value in enumerate(reversed(values))
        if value is not None
    ]
    endpoint.client("cloudwatch").put_metric_data(Namespace=namespace, MetricData=points)


def alarm_state(endpoint: Endpoint, name: str) -> str:
    """The state of a metric or a composite alarm."""
    return str(describe_alarm(endpoint, name)["StateValue"])


def describe_alarm(endpoint: Endpoint, name: str) -> dict[str, Any]:
    """A metric or a composite alarm as DescribeAlarms returns it."""
    answer = endpoint.client("cloudwatch").describe_alarms(
        AlarmNames=[name], AlarmTypes=["MetricAlarm", "CompositeAlarm"]
    )
    alarms = answer["MetricAlarms"] + answer["CompositeAlarms"]
    return dict(alarms[0])


def _template(endpoint: Endpoint, stack: str, text: str, region: str) -> dict[str, str]:
    """Return a template as a request has it: a large one by its address."""
    if len(text) <= _LONGEST_TEMPLATE_BODY:
        return {"TemplateBody": text}
    s3 = endpoint.client("s3", region)
    s3.create_bucket(Bucket=_TEMPLATES)
    s3.put_object(Bucket=_TEMPLATES, Key=stack, Body=text.encode())
    return {"TemplateURL": f"{endpoint.url}/{_TEMPLATES}/{stack}"}


def _zipped(folder: Path) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        for path in sorted(folder.rglob("*.py")):
            file.write(path, path.relative_to(folder))
    return archive.getvalue()


def _outputs(outputs: Mapping[str, Any]) -> dict[str, Any]:
    return {name: {"Value": value} for name, value in outputs.items()}


def _stacks(client: Client) -> list[dict[str, Any]]:
    stacks = client.describe_stacks()["Stacks"]
    return [one for one in stacks if one["StackStatus"] != "DELETE_COMPLETE"]


def _settled(client: Client, stack: str) -> dict[str, Any] | None:
    described = client.describe_stacks(StackName=stack)["Stacks"][0]
    return None if described["StackStatus"].endswith("IN_PROGRESS") else dict(described)


def _failures(client: Client, stack: str) -> list[str]:
    events = client.describe_stack_events(StackName=stack)["StackEvents"]
    return [
        f"{one['LogicalResourceId']}: {one.get('ResourceStatusReason')}"
        for one in events
        if one["ResourceStatus"].endswith("FAILED")
    ]
