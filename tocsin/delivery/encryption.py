"""Whether a service may use the key of a topic or of a queue."""

from collections.abc import Callable, Iterable

from tocsin.assembly import Assembly, Key, Link, Resource
from tocsin.delivery.obstacle import Hop, Obstacle
from tocsin.delivery.permits import Gate, open_values
from tocsin.delivery.policies_of import Policies
from tocsin.delivery.texts import arn_of
from tocsin.policies import Request

_KEYS = ("AWS::KMS::Key", "AWS::KMS::ReplicaKey")
_ALIAS = "AWS::KMS::Alias"
_AWS_MANAGED = "alias/aws/"
_SYMMETRIC = "SYMMETRIC_DEFAULT"
SOURCES = {
    Hop.TOPIC_KEY: "https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html",
    Hop.QUEUE_KEY: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/"
    "SQSDeveloperGuide/sqs-key-management.html",
}


def key_of(link: Link, assembly: Assembly) -> Key | None:
    """Return the key of the assembly that a property means: by reference, ARN or alias."""
    resource = link.resource
    _, is_alias, name = link.arn.rpartition(":alias/")
    if resource is None and is_alias:
        resource = assembly.index.find(f"alias/{name}")
    if resource is not None and resource.type == _ALIAS:
        named = [each for each in assembly.key_aliases if each.resource is resource]
        resource = named[0].key.resource if named and named[0].key else None
    if resource is None or resource.type not in _KEYS:
        return None
    return next((each for each in assembly.keys if each.resource is resource), None)


def key_obstacle(
    hop: Hop,
    link: Link | None,
    owner: Resource,
    policies: Policies,
    requests: Callable[[str], Iterable[Request]],
) -> Obstacle | None:
    """Return what keeps a service from using the key of a topic or a queue, if anything does.

    Args:
        hop: Whose key it is.
        link: The key; None if there is none.
        owner: The topic or the queue.
        policies: The policies of the assembly.
        requests: Gives what the service asks of a key, by its ARN.
    """
    if link is None or not link.arn:
        return None
    if _AWS_MANAGED in link.arn:
        name = link.arn[link.arn.index(_AWS_MANAGED) :]
        why = f"no other service may use {name}, and its policy cannot be changed"
        return _obstacle(hop, owner, why, is_closed=True)
    key = key_of(link, policies.assembly)
    if key is None:
        why = (
            f"who may use {link.arn} does not stand in the templates{open_values(owner, link.arn)}"
        )
        return _obstacle(hop, owner, why, is_closed=False)
    if fault := _fault(key):
        return _obstacle(hop, key.resource, fault, is_closed=True)
    gate = Gate(hop=hop, source=SOURCES[hop])
    asked = requests(arn_of(key.resource))
    return gate.obstacle(policies.of_key(key), {}, asked, key.resource)


def _fault(key: Key) -> str:
    """Say why a key can encrypt nothing; empty if it can."""
    if key.text("Enabled").lower() == "false":
        return "it is disabled"
    spec = key.text("KeySpec") or _SYMMETRIC
    return "" if spec == _SYMMETRIC else f"it is a key of {spec}, and only symmetric ones encrypt"


def _obstacle(hop: Hop, resource: Resource, why: str, *, is_closed: bool) -> Obstacle:
    key_path = ("KmsMasterKeyId",) if resource.type not in _KEYS else ()
    return Obstacle(
        hop=hop,
        is_closed=is_closed,
        why=why,
        source=SOURCES[hop],
        resource=resource,
        key_path=key_path,
    )
