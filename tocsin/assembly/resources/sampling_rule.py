"""Sampling rules of X-Ray."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.assembly.resources.typed_resource import TypedResource
from tocsin.assembly.values import as_text

if TYPE_CHECKING:
    from collections.abc import Mapping


class SamplingRule(TypedResource):
    """Which requests are traced.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-xray-samplingrule.html
    """

    @property
    def rule(self) -> Mapping[str, object]:
        """The rule in CloudFormation's shape."""
        return self.mapping("SamplingRule")

    @property
    def name(self) -> str:
        """The rule's name."""
        return as_text(self.rule.get("RuleName")) or self.resource.name
