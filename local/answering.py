"""Answers for an incident as a person does: by `tocsin ack`, with the key of the emulator."""

import sys
from collections.abc import Sequence
from pathlib import Path

from local.endpoint import Endpoint
from local.failure import LocalError
from local.kept_command import kept_command
from local.paths import ROOT, STATE_DIR

_LINES_SHOWN = 10


def acknowledge(
    endpoint: Endpoint, incident_id: str, *, who: str, stage: str, viewpoint: Path
) -> str:
    """Say that somebody looks after an incident, and return what the command says first.

    Args:
        endpoint: The emulator.
        incident_id: The incident.
        who: A contact.
        stage: The stage that is deployed.
        viewpoint: Its file.

    Raises:
        LocalError: The command failed.
    """
    arguments = ["ack", incident_id, str(viewpoint), "--stage", stage, "--by", who]
    code, said = _tocsin(endpoint, arguments, viewpoint.parent)
    if code or not said:
        what = f"`tocsin {' '.join(arguments)}` ended with exit code {code}"
        fix = "give the viewpoint that is deployed: python -m local drill --viewpoint FILE"
        raise LocalError(what, fix=fix, log=said[-_LINES_SHOWN:])
    return said[0]


def _tocsin(endpoint: Endpoint, arguments: Sequence[str], folder: Path) -> tuple[int, list[str]]:
    command = [sys.executable, "-m", "tocsin", *arguments]
    environment = {**endpoint.environment(), "PYTHONPATH": str(ROOT)}
    STATE_DIR.mkdir(parents=True, exist_ok=True)
    with kept_command(command, environment=environment, folder=folder, state=STATE_DIR) as process:
        assert process.stdout is not None
        said = [line.rstrip() for line in process.stdout]
        code = process.wait()
    return code, [line for line in said if line]
