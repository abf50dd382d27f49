"""Values of the Parameter Store in a template: one parameter of the template for each path."""

import re
from collections.abc import Iterable
from hashlib import sha256
from typing import Any

import aws_cdk as cdk
from constructs import Construct

from tocsin.plan import StoredValue, stored_paths, stored_pieces

_TYPE = "AWS::SSM::Parameter::Value<String>"
_LONGEST_WORDS = 200
"""A logical id has at most 255 characters."""


def declare_stored_parameters(scope: Construct, texts: Iterable[str]) -> None:
    """Declare a parameter in the stack of *scope* for each path that *texts* of specs name.

    CloudFormation reads such a parameter anew with each deployment, and the CDK command line never
    skips a stack that has one.
    https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/systems-manager-parameter-types.html
    """
    for path in stored_paths(texts):
        cdk.CfnParameter(cdk.Stack.of(scope), parameter_id(path), type=_TYPE, default=path)


def parameter_id(path: str) -> str:
    """Return the logical id of the parameter for *path*.

    It follows from the path: the command line keeps the value that a parameter had, so that a new
    path under an old id would be ignored.
    """
    words = re.findall(r"[A-Za-z0-9]+", path)
    readable = "".join(word[:1].upper() + word[1:] for word in words)[:_LONGEST_WORDS]
    return f"Ssm{readable}{sha256(path.encode()).hexdigest()[:8].upper()}"


def native(text: str) -> str | dict[str, Any]:
    """Return *text* of a spec as CloudFormation writes it, with references to parameters."""
    pieces = [_native(piece) for piece in stored_pieces(text)]
    return pieces[0] if len(pieces) == 1 else {"Fn::Join": ["", pieces]}


def _native(piece: str | StoredValue) -> str | dict[str, Any]:
    return piece if isinstance(piece, str) else {"Ref": parameter_id(piece.path)}
