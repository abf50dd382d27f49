"""`tocsin schema`."""

import json
import sys

from tocsin.plan import viewpoint_schema


def run() -> None:
    """Print the JSON Schema of viewpoints, from which editors complete and check them."""
    sys.stdout.write(json.dumps(viewpoint_schema(), indent=2, ensure_ascii=False) + "\n")
