"""What the viewpoint declares to protect data beside backups, and what there is of it."""

from collections.abc import Iterator

from tocsin.aws import AwsRegion
from tocsin.diagnostics import Problem
from tocsin.plan import StoredValue, stored_pieces
from tocsin.preflight.check import found
from tocsin.preflight.deployment import Deployment
from tocsin.preflight.mechanisms import NO_DATA, Asked, look_for
from tocsin.recovery import MECHANISMS, Mechanism, Store, assess, length_text

_OF = {
    "corruption": "spoiled data",
    "zone": "the loss of a zone",
    "region": "the loss of the Region",
    "account": "the loss of the account",
}


def find_mechanisms(deployment: Deployment, region: AwsRegion) -> Iterator[Problem]:
    """Yield mechanisms of the data of a Region that are declared and are not there."""
    backup = deployment.plan.backup
    for regional in backup.regions if backup is not None else ():
        for store, arn in regional.named_data:
            if store.region == region.name and store.mechanisms:
                yield from _of_store(region, store, _read(region, arn))


def _of_store(region: AwsRegion, store: Store, arn: str | None) -> Iterator[Problem]:
    if arn is None:
        return  # the check on parameters says that it cannot be read
    for mechanism in store.mechanisms:
        asked = Asked(mechanism=mechanism, arn=arn)
        wrong = look_for(asked)(region, asked)
        if wrong == NO_DATA:
            yield _no_data(region, store, arn)
            return
        if wrong is not None:
            yield _not_there(region, store, mechanism, wrong)


def _read(region: AwsRegion, arn: str) -> str | None:
    """Return an ARN with the values that are stored; None if one cannot be read."""
    pieces = stored_pieces(arn)
    paths = [piece.path for piece in pieces if isinstance(piece, StoredValue)]
    if not paths:
        return arn
    answer = region.ask("ssm", "get_parameters", Names=paths) or {}
    values = {each["Name"]: each.get("Value", "") for each in answer.get("Parameters", ())}
    if not all(values.get(path) for path in paths):
        return None
    return "".join(values[each.path] if isinstance(each, StoredValue) else each for each in pieces)


def _no_data(region: AwsRegion, store: Store, arn: str) -> Problem:
    return found(
        "no-data",
        region,
        store.name,
        f"{arn}: {NO_DATA}",
        why="nothing of it is backed up, and nothing that is claimed for it holds",
        fix="deploy it, or correct its name in the viewpoint",
        severity="warning",
    )


def _not_there(region: AwsRegion, store: Store, mechanism: Mechanism, wrong: str) -> Problem:
    return found(
        "no-mechanism",
        region,
        f"{store.name}: {mechanism.kind}",
        wrong,
        why=_rests_on(store, mechanism),
        fix=f"set it up ({MECHANISMS[mechanism.kind].source}), or remove {mechanism.kind} from "
        f"the mechanisms of {store.name} in the viewpoint",
    )


def _rests_on(store: Store, mechanism: Mechanism) -> str:
    claims = [
        f"{name} {length_text(length)} for {_OF[each.scenario]}"
        for each in assess(store)
        if each.objective is not None and each.way is not None and each.way.by == mechanism.kind
        for name, length in (("RPO", each.objective.rpo), ("RTO", each.objective.rto))
        if length is not None
    ]
    if not claims:
        return "it is declared, and whoever needs it counts on it"
    return f"what is claimed rests on it: {', '.join(claims)}"
