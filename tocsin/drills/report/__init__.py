"""Back-tests as data and as one self-contained page."""

from tocsin.drills.report.document import back_test_document
from tocsin.drills.report.html_page import html_page
from tocsin.drills.report.report import BackTestReport

__all__ = ["BackTestReport", "back_test_document", "html_page"]
