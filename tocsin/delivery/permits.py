"""Whether policies of the assembly let a request pass: those of topics, keys, queues, functions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tocsin.assembly import Assembly, Resource, TypedResource
from tocsin.delivery.obstacle import Hop, Obstacle
from tocsin.delivery.presence import comes_with
from tocsin.delivery.texts import document_of
from tocsin.diagnostics import KeyPath
from tocsin.policies import Answer, Request, Verdict, evaluate


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenPolicy:
    """A policy that may be the one of a resource.

    Attributes:
        document: The policy; a text where a template leaves all of it open.
        owner: What it stands in; None for the one that AWS gives a resource without one.
        key_path: Where below the properties of that; none if all of them are the policy.
        is_certain: Whether what it stands in is deployed for certain.
    """

    document: object
    owner: TypedResource | None
    key_path: KeyPath = ()
    is_certain: bool = True

    @classmethod
    def of(
        cls, owner: TypedResource, property_name: str, target: Resource, assembly: Assembly
    ) -> "WrittenPolicy":
        """Return the policy of a resource, which stands in a property of another, or its own."""
        written = owner.properties.get(property_name)
        document = owner.mapping(property_name) or written
        return cls(
            document=document_of(document, owner.stack, assembly),
            owner=owner,
            key_path=(property_name,),
            is_certain=comes_with(owner.resource, target),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """A hop that policies decide.

    Attributes:
        hop: Which one.
        source: Where AWS documents who has to be let through.
    """

    hop: Hop
    source: str

    def obstacle(
        self,
        policies: Sequence[WrittenPolicy],
        without: object,
        requests: Iterable[Request],
        where: Resource,
    ) -> Obstacle | None:
        """Return what is in the way of some requests, if anything is.

        Args:
            policies: What may be the policy; where there are several, the last one to be deployed
                replaces the others, and no template says which that is.
            without: The policy that AWS gives the resource if none is written.
            requests: All of them have to pass.
            where: The resource whose policy it is, for one that nobody has written.
        """
        possible = [*policies]
        if not any(each.is_certain for each in policies):
            possible.append(WrittenPolicy(document=without, owner=None))
        for request in requests:
            if obstacle := self._first(possible, request, where):
                return obstacle
        return None

    def _first(
        self, possible: Sequence[WrittenPolicy], request: Request, where: Resource
    ) -> Obstacle | None:
        answers = [(each, _answer(each, request)) for each in possible]
        refused = [pair for pair in answers if pair[1].verdict is not Verdict.ALLOWED]
        if not refused:
            return None
        policy, answer = refused[0]
        is_closed = all(each.verdict is Verdict.DENIED for _, each in answers)
        owner = policy.owner
        why = answer.why
        if not is_closed and answer.verdict is Verdict.DENIED:
            why = f"{why}; another policy, which may replace it, does"
        if not is_closed and owner is not None:
            why = f"{why}{open_values(owner.resource, why, answer.statement)}"
        return Obstacle(
            hop=self.hop,
            is_closed=is_closed,
            why=why,
            source=self.source,
            resource=where if owner is None else owner.resource,
            key_path=() if owner is None else policy.key_path,
        )


def _answer(policy: WrittenPolicy, request: Request) -> Answer:
    if isinstance(policy.document, Mapping):
        return evaluate(policy.document, request)
    return Answer(verdict=Verdict.UNKNOWN, why=f"it is {policy.document}")


def open_values(resource: Resource, text: str = "", statement: int | None = None) -> str:
    """Say why values of a resource are open, and what makes them known.

    Args:
        resource: The resource.
        text: A text that names some of them.
        statement: The position of the statement of its policy that they stand in.
    """
    notes = [each for each in resource.unresolved if each.kind != "dynamic reference"]
    named = [each for each in notes if each.value in text]
    place = ("Statement", statement)
    inside = [each for each in notes if any(pair == place for pair in pairwise(each.key_path))]
    others = [each for each in notes if each.kind != "pseudo parameter"]
    said = dict.fromkeys(f"{each.why}; {each.fix}" for each in named or inside or others or notes)
    return f" ({', '.join([*said][:2])})" if said else ""
