"""What an Amazon Resource Name says of a resource."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """A resource.

    Attributes:
        region: Its Region; None where its name has none, as that of a bucket.
        kind: As `table`, `db`, `cluster`, `volume`, `file-system`; empty where its name has none.
        id: Its id within its kind.
    """

    region: str | None
    kind: str
    id: str

    @classmethod
    def of(cls, arn: str) -> "Resource":
        """Read an Amazon Resource Name.

        Raises:
            ValueError: It is none.
        """
        parts = arn.split(":", 5)
        if len(parts) < len(("arn", "partition", "service", "region", "account", "resource")):
            raise ValueError("not an Amazon Resource Name")
        kind, separator, name = _first_divided(parts[5])
        return cls(region=parts[3] or None, kind=kind if separator else "", id=name or kind)


def _first_divided(resource: str) -> tuple[str, str, str]:
    """Divide at the first slash or colon, as `table/orders` and `cluster:orders`."""
    at = next((place for place, sign in enumerate(resource) if sign in "/:"), len(resource))
    return resource[:at], resource[at : at + 1], resource[at + 1 :]
