"""What stands for a value of which nothing is known."""

from typing import Final


class Anything:
    """A value of which nothing is known, not even whether it is there."""

    def __repr__(self) -> str:
        """Render as its name in the code."""
        return "ANYTHING"


ANYTHING: Final = Anything()
