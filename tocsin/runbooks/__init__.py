"""Runbooks: which alarm lacks a page, pages for lost data, and links that lead nowhere."""

from tocsin.runbooks.markdown_page import page_source
from tocsin.runbooks.needed_page import NeededPage
from tocsin.runbooks.page_text import page_text
from tocsin.runbooks.recovery import RecoveryPage, recovery_pages
from tocsin.runbooks.review import RunbookReview, list_lines, review_runbooks

__all__ = [
    "NeededPage",
    "RecoveryPage",
    "RunbookReview",
    "list_lines",
    "page_source",
    "page_text",
    "recovery_pages",
    "review_runbooks",
]
