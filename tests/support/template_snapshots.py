"""Snapshots of templates as people review them: sorted, and a resource in a few lines."""

import json
from typing import Any

from syrupy.extensions.json import JSONSnapshotExtension

_WIDTH = 120


class TemplateSnapshot(JSONSnapshotExtension):
    """A file for each template; what fits into a line stands in one.

    A changed value is a changed line, and a resource is seen as a whole: a tag takes one line in
    place of four.
    """

    def serialize(self, data: Any, **options: Any) -> str:  # noqa: ANN401 - as in its base
        """Return the text of a template, with its keys in order."""
        return f"{written(json.loads(super().serialize(data, **options)))}\n"


def written(node: Any, indent: int = 0, before: int = 0) -> str:  # noqa: ANN401 - JSON
    """Return JSON in which whatever fits into a line stands in one.

    Args:
        node: What is written.
        indent: How far the line is indented in which it begins.
        before: How much stands before it in that line.
    """
    text = json.dumps(node, ensure_ascii=False)
    if not isinstance(node, dict | list) or not node or indent + before + len(text) < _WIDTH:
        return text
    deeper = indent + 2
    if isinstance(node, list):
        items = [written(each, deeper) for each in node]
    else:
        names = ((f"{json.dumps(name, ensure_ascii=False)}: ", each) for name, each in node.items())
        items = [f"{name}{written(each, deeper, len(name))}" for name, each in names]
    begin, end = ("[", "]") if isinstance(node, list) else ("{", "}")
    lines = ",\n".join(f"{' ' * deeper}{item}" for item in items)
    return f"{begin}\n{lines}\n{' ' * indent}{end}"
