"""Where the templates of an input are: a `cdk.out`, a folder of templates, or one file."""

from tocsin.assembly.sources.construct_paths import ConstructPaths
from tocsin.assembly.sources.nested_templates import NESTED_STACK, NestedTemplates
from tocsin.assembly.sources.several_inputs import several_sources
from tocsin.assembly.sources.template_files import Sources, StackSource, read_template

__all__ = [
    "NESTED_STACK",
    "ConstructPaths",
    "NestedTemplates",
    "Sources",
    "StackSource",
    "read_template",
    "several_sources",
]
