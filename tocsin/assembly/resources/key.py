"""KMS keys and their aliases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.assembly.resources.typed_resource import TypedResource

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tocsin.assembly.resources.typed_resource import Link


class Key(TypedResource):
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


class KeyAlias(TypedResource):
    """A name of a KMS key."""

    @property
    def key(self) -> Link | None:
        """The key it names."""
        return self.link("TargetKeyId")
