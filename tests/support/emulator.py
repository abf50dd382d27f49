"""A real emulator process for tests: started on a free port, stopped by what started it."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from local import emulator
from local.endpoint import Endpoint, forget_aws_settings

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def running_emulator() -> Iterator[Endpoint]:
    """An emulator of its own, which is stopped at the end.

    Yields:
        The endpoint: `endpoint.client("sns")` is a boto3 client of it and
        `endpoint.environment()` the environment for a child process.
    """
    forget_aws_settings()
    with tempfile.TemporaryDirectory(prefix="tocsin-emulator-") as folder:
        record_path = Path(folder) / "emulator.json"
        record = emulator.start(record_path, Path(folder) / "emulator.log")
        try:
            yield Endpoint(port=record.port)
        finally:
            emulator.stop(record_path)
