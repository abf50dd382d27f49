"""Words on a dashboard, in CloudWatch's Markdown."""

import re
from collections.abc import Collection

from tocsin.cloudwatch_dashboards.layout import Widget
from tocsin.dashboard_bodies import COLUMNS
from tocsin.plan import TextPanelSpec

_TO_DASHBOARD = re.compile(r"\[([^\[\]]*)\]\(/d/([A-Za-z0-9_-]+)[^()]*\)")
"""A link to a dashboard of Grafana, as texts of the plan have it."""

_WIDTH = 12
_LEAST, _MOST = 3, 20


def heading(title: str) -> Widget:
    """Return the title of a row; it is closed nowhere, because CloudWatch cannot do that."""
    return text(f"## {title}", width=COLUMNS, height=1)


def text_widget(panel: TextPanelSpec, siblings: Collection[str], *, width: int | None) -> Widget:
    """Return *panel* as a widget."""
    lines = linked(panel.text, siblings).splitlines()
    height = min(_MOST, max(_LEAST, 2 + len(lines)))
    markdown = "\n".join([f"### {panel.title}", *lines])
    return text(markdown, width=width or _WIDTH, height=4 if width else height)


def text(markdown: str, *, width: int, height: int) -> Widget:
    """Return a widget of words."""
    return {
        "type": "text",
        "width": width,
        "height": height,
        "properties": {"markdown": markdown},
    }


def linked(markdown: str, siblings: Collection[str]) -> str:
    """Return a text whose links go to dashboards of CloudWatch, as far as these are there.

    https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/add_remove_text_dashboard.html
    """

    def link(found: re.Match[str]) -> str:
        words, name = found.groups()
        return f"[{words}](#dashboards:name={name})" if name in siblings else words

    return _TO_DASHBOARD.sub(link, markdown)
