"""A whole page: it refers to nothing outside of itself, and may run nothing."""

from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from importlib.resources import files
from string import Template

from tocsin.pages.markup import Markup, joined


def page(title: str, sections: Iterable[Markup | None]) -> str:
    """Return a page.

    Its policy lets a browser load nothing and run nothing, and take no styles but those of the page
    itself: what an input would bring in by a hole of ours would do nothing.

    Args:
        title: What it is called.
        sections: Its parts; None is left out.
    """
    folder = files("tocsin.pages")
    template = Template(folder.joinpath("page.html").read_text(encoding="utf-8"))
    style = f"\n{folder.joinpath('style.css').read_text(encoding='utf-8').rstrip()}\n"
    return template.substitute(
        title=joined(title),
        digest=b64encode(sha256(style.encode()).digest()).decode(),
        style=style,
        content="\n".join(section for section in sections if section is not None),
    )
