"""From a value as the template writes it to what it is when deployed, as far as that is known.

The way of a value: a `StackResolver` knows the names of one stack. It hands a written value to a
`ValueResolver`, which walks through it and calls an intrinsic function where one stands
(`intrinsics/`). The functions ask the stack for what a name means: a parameter, a condition, or
the physical identity of a resource (`physical_identity`). What comes back is a `ResolvedValue`:
the value, and a note on each part that only a deployment decides.
"""

from tocsin.assembly.resolution.memory import Exports, ResolutionMemory
from tocsin.assembly.resolution.parameters import ParameterValues, disallowed
from tocsin.assembly.resolution.physical_identity import (
    DeclaredResource,
    Reference,
    identifying_attributes,
)
from tocsin.assembly.resolution.remedies import remedies
from tocsin.assembly.resolution.resolved_value import (
    ResolvedValue,
    Unresolved,
    advice_of,
    root_causes,
)
from tocsin.assembly.resolution.serverless import SAM
from tocsin.assembly.resolution.stack_resolver import StackResolver
from tocsin.assembly.resolution.transforms import transformed

__all__ = [
    "SAM",
    "DeclaredResource",
    "Exports",
    "ParameterValues",
    "Reference",
    "ResolutionMemory",
    "ResolvedValue",
    "StackResolver",
    "Unresolved",
    "advice_of",
    "disallowed",
    "identifying_attributes",
    "remedies",
    "root_causes",
    "transformed",
]
