"""What is counted of an assembly, and what is not."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Units of something that AWS charges for.

    Attributes:
        price: The id of its price.
        units: How many there are a month.
        subject: What they are of: the name of an alarm, a log group, a data store.
        stack: The stack it is in.
        account: The account, or the text that stands for it.
        region: The Region, or the text that stands for it.
        assumed: What was assumed, if anything.
    """

    price: str
    units: float
    subject: str
    stack: str
    account: str
    region: str
    assumed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Uncounted:
    """Something that is charged for, and of which nobody says how much there is.

    Attributes:
        what: What it is: `logs of log groups`.
        subject: Of which thing.
        stack: The stack it is in.
        known_by: What makes it known.
    """

    what: str
    subject: str
    stack: str
    known_by: str
