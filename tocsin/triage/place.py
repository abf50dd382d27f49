"""Which resource of which stack a problem is about, by names that outlast moved lines."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from os.path import relpath
from pathlib import Path

from tocsin.assembly import Assembly, Resource, Stack
from tocsin.diagnostics import Location

_RESOURCES = "Resources"
_KEYS_OF_A_RESOURCE = 2
_OPEN = "${Fn::"
"""How the value of a function begins that only a deployment computes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a problem is.

    Attributes:
        stack: What tells its stack from all others, and lasts: the id that a manifest gives it, or
            the file of a bare template; with the keys of nested stacks. Without a stack, the file.
        subject: The key of its resource; without a resource, what stands there instead.
        stack_name: The name of its stack; empty without one.
        account: Its account, if known.
        region: Its Region, if known.
        type: The type of its resource; empty without one.
        name: What its resource is called: its name, or its key where AWS makes its name.
        construct: The path of the construct that made the resource, as the CDK writes it; empty
            without one.
    """

    stack: str
    subject: str
    stack_name: str = ""
    account: str | None = None
    region: str | None = None
    type: str = ""
    name: str = ""
    construct: str = ""


class Places:
    """Finds the resources that locations are about."""

    def __init__(self, assembly: Assembly, home: Path) -> None:
        """Take the resources of an assembly.

        Args:
            assembly: What is deployed.
            home: The working folder, an absolute path: names of files are relative to it.
        """
        self._home = home
        self._resources: dict[tuple[str, str], Resource] = {}
        self._stacks = {stack: self._place_of(stack) for stack in assembly.stacks}
        for resource in assembly.resources():
            key = (str(resource.stack.template_path), resource.logical_id)
            # Stacks of one template have the same problems, and each is said once.
            self._resources.setdefault(key, resource)

    @property
    def of_stacks(self) -> Iterable[Place]:
        """The place of each stack, without a subject."""
        return self._stacks.values()

    def resource(self, where: Location) -> Resource | None:
        """Return the resource that a location is in, or None."""
        path = where.key_path
        if len(path) < _KEYS_OF_A_RESOURCE or path[0] != _RESOURCES:
            return None
        return self._resources.get((where.source, str(path[1])))

    def place(self, where: Location) -> Place:
        """Return what is at a location."""
        resource = self.resource(where)
        if resource is None:
            return Place(stack=self.relative(where.source), subject=where.subject)
        return replace(
            self._stacks[resource.stack],
            subject=resource.logical_id,
            type=resource.type,
            name=_called(resource),
            construct=resource.construct_path,
        )

    def relative(self, source: str) -> str:
        """Return a path as it is from the working folder, with slashes; one outside of it whole."""
        return relative_path(source, self._home)

    def _place_of(self, stack: Stack) -> Place:
        return Place(
            stack=self._stack_key(stack),
            subject="",
            stack_name=stack.name,
            account=stack.account,
            region=stack.region,
        )

    def _stack_key(self, stack: Stack) -> str:
        nested = []
        while stack.parent is not None:
            nested.append(stack.id.removeprefix(f"{stack.parent.id}-"))
            stack = stack.parent
        own = self.relative(str(stack.template_path)) if stack.is_named_by_file else stack.id
        return "/".join([own, *reversed(nested)])


def _called(resource: Resource) -> str:
    """Return the name of a resource; what stands for one that nobody has chosen tells nothing."""
    is_made = resource.name == f"{resource.stack.name}-{resource.logical_id}"
    is_chosen = resource.is_named and not is_made and _OPEN not in resource.name
    return resource.name if is_chosen else resource.logical_id


def relative_path(source: str, home: Path) -> str:
    """Return a path as it is from a folder, with slashes; one outside of it is absolute."""
    if not source or "\0" in source:
        return source
    path = Path(relpath(home / source, home))
    return (home / source if path.parts[:1] == ("..",) else path).as_posix()
