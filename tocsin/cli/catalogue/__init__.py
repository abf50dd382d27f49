"""What `tocsin catalogue` prints: tables, a page of the documentation, and data for programs."""

from tocsin.cli.catalogue.data import catalogue_data
from tocsin.cli.catalogue.events import events_data, events_page, show_events
from tocsin.cli.catalogue.page import catalogue_page
from tocsin.cli.catalogue.search import found_types
from tocsin.cli.catalogue.tables import show_type, show_types

__all__ = [
    "catalogue_data",
    "catalogue_page",
    "events_data",
    "events_page",
    "found_types",
    "show_events",
    "show_type",
    "show_types",
]
