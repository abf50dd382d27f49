"""KMS keys and their aliases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.assembly.resources.view import View

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tocsin.assembly.resources.link import ResolvedAction


class Key(View):
    """A KMS key.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kms-key.html
    """

    @property
    def arn(self) -> str:
        """The text that stands for its ARN: AWS chooses the key's id."""
        return self.resource.attribute("Arn")

    @property
    def policy(self) -> Mapping[str, object]:
        """Who may use it."""
        return self.mapping("KeyPolicy")


class KeyAlias(View):
    """A name of a KMS key."""

    @property
    def key(self) -> ResolvedAction | None:
        """The key it names."""
        return self.link("TargetKeyId")
