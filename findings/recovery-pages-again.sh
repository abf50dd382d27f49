#!/usr/bin/env bash
# One alarm and its recovery, sent by Apprise to paging services: no request leaves the machine, all are recorded.
#
# PagerDuty (https://developer.pagerduty.com/docs/send-alert-event): "trigger" opens an incident, "resolve" ends the one
# with the same dedup_key. Opsgenie (https://docs.opsgenie.com/docs/alert-api): an alert is closed by its identifier.
#
# Guess: a notification of the type "success" ends what the one of the type "failure" began.
# Seen:  pip apprise 2.3.0 sends PagerDuty a second "trigger", of the severity "info" and without a dedup_key: a second
#        incident, and the first stays open. For Opsgenie it sends nothing, and returns True: it looks for an alert
#        that it has opened under the same title, and the title of a recovery is not that of its alarm.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check apprise==2.3.0 2>/dev/null

cat > notify.py <<'PY'
import json
from unittest import mock

from apprise import Apprise

SERVICES = {
    "PagerDuty": "pagerduty://integrationkey@routingkeyabcdefghijklmnopqr12345",
    "Opsgenie": "opsgenie://abcdefgh-1234-1234-1234-123456789012",
}
ANSWER = mock.Mock(status_code=202, content=b'{"requestId": "1"}')

for name, url in SERVICES.items():
    service = Apprise.instantiate(url)
    for title, kind in (
        ("ALARM: checkout errors", "failure"),
        ("OK: checkout errors", "success"),
        ("ALARM: checkout errors", "success"),
    ):
        with mock.patch("requests.post", return_value=ANSWER) as post:
            returned = service.notify(title=title, body="Threshold Crossed", notify_type=kind)
        actions = [
            json.loads(call.kwargs["data"]).get("event_action") or call.args[0].rpartition("/")[2]
            for call in post.call_args_list
        ]
        print(name, "|", kind, "|", title, "| sends", *actions or ["nothing"], "| returns", returned)
PY
python/bin/python notify.py | tee seen

diff - seen <<'EXPECTED' && echo "as found: apprise 2.3.0"
PagerDuty | failure | ALARM: checkout errors | sends trigger | returns True
PagerDuty | success | OK: checkout errors | sends trigger | returns True
PagerDuty | success | ALARM: checkout errors | sends trigger | returns True
Opsgenie | failure | ALARM: checkout errors | sends alerts | returns True
Opsgenie | success | OK: checkout errors | sends nothing | returns True
Opsgenie | success | ALARM: checkout errors | sends close | returns True
EXPECTED
