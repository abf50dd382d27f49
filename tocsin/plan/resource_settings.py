"""What a resource says of itself, from which thresholds of its type's alarms follow."""

from collections.abc import Iterator

from tocsin.catalogue import ResourceType
from tocsin.diagnostics import InvalidValueError, KeyPath
from tocsin.plan.stage_context import StageContext
from tocsin.viewpoint import Resource


def stated_settings(
    context: StageContext, key_path: KeyPath, resource: Resource, kind: ResourceType
) -> dict[str, float]:
    """Return the settings that *resource* says for the Region, in the units of its type.

    What is not a duration, a size or a number, whichever the setting is, is reported.
    """
    return dict(_stated(context, key_path, resource, kind))


def _stated(
    context: StageContext, key_path: KeyPath, resource: Resource, kind: ResourceType
) -> Iterator[tuple[str, float]]:
    for name, setting in kind.settings.items():
        if name not in resource.facts:
            continue
        written = resource.facts[name]
        where: KeyPath = (*key_path, name)
        if isinstance(written, dict):
            if context.region not in written:
                continue
            written, where = written[context.region], (*where, context.region)
        try:
            yield name, setting.value_of(written)
        except InvalidValueError as error:
            context.report("wrong-setting", where, error.what, error.fix)
