"""CloudFormation's intrinsic functions, one family a module.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.assembly.resolution.intrinsics.conditions import choose, evaluate_condition
from tocsin.assembly.resolution.intrinsics.lists import length, select, split
from tocsin.assembly.resolution.intrinsics.opaque import OPAQUE
from tocsin.assembly.resolution.intrinsics.references import (
    find_in_map,
    get_attribute,
    import_value,
    refer,
)
from tocsin.assembly.resolution.intrinsics.text import join, substitute, to_json_string

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tocsin.assembly.resolution.value_resolver import IntrinsicFunction

FUNCTIONS: Mapping[str, IntrinsicFunction] = {
    "Fn::FindInMap": find_in_map,
    "Fn::GetAtt": get_attribute,
    "Fn::If": choose,
    "Fn::ImportValue": import_value,
    "Fn::Join": join,
    "Fn::Length": length,
    "Fn::Select": select,
    "Fn::Split": split,
    "Fn::Sub": substitute,
    "Fn::ToJsonString": to_json_string,
    "Ref": refer,
    **OPAQUE,
}

__all__ = ["FUNCTIONS", "evaluate_condition"]
