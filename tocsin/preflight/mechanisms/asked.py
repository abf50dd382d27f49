"""A mechanism that is looked for."""

from collections.abc import Callable
from dataclasses import dataclass

from tocsin.aws import AwsRegion
from tocsin.recovery import Mechanism, name_in_arn

NO_DATA = "it does not exist"
"""What is said of data that are not there themselves, whichever mechanism is looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A mechanism of a data store.

    Attributes:
        mechanism: As the viewpoint declares it.
        arn: The data's Amazon Resource Name.
    """

    mechanism: Mechanism
    arn: str

    @property
    def name(self) -> str:
        """What the data are called by their service."""
        return name_in_arn(self.arn)

    @property
    def elsewhere(self) -> str:
        """The Region of the copy, for a mechanism that has one."""
        return self.mechanism.region or ""

    def is_copy(self, name: str) -> bool:
        """Return whether something is called as the copy is declared to be, if it is."""
        return self.mechanism.copy in ("", name)

    def there(self, region: AwsRegion) -> AwsRegion:
        """Return the Region of the copy, asked as *region* is."""
        return AwsRegion(name=self.elsewhere, session=region.session)

    @property
    def wanted(self) -> str:
        """What is looked for elsewhere, as a text."""
        named = f"{self.mechanism.copy} in " if self.mechanism.copy else ""
        return f"{named}{self.elsewhere}"


Look = Callable[[AwsRegion, Asked], str | None]
"""Asks the Region of the data for a mechanism: what is wrong with it, or None if it is there."""
