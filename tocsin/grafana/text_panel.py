"""Words: what no query can say, or that there is nothing to say."""

from tocsin.grafana.drill_down import address
from tocsin.grafana.foundation import dashboard_models, text_builders, text_models
from tocsin.plan import TextPanelSpec


def text_panel(panel: TextPanelSpec) -> dashboard_models.Panel:
    """Return *panel* as Markdown, above which a link leads on if it opens a dashboard."""
    link = "" if panel.opens is None else f"[Open its dashboard]({address(panel.opens)})\n\n"
    return (
        text_builders.Panel()
        .title(panel.title)
        .mode(text_models.TextMode.MARKDOWN)
        .content(f"{link}{panel.text}")
        .build()
    )
