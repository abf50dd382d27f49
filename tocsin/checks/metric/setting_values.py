"""Settings of resources that decide which metrics they publish, as far as templates tell."""

from tocsin.assembly import Resource
from tocsin.diagnostics import KeyPath
from tocsin.inventory import property_values


def setting_values(resource: Resource, path: str) -> tuple[object, ...] | None:
    """Return the values at a path such as `MetricsConfigurations.Id`, None if one is not known.

    Lists on the way stand for each of their items.
    """
    keys = path.split(".")
    unknown = [_without_places(note.key_path) for note in resource.unresolved]
    if any(
        each == tuple(keys[: len(each)]) or each[: len(keys)] == tuple(keys) for each in unknown
    ):
        return None
    return property_values(resource, path)


def _without_places(path: KeyPath) -> tuple[str, ...]:
    return tuple(key for key in path if isinstance(key, str))
