"""Markdown and HTML as people see them: which elements there are, and what stands in them."""

from html.parser import HTMLParser

from markdown_it import MarkdownIt


class Rendered(HTMLParser):
    """A text as a browser reads it.

    Attributes:
        tags: The names of its elements, each once.
        text: What stands in them.
        attributes: The names and values of their attributes.
    """

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.text = ""
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.tags.add(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        """Note a text."""
        self.text += data


def rendered_markdown(text: str) -> Rendered:
    """Return Markdown as a forge renders it, as far as CommonMark and tables go."""
    return Rendered(MarkdownIt("commonmark", {"html": True}).enable("table").render(text))
