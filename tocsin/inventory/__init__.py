"""What the templates of an assembly have that can be watched, by what the catalogue says of it."""

from tocsin.inventory.found_resource import FoundResource, LeftOut, left_out
from tocsin.inventory.identifier import KnownIdentifier, StoredIdentifier, TemplateIdentifier
from tocsin.inventory.identity import Identity, identities_of, identity_of
from tocsin.inventory.property_value import property_values
from tocsin.inventory.search import Search, is_built_by_tocsin, search
from tocsin.inventory.unwanted import UnwantedAlarm
from tocsin.inventory.watchable import Watchable, watchables

__all__ = [
    "FoundResource",
    "Identity",
    "KnownIdentifier",
    "LeftOut",
    "Search",
    "StoredIdentifier",
    "TemplateIdentifier",
    "UnwantedAlarm",
    "Watchable",
    "identities_of",
    "identity_of",
    "is_built_by_tocsin",
    "left_out",
    "property_values",
    "search",
    "watchables",
]
