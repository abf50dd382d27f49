#!/usr/bin/env bash
# Two alarms, sent by Apprise to Splunk On-Call (VictorOps): no request leaves the machine, all are recorded.
#
# Splunk (https://help.victorops.com/knowledge-base/rest-endpoint-integration-guide/): incidents are told apart by
# entity_id, and RECOVERY ends the incident of the entity_id that it names.
#
# Guess: two alarms with titles of their own are two incidents.
# Seen:  pip apprise 2.3.0 gives both the same entity_id, made of its own name and the routing key. The second alarm
#        joins the incident of the first, and the recovery of either ends both.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check apprise==2.3.0 2>/dev/null

cat > notify.py <<'PY'
import json
from unittest import mock

from apprise import Apprise

service = Apprise.instantiate("splunk://routing@abcdef01-2345-6789-abcd-ef0123456789")
for title, kind in (
    ("ALARM: checkout errors", "failure"),
    ("ALARM: database full", "failure"),
    ("OK: checkout errors", "success"),
):
    with mock.patch("requests.post", return_value=mock.Mock(status_code=200)) as post:
        service.notify(title=title, body="Threshold Crossed", notify_type=kind)
    sent = json.loads(post.call_args.kwargs["data"])
    print(sent["message_type"], "|", sent["entity_display_name"], "|", sent["entity_id"])
PY
python/bin/python notify.py | tee seen

diff - seen <<'EXPECTED' && echo "as found: apprise 2.3.0"
CRITICAL | ALARM: checkout errors | Apprise/routing
CRITICAL | ALARM: database full | Apprise/routing
RECOVERY | OK: checkout errors | Apprise/routing
EXPECTED
