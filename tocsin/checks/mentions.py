"""What in a stack mentions a resource: other resources, and outputs."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tocsin.assembly import Resource, Stack, references
from tocsin.checks.subject import Subject


@dataclass(frozen=True, kw_only=True)
class Mentions:
    """Who mentions a resource of a stack.

    Attributes:
        resources: Other resources of the stack.
        outputs: The logical ids of its outputs.
    """

    resources: tuple[Resource, ...] = ()
    outputs: tuple[str, ...] = ()


_NOBODY = Mentions()


@dataclass(frozen=True, eq=False)
class MentionIndex:
    """Looks each stack through once, and only if something of it is asked for."""

    subject: Subject
    _of_stacks: dict[Stack, Mapping[str, Mentions]] = field(default_factory=dict, repr=False)

    def of(self, resource: Resource) -> Mentions:
        """Return who mentions a resource."""
        stack = resource.stack
        if stack not in self._of_stacks:
            self._of_stacks[stack] = self._index(stack)
        return self._of_stacks[stack].get(resource.logical_id, _NOBODY)

    def _index(self, stack: Stack) -> Mapping[str, Mentions]:
        resources: dict[str, dict[Resource, None]] = {}
        outputs: dict[str, dict[str, None]] = {}
        for logical_id, each in self.subject.assembly.index.of_stack(stack).items():
            for mention in references(each.declared.properties):
                if mention.logical_id != logical_id:
                    resources.setdefault(mention.logical_id, {})[each] = None
        written = stack.template.get("Outputs")
        for name, output in (written if isinstance(written, dict) else {}).items():
            for mention in references(output):
                outputs.setdefault(mention.logical_id, {})[str(name)] = None
        return {
            name: Mentions(
                resources=tuple(resources.get(name, ())), outputs=tuple(outputs.get(name, ()))
            )
            for name in resources.keys() | outputs.keys()
        }


def mentions(subject: Subject) -> MentionIndex:
    """Return the index of a subject; keep it by `subject.memo`."""
    return MentionIndex(subject)
