"""What the templates of an assembly have that can be watched, by what the catalogue says of it."""

from tocsin.inventory.found_resource import FoundResource, LeftOut, left_out
from tocsin.inventory.identifier import KnownIdentifier, StoredIdentifier, TemplateIdentifier
from tocsin.inventory.search import Search, search

__all__ = [
    "FoundResource",
    "KnownIdentifier",
    "LeftOut",
    "Search",
    "StoredIdentifier",
    "TemplateIdentifier",
    "left_out",
    "search",
]
