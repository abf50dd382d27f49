"""What roles of an assembly may do: by their own policies, and by that of a topic and its key."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from tocsin.assembly import Assembly, Link, Resource, Topic
from tocsin.delivery.encryption import key_of
from tocsin.delivery.obstacle import Hop, Obstacle
from tocsin.delivery.permits import open_values
from tocsin.delivery.policies_of import Policies
from tocsin.delivery.texts import arn_of, document_of
from tocsin.policies import Principal, Request, Verdict, evaluate

_ATTACHED = ("AWS::IAM::ManagedPolicy", "AWS::IAM::Policy", "AWS::IAM::RolePolicy")
_KEY_ACTIONS = ("kms:GenerateDataKey", "kms:Decrypt")
_SOURCE = (
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html"
)
_KEYS = "https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html"
_CONTEXT = {"aws:SecureTransport": "true"}
"""What is known of a request of a function or a machine: both speak TLS alone."""

_GRANT_NOTHING_OF_IT = (
    "AWSLambdaBasicExecutionRole",
    "AWSLambdaSQSQueueExecutionRole",
    "AWSXRayDaemonWriteAccess",
    "CloudWatchLambdaInsightsExecutionRolePolicy",
)
"""Managed policies of AWS that let nobody publish, start machines or run functions."""


@dataclass(frozen=True, kw_only=True)
class Roles:
    """The roles of an assembly.

    Attributes:
        policies: The policies of the assembly.
    """

    policies: Policies
    _found: dict[tuple[object, ...], Obstacle | None] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def obstacle(
        self,
        role: Link | None,
        action: str,
        target: str,
        who: Resource,
        hop: Hop = Hop.ROLE,
    ) -> Obstacle | None:
        """Return what keeps a role from doing something by its own policies, if anything does.

        Args:
            role: The role; None if nothing says which it is.
            action: What it does, as `states:StartExecution`.
            target: The ARN of what it does that to.
            who: The function or machine that acts as the role.
            hop: The hop that this decides.
        """
        key = (role.resource or role.arn if role else None, action, target, who)
        if key not in self._found:
            self._found[key] = self._asked(role, action, target, who)
        found = self._found[key]
        return None if found is None else replace(found, hop=hop)

    def assumed(self, role: Link | None, service: str, who: Resource) -> Iterator[Obstacle]:
        """Yield what keeps a service from acting as a role: what the role says of who may.

        https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-service.html
        """
        found = None if role is None else role.resource
        written = found.properties.get("AssumeRolePolicyDocument") if found else None
        if found is None or not isinstance(written, Mapping):
            return
        asked = Request(
            principal=Principal(service=service),
            action="sts:AssumeRole",
            resource=arn_of(found),
            context={},
        )
        trusting = document_of(written, found.stack, self._assembly)
        answer = evaluate(_of_anything(trusting), asked)
        if answer.verdict is not Verdict.ALLOWED:
            why = f"{service} may not act as {found.logical_id}, the role of {who.logical_id}"
            is_closed = answer.verdict is Verdict.DENIED
            yield self._obstacle(found, f"{why}: {answer.why}", is_closed=is_closed)

    def publishing(self, role: Link | None, topic: Topic, who: Resource) -> Iterator[Obstacle]:
        """Yield what keeps a role from publishing to a topic, and from using its key."""
        arn = arn_of(topic.resource)
        if found := self.obstacle(role, "sns:Publish", arn, who):
            yield found
        if found := self._denied(role, topic):
            yield found
        if topic.kms_key is not None:
            yield from self.using_key(role, topic.kms_key, _KEY_ACTIONS, who, Hop.TOPIC_KEY)

    def using_key(
        self, role: Link | None, link: Link, actions: Iterable[str], who: Resource, hop: Hop
    ) -> Iterator[Obstacle]:
        """Yield what keeps a role from using a key of the templates: its policies, or the key's."""
        key = key_of(link, self._assembly)
        if key is None or role is None or role.resource is None:
            return
        arn = arn_of(key.resource)
        for action in actions:
            own = self.obstacle(role, action, arn, who)
            allowed = True if own is None else False if own.is_closed else None
            request = self._request(role.resource, action, arn, allowed=allowed)
            for policy in self.policies.of_key(key):
                answer = evaluate(policy.document, request)
                if answer.verdict is not Verdict.ALLOWED:
                    yield Obstacle(
                        hop=hop,
                        is_closed=answer.verdict is Verdict.DENIED,
                        why=answer.why,
                        source=_KEYS,
                        resource=key.resource,
                        key_path=("KeyPolicy",),
                    )
                    return

    def _denied(self, role: Link | None, topic: Topic) -> Obstacle | None:
        """Return that the policy of a topic shuts a role out: only a denial does, in an account."""
        if role is None or role.resource is None:
            return None
        arn = arn_of(topic.resource)
        request = self._request(role.resource, "sns:Publish", arn, allowed=True)
        for policy in self.policies.of_topic(topic.resource):
            if not isinstance(policy.document, Mapping):
                continue
            answer = evaluate(_with_everything(policy.document), request)
            if answer.verdict is not Verdict.ALLOWED:
                return Obstacle(
                    hop=Hop.TOPIC_POLICY,
                    is_closed=answer.verdict is Verdict.DENIED,
                    why=answer.why,
                    source=_SOURCE,
                    resource=policy.owner.resource if policy.owner else topic.resource,
                    key_path=policy.key_path,
                )
        return None

    def _asked(self, role: Link | None, action: str, target: str, who: Resource) -> Obstacle | None:
        if role is None or role.resource is None:
            named = role.arn if role else "a role that nothing names"
            why = f"what {named} may do does not stand in the templates"
            return self._obstacle(who, f"{why}{open_values(who, named)}", is_closed=False)
        found = role.resource
        request = self._request(found, action, target, allowed=None)
        documents = [*self._documents(found)]
        answer = evaluate(_of_role(documents), request)
        if answer.verdict is Verdict.ALLOWED:
            return None
        where = f"{found.logical_id}, the role of {who.logical_id}"
        unknown = [*self._unknown_policies(found)]
        is_closed = answer.verdict is Verdict.DENIED and not unknown
        more = f"; what {unknown[0]} allows is not known" if unknown else ""
        name = target.rpartition(":")[2]
        return self._obstacle(
            found,
            f"{where}, may not do {action} on {name}: {answer.why}{more}",
            is_closed=is_closed,
        )

    def _documents(self, role: Resource) -> Iterator[object]:
        listed = role.properties.get("Policies")
        for policy in listed if isinstance(listed, list) else ():
            if isinstance(policy, dict):
                yield document_of(policy.get("PolicyDocument"), role.stack, self._assembly)
        for owner in self._attached.get(role, ()):
            yield document_of(owner.properties.get("PolicyDocument"), owner.stack, self._assembly)

    def _unknown_policies(self, role: Resource) -> Iterator[str]:
        """Yield the managed policies of a role that stand in no template."""
        listed = role.properties.get("ManagedPolicyArns")
        for written in listed if isinstance(listed, list) else ():
            arn, is_known = str(written), self._assembly.index.find(written, role.stack) is not None
            if not is_known and arn.rpartition("/")[2] not in _GRANT_NOTHING_OF_IT:
                yield arn

    @cached_property
    def _attached(self) -> Mapping[Resource, list[Resource]]:
        found: dict[Resource, list[Resource]] = {}
        for owner in self._assembly.resources(*_ATTACHED):
            listed = owner.properties.get("Roles") or [owner.properties.get("RoleName")]
            for name in listed if isinstance(listed, list) else ():
                if role := self._assembly.index.find(name, owner.stack):
                    found.setdefault(role, []).append(owner)
        for role in self._assembly.resources("AWS::IAM::Role"):
            listed = role.properties.get("ManagedPolicyArns")
            for arn in listed if isinstance(listed, list) else ():
                if policy := self._assembly.index.find(arn, role.stack):
                    found.setdefault(role, []).append(policy)
        return found

    @property
    def _assembly(self) -> Assembly:
        return self.policies.assembly

    @staticmethod
    def _request(role: Resource, action: str, target: str, *, allowed: bool | None) -> Request:
        account = role.stack.environment.account_text
        principal = Principal(account=account, arn=arn_of(role), own_policies_allow=allowed)
        return Request(principal=principal, action=action, resource=target, context=_CONTEXT)

    @staticmethod
    def _obstacle(resource: Resource, why: str, *, is_closed: bool) -> Obstacle:
        return Obstacle(
            hop=Hop.ROLE, is_closed=is_closed, why=why, source=_SOURCE, resource=resource
        )


def _of_role(documents: list[object]) -> dict[str, object]:
    """Return the policies of a role as one that says whom it is about: whoever has the role."""
    statements: list[dict[str, object]] = []
    for document in documents:
        written = document.get("Statement") if isinstance(document, dict) else None
        listed = written if isinstance(written, list) else [written]
        statements += [{**each, "Principal": "*"} for each in listed if isinstance(each, dict)]
    return {"Version": "2012-10-17", "Statement": statements}


def _of_anything(document: object) -> dict[str, object]:
    """Return what a role says of who may act as it, which names no resource, for any."""
    written = document.get("Statement") if isinstance(document, dict) else None
    listed = written if isinstance(written, list) else [written]
    statements = [{**each, "Resource": "*"} for each in listed if isinstance(each, dict)]
    return {"Version": "2012-10-17", "Statement": statements}


def _with_everything(document: Mapping[str, object]) -> dict[str, object]:
    """Return a policy that allows all that it does not deny."""
    written = document.get("Statement")
    statements = written if isinstance(written, list) else [written]
    everything = {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}
    return {**document, "Statement": [*statements, everything]}
