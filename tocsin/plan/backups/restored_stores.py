"""What restored data stores must be like, as the function that looks at them is told."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tocsin.plan.backups.protected import Protected
from tocsin.plan.specs import RestoredStoreSpec
from tocsin.plan.stage_context import StageContext
from tocsin.restoration import (
    CHECKED_TYPES,
    CanaryItem,
    Expectation,
    ExpectedObject,
    Query,
    QueryAccess,
    misplaced_keys,
)
from tocsin.viewpoint import ProtectedResource, RestoredData

COPY_OF = "copy of"
"""What stands before the name of a data store where its copy is meant."""


def restored_stores(
    context: StageContext, protected: Sequence[Protected], *, of_copies: bool = False
) -> tuple[RestoredStoreSpec, ...]:
    """Return what is expected of each data store, and report what nobody could look at.

    A data store is left out whose type is not known, or of a type of which nothing can be checked.

    Args:
        context: The stage in the Region in which they are restored.
        protected: The data stores.
        of_copies: Whether copies are restored, which are measured apart from what they are of.
    """
    found = tuple(spec for each in protected for spec in _specs(context, each))
    return tuple(map(_of_copy, found)) if of_copies else found


def _of_copy(spec: RestoredStoreSpec) -> RestoredStoreSpec:
    name = f"{COPY_OF} {spec.expectation.name}"
    return replace(spec, expectation=replace(spec.expectation, name=name))


def _specs(context: StageContext, protected: Protected) -> Iterator[RestoredStoreSpec]:
    item = context.viewpoint.data_protection.protected[protected.item]
    path = ("data_protection", "protected", protected.item, "restored")
    if protected.type is None:
        return
    if protected.type not in CHECKED_TYPES:
        if item.restored is not None:
            context.report(
                "restored-unchecked",
                path,
                f"of {protected.type} nothing can be looked at once it is restored",
                f"remove it; known are {', '.join(sorted(CHECKED_TYPES))}",
            )
        return
    expectation = _expectation(context, protected, item)
    fitting = ", ".join(sorted(CHECKED_TYPES[protected.type]))
    for key in misplaced_keys(protected.type, expectation):
        context.report(
            "restored-misfit",
            (*path, key),
            f"of {protected.type} it cannot be looked at, so that each restore test would fail",
            f"remove it; of {protected.type} there are {fitting}",
        )
    yield RestoredStoreSpec(item=protected.item, type=protected.type, expectation=expectation)


def _expectation(
    context: StageContext, protected: Protected, item: ProtectedResource
) -> Expectation:
    said = item.restored or RestoredData()
    access_path = ("data_protection", "protected", protected.item, "restored", "access", "secret")
    return Expectation(
        name=protected.name,
        arn=protected.arn,
        minimum_items=said.minimum_items,
        share_of_source=said.share_of_source,
        key_schema=said.key_schema,
        canary=CanaryItem(key=said.canary.key, attributes=said.canary.attributes)
        if said.canary
        else None,
        objects=tuple(
            ExpectedObject(key=each.key, bytes=each.bytes, sha256=each.sha256)
            for each in said.objects
        ),
        engine=said.engine,
        engine_version=said.engine_version,
        encrypted=said.encrypted,
        minimum_bytes=said.minimum_bytes,
        queries=tuple(
            Query(sql=each.sql, at_least=each.at_least, equals=each.equals) for each in said.queries
        ),
        access=QueryAccess(
            secret=context.identify(access_path, said.access.secret),
            database=said.access.database,
        )
        if said.access
        else None,
    )
