"""The stub resources: deployed, so that their stack deploys, and doing nothing."""

from dataclasses import asdict, dataclass

from local.overlay import emulator


@dataclass(frozen=True, slots=True, kw_only=True)
class StubResource:
    """One resource that the emulator keeps a note of and does not emulate."""

    account: str
    region: str
    stack: str
    logical_id: str
    type: str
    physical_id: str


class StubRegistry:
    """The stub resources of every account and region, in the order they were created."""

    def __init__(self) -> None:
        self._resources: dict[tuple[str, str, str, str], StubResource] = {}

    def add(
        self, resource_type: str, physical_id: str, *, logical_id: str, stack: str = ""
    ) -> None:
        """Note a resource of the current request's account and region."""
        self._resources[self._key(resource_type, physical_id)] = StubResource(
            account=emulator.account_id(),
            region=emulator.region(),
            stack=stack,
            logical_id=logical_id,
            type=resource_type,
            physical_id=physical_id,
        )

    def has(self, resource_type: str, physical_id: str) -> bool:
        """Whether a resource of the current request's account and region is noted."""
        return self._key(resource_type, physical_id) in self._resources

    def remove(self, resource_type: str, physical_id: str) -> None:
        """Forget a resource; one that is unknown is none the less gone."""
        self._resources.pop(self._key(resource_type, physical_id), None)

    def clear(self) -> None:
        """Forget everything, as a reset of the emulator does."""
        self._resources.clear()

    def as_json(self) -> list[dict[str, str]]:
        """The stub resources as JSON objects, in the order they were created."""
        return [asdict(resource) for resource in self._resources.values()]

    @staticmethod
    def _key(resource_type: str, physical_id: str) -> tuple[str, str, str, str]:
        return emulator.account_id(), emulator.region(), resource_type, physical_id


STUB_REGISTRY = StubRegistry()
