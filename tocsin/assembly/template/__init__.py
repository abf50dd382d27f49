"""A file of JSON or YAML, read once and within bounds, and the sections of the template in it."""

from tocsin.assembly.template.cloudformation_yaml import plain_scalar
from tocsin.assembly.template.document import Document, read_document
from tocsin.assembly.template.template import LANGUAGE_EXTENSIONS, Template, is_template, kind_of

__all__ = [
    "LANGUAGE_EXTENSIONS",
    "Document",
    "Template",
    "is_template",
    "kind_of",
    "plain_scalar",
    "read_document",
]
