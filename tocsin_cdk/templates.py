"""The templates that the CDK asks about, and those nested in them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import aws_cdk as cdk

from tocsin.assembly import Assembly, Stack


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A template of the app.

    Attributes:
        path: Where it is.
        construct_path: The path of the construct that is its stack, or that it is nested in.
    """

    path: str
    construct_path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Templates:
    """The templates of an app that a plugin is asked about.

    A plugin of one stage of an app is asked about the stacks of that stage alone, while what these
    import from other stacks is known from the whole assembly.
    """

    by_source: Mapping[str, Template]
    all_sources: frozenset[str]

    @classmethod
    def asked(cls, context: cdk.IPolicyValidationContext, assembly: Assembly) -> "Templates":
        """Return the templates of *assembly* that the CDK asks about, with those nested in them."""
        asked = {
            Path(stack.template_path).resolve(): stack.stack_construct_path
            for stack in context.stack_templates
        }
        sources = {str(stack.template_path): stack for stack in assembly.stacks}
        found = {
            source: Template(path=source, construct_path=asked[root])
            for source, stack in sources.items()
            if (root := Path(_root(stack).template_path).resolve()) in asked
        }
        return cls(by_source=found, all_sources=frozenset(sources))

    def of(self, source: str) -> Template | None:
        """Return the template of a problem; None if it is in another file."""
        return self.by_source.get(source)

    def concern(self, source: str) -> bool:
        """Say whether what is wrong in a file is said: it is in no template of another stage."""
        return source in self.by_source or source not in self.all_sources


def _root(stack: Stack) -> Stack:
    *_, root = _upwards(stack)
    return root


def _upwards(stack: Stack | None) -> Iterator[Stack]:
    while stack is not None:
        yield stack
        stack = stack.parent
