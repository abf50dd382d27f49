"""Pages of HTML that need nothing else: their elements, the frame of charts, and how they look."""

from tocsin.pages.frame import Frame, count_ticks, ticks
from tocsin.pages.markup import Markup, details, element, joined, table
from tocsin.pages.page import page

__all__ = [
    "Frame",
    "Markup",
    "count_ticks",
    "details",
    "element",
    "joined",
    "page",
    "table",
    "ticks",
]
