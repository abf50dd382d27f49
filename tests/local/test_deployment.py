import json
import time
from pathlib import Path

import pytest

from local.deployment import deployed_stacks
from local.endpoint import RECOVERY_REGION, Endpoint
from tests.support.emulator import deploy_template

pytestmark = pytest.mark.emulator


def test_stacks_are_described_as_deployed(emulator: Endpoint, tmp_path: Path) -> None:
    """A stack of the assembly has region, status, resources and seconds; others are left out."""
    environment = f"aws://000000000000/{RECOVERY_REGION}"
    artifacts = {
        name: {"type": "aws:cloudformation:stack", "environment": environment}
        for name in ("described", "never-deployed")
    }
    artifacts["described.assets"] = {"type": "cdk:asset-manifest"}
    (tmp_path / "manifest.json").write_text(json.dumps({"artifacts": artifacts}))
    started = time.time() - 1
    topics = {name: {"Type": "AWS::SNS::Topic"} for name in ("A", "B")}
    deploy_template(emulator, "described", topics, region=RECOVERY_REGION)
    (stack,) = deployed_stacks(emulator, tmp_path, since=started)
    assert (stack.name, stack.region, stack.status, stack.resources) == (
        "described",
        RECOVERY_REGION,
        "CREATE_COMPLETE",
        2,
    )
    (unchanged,) = deployed_stacks(emulator, tmp_path, since=time.time() + 60)
    assert unchanged.seconds == 0
