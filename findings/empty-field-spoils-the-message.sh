#!/usr/bin/env bash
# Messages of alarms for Slack, made by its own SDK, whose blocks check themselves before they are sent.
#
# Slack (https://docs.slack.dev/reference/block-kit/blocks/section-block): a section has up to ten fields, each with text
# of at most 2,000 characters; (https://docs.slack.dev/reference/block-kit/composition-objects/text-object) a text
# object has 1 to 3,000 characters. Slack refuses the whole message otherwise.
#
# Guess: what the SDK checks of the text of a section, it checks of its fields. An alarm without a description, or with a
#        long reason, is reported before it is sent.
# Seen:  pip slack_sdk 3.48.0 raises an error over an empty text, and over one that is too long, of a section and of a
#        header. In fields both pass: the empty one is sent as an object without any text, and so is an element of a
#        context; a plain string there becomes null.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check slack_sdk==3.48.0 2>/dev/null

cat > blocks.py <<'PY'
import json

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import ContextBlock, HeaderBlock, MarkdownTextObject, SectionBlock

BLOCKS = {
    "text of a section, empty": lambda: SectionBlock(text=""),
    "text of a section, 3,001": lambda: SectionBlock(text="x" * 3001),
    "header, empty": lambda: HeaderBlock(text=""),
    "field, empty": lambda: SectionBlock(fields=["*Reason*", ""]),
    "field, 2,001": lambda: SectionBlock(fields=["x" * 2001]),
    "context, empty": lambda: ContextBlock(elements=[MarkdownTextObject(text="")]),
    "context, a string": lambda: ContextBlock(elements=["since 10:00"]),
}
for name, make in BLOCKS.items():
    try:
        block = make().to_dict()
        print(name, "| passes |", json.dumps(block.get("fields", block.get("elements")))[:80])
    except SlackObjectFormationError as error:
        print(name, "| error |", error)
PY
python/bin/python blocks.py | tee seen

diff - seen <<'EXPECTED' && echo "as found: slack_sdk 3.48.0"
text of a section, empty | error | text or fields attribute must be specified
text of a section, 3,001 | error | text attribute cannot exceed 3000 characters
header, empty | error | text attribute must be specified
field, empty | passes | [{"text": "*Reason*", "type": "mrkdwn"}, {"type": "mrkdwn"}]
field, 2,001 | passes | [{"text": "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
context, empty | passes | [{"type": "mrkdwn"}]
context, a string | passes | [null]
EXPECTED
