"""Functions of incidents on the way of a page: whether they run, and get at what they work with.

Only those of `functions.incidents` are asked for their settings: what others need, nobody knows.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from tocsin.assembly import Link, Resource, TypedResource
from tocsin.delivery.obstacle import Hop, Obstacle
from tocsin.delivery.policies_of import Policies
from tocsin.delivery.roles import Roles
from tocsin.delivery.texts import arn_of

_HANDLERS = "functions.incidents."
_ENVIRONMENT = "https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html"
_CONCURRENCY = "https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html"
_TABLES = (
    "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/"
    "api-permissions-reference.html"
)
_NEEDED = ("TABLE", "FALLBACK_TOPIC", "ROUTES", "REOPEN_WITHIN")
_DIGEST = "digest"
_TABLE_TYPES = ("AWS::DynamoDB::GlobalTable", "AWS::DynamoDB::Table")
_READS = ("dynamodb:GetItem",)
_WRITES = (*_READS, "dynamodb:PutItem")
_ASKED = {"deadline": _READS, _DIGEST: ("dynamodb:Query", "dynamodb:DeleteItem")}
"""What parts ask of the table that do not read and write incidents."""
_KEYS = {"pk": "HASH", "sk": "RANGE"}


@dataclass(frozen=True, kw_only=True)
class IncidentFunctions:
    """The functions of incidents of an assembly.

    Attributes:
        policies: The policies of the assembly.
        roles: What its roles may do.
    """

    policies: Policies
    roles: Roles

    def obstacles(self, function: TypedResource, part: str) -> Iterator[Obstacle]:
        """Yield what keeps a function from running, or from its table.

        Args:
            function: The function.
            part: What it has to be: `intake`, `page`, and so on.
        """
        yield from _running(function, part)
        role = function.link("Role")
        for each in self.roles.assumed(role, "lambda.amazonaws.com", function.resource):
            yield replace(each, hop=Hop.FUNCTION)
        if is_ours(function):
            yield from _settings(function, part)
            yield from self._table(function, part)

    def _table(self, function: TypedResource, part: str) -> Iterator[Obstacle]:
        name = variables_of(function).get("TABLE")
        if not isinstance(name, str):
            return
        table = self._named(function, name)
        if table is None:
            why = f"the table {name}, which {function.logical_id} names, is not in the templates"
            yield _obstacle(Hop.TABLE, function, why, _TABLES, is_closed=False)
        elif fault := _fault_of(table):
            yield _obstacle(Hop.TABLE, function, fault, _TABLES, resource=table)
        arn = _table_arn(function, name) if table is None else arn_of(table)
        for action in _ASKED.get(part, _WRITES):
            role = function.link("Role")
            if found := self.roles.obstacle(role, action, arn, function.resource, hop=Hop.TABLE):
                yield found
                return
        yield from self._key(function, table)

    def _key(self, function: TypedResource, table: Resource | None) -> Iterator[Obstacle]:
        """Yield what keeps a function from a key of the account that encrypts its table.

        https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html
        """
        settings = table.properties.get("SSESpecification") if table else None
        written = settings.get("KMSMasterKeyId") if isinstance(settings, dict) else None
        if written is not None and "alias/aws/" not in str(written):
            role, key = function.link("Role"), function.link_to(written)
            yield from self.roles.using_key(
                role, key, ("kms:Decrypt",), function.resource, Hop.TABLE
            )

    def _named(self, function: TypedResource, name: str) -> Resource | None:
        found = function.link_to(name).resource
        if found is not None and found.type in _TABLE_TYPES:
            return found
        place = function.stack.environment
        return next(
            (each for each in self._tables.get(name, ()) if each.stack.environment == place),
            None,
        )

    @cached_property
    def _tables(self) -> Mapping[str, list[Resource]]:
        found: dict[str, list[Resource]] = {}
        for each in self.policies.assembly.resources(*_TABLE_TYPES):
            found.setdefault(each.name, []).append(each)
        return found


def is_ours(function: TypedResource) -> bool:
    """Say whether a function is one of `functions.incidents`: by its handler, or by what it has."""
    is_named = function.text("Handler").startswith(_HANDLERS)
    return is_named or variables_of(function).keys() >= set(_NEEDED)


def variables_of(function: TypedResource) -> Mapping[str, object]:
    """Return the variables of a function."""
    environment = function.properties.get("Environment")
    variables = environment.get("Variables") if isinstance(environment, dict) else None
    return variables if isinstance(variables, dict) else {}


def routes_of(function: TypedResource) -> Mapping[str, Mapping[str, object]]:
    """Return which machine a function starts for which topic; none if that cannot be read."""
    written = variables_of(function).get("ROUTES")
    try:
        found = json.loads(written) if isinstance(written, str) else written
    except ValueError:
        return {}
    listed = found.items() if isinstance(found, dict) else ()
    return {str(name): route for name, route in listed if isinstance(route, dict)}


def seconds_of(function: TypedResource, name: str, otherwise: int) -> int | None:
    """Return a length of time that a resource has; None if only a deployment knows it."""
    written = function.properties.get(name)
    if written is None:
        return otherwise
    text = str(written)
    return int(text) if text.isdecimal() else None


def fallback_of(function: TypedResource) -> Link | None:
    """Return the topic by which a function tells everybody; None if it names none."""
    written = variables_of(function).get("FALLBACK_TOPIC")
    return None if written is None else function.link_to(written)


def _running(function: TypedResource, part: str) -> Iterator[Obstacle]:
    if str(function.properties.get("ReservedConcurrentExecutions")) == "0":
        why = f"{function.logical_id} never runs: its reserved concurrency is 0"
        key_path = ("ReservedConcurrentExecutions",)
        yield _obstacle(Hop.FUNCTION, function, why, _CONCURRENCY, key_path)
    handler = function.text("Handler")
    if is_ours(function) and handler != f"{_HANDLERS}{part}.handler":
        why = f"{function.logical_id} runs {handler} where {_HANDLERS}{part}.handler has to run"
        yield _obstacle(Hop.FUNCTION, function, why, _ENVIRONMENT, ("Handler",))


def _settings(function: TypedResource, part: str) -> Iterator[Obstacle]:
    variables = variables_of(function)
    for name in _NEEDED[:1] if part == _DIGEST else _NEEDED:
        if name not in variables:
            why = f"{function.logical_id} fails each time: it has no variable {name}"
            yield _obstacle(Hop.FUNCTION, function, why, _ENVIRONMENT, ("Environment",))
            return
    if part == _DIGEST:
        return  # the policy is in what the clock hands over
    if not _may_be_number(variables["REOPEN_WITHIN"]):
        why = f"{function.logical_id} fails each time: REOPEN_WITHIN is not a number of seconds"
        yield _obstacle(Hop.FUNCTION, function, why, _ENVIRONMENT, ("Environment",))
    if not routes_of(function):
        why = f"{function.logical_id} starts no machine: its ROUTES name none"
        yield _obstacle(Hop.FUNCTION, function, why, _ENVIRONMENT, ("Environment",))


def _may_be_number(value: object) -> bool:
    text = str(value)
    try:
        return float(text) >= 0
    except ValueError:
        return "${" in text


def _fault_of(table: Resource) -> str:
    """Say why functions cannot keep incidents in a table; empty if they can."""
    written = table.properties.get("KeySchema")
    keys = {
        str(each.get("AttributeName")): str(each.get("KeyType"))
        for each in (written if isinstance(written, list) else ())
        if isinstance(each, dict)
    }
    is_known = not any("${" in text for pair in keys.items() for text in pair)
    if keys == _KEYS or not is_known:
        return ""
    return (
        f"incidents are kept by pk and sk, and {table.logical_id} has {', '.join(keys) or 'none'}"
    )


def _table_arn(function: TypedResource, name: str) -> str:
    place = function.stack.environment
    return f"arn:{place.partition}:dynamodb:{place.region_text}:{place.account_text}:table/{name}"


def _obstacle(
    hop: Hop,
    function: TypedResource,
    why: str,
    source: str,
    key_path: tuple[str, ...] = (),
    *,
    is_closed: bool = True,
    resource: Resource | None = None,
) -> Obstacle:
    return Obstacle(
        hop=hop,
        is_closed=is_closed,
        why=why,
        source=source,
        resource=resource or function.resource,
        key_path=key_path,
    )
