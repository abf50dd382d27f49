"""What names one resource to CloudWatch."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Identifier:
    """One name that a resource is known by, and the CloudWatch dimension that carries it.

    Attributes:
        name: The key that a viewpoint uses, such as `load_balancer`.
        dimension: The dimension's exact name, blanks and case included, such as `LoadBalancer`.
        means: What to write there, for error messages and documents.
        pattern: A regular expression that the whole value matches.
        example: A value that matches the pattern.
        required: Whether a resource of the type cannot be named without it.
        constant: The one value the dimension has. A viewpoint never gives it. None otherwise.
    """

    name: str
    dimension: str
    means: str
    pattern: str
    example: str
    required: bool
    constant: str | None
