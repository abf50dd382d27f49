"""Runbooks: which alarm lacks a page, a page to begin with, and links that lead nowhere."""

from tocsin.runbooks.markdown_page import page_source
from tocsin.runbooks.needed_page import NeededPage
from tocsin.runbooks.page_text import page_text
from tocsin.runbooks.review import RunbookReview, list_lines, review_runbooks

__all__ = [
    "NeededPage",
    "RunbookReview",
    "list_lines",
    "page_source",
    "page_text",
    "review_runbooks",
]
