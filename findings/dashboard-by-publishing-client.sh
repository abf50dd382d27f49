#!/usr/bin/env bash
# A dashboard that is published by two clients, against a server that only writes down what it is asked: a table of
# docs/compatibility.md.
#
# Grafana (https://grafana.com/docs/grafana/latest/developers/http_api/dashboard/): the dashboard stands in `dashboard`, beside
# `folderUid` and `overwrite`. 412 says that it has been changed by somebody else, or that its name is taken. 429 and 503 with
# Retry-After (https://www.rfc-editor.org/rfc/rfc9110.html#field.retry-after) ask to come again.
#
# Guess: a client that is given a dashboard sends what Grafana asks for, and comes again when it is asked to.
#        One that is told the name of a folder puts the dashboard there, under its own uid.
# Seen:  pip grafana-client 5.1.4 sends what it is given: a dashboard that does not stand in `dashboard` goes out as it is,
#        `overwrite` is never added, and the whole `meta` of an export is sent along, with a folderId beside the folderUid. It
#        raises an error over 429 and 503, and does not ask again. pip grafana-import 0.5.1 takes every folder whose
#        name begins with "General" for the root, and leaves out the uid of a dashboard that Grafana does not have yet.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv python
python3 -m venv importer
python/bin/pip install --quiet --disable-pip-version-check grafana-client==5.1.4 2>/dev/null
importer/bin/pip install --quiet --disable-pip-version-check grafana-import==0.5.1 2>/dev/null

cat > server.py <<'PY'
"""A Grafana that has two folders and no dashboard, and writes down what it is asked."""
import json
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

FOLDERS = [{"id": 7, "uid": "operations", "title": "Operations"}, {"id": 8, "uid": "general-shop", "title": "General shop"}]
BOARD = {"uid": "shop", "id": None, "title": "Shop", "panels": []}
OK = (200, {"status": "success", "uid": "shop"})
asked, answers = [], []


class Written(BaseHTTPRequestHandler):
    def do_GET(self):
        known = {"/api/health": {"version": "13.0.0", "database": "ok"}, "/api/folders": FOLDERS}
        self.answer(200, known.get(self.path.partition("?")[0], []))

    def do_POST(self):
        asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.answer(*(answers.pop(0) if answers else OK))

    def answer(self, status, said):
        body = json.dumps(said).encode()
        self.send_response(status)
        for name, value in (("Content-Type", "application/json"), ("Content-Length", str(len(body))), ("Retry-After", "1")):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


server = HTTPServer(("127.0.0.1", 0), Written)
Thread(target=server.serve_forever, daemon=True).start()
URL = f"http://127.0.0.1:{server.server_port}"
PY
cat > publish.py <<'PY'
from grafana_client import GrafanaApi
from grafana_client.client import GrafanaException
from server import BOARD, OK, URL, answers, asked

EXPORTED = {"dashboard": BOARD, "meta": {"folderUid": "operations", "folderId": 7, "slug": "shop", "version": 4}}
client = GrafanaApi.from_url(URL, credential="token")


def published(board, *said):
    asked.clear()
    answers[:] = said
    try:
        client.dashboard.update_dashboard(board)
        return "published"
    except GrafanaException as error:
        return f"{type(error).__name__} {error.status_code}"


for name, board in (("the dashboard alone", BOARD), ("in `dashboard`", {"dashboard": BOARD}), ("as Grafana gave it", EXPORTED)):
    print("grafana-client |", name, "|", published(board, OK), "| sent:", *sorted(asked[0]))
for status in (412, 429, 503):
    said = published({"dashboard": BOARD}, (status, {"message": "no"}), OK)
    print("grafana-client |", status, "and then OK |", said, "| asked", len(asked), "times")
PY
cat > import.py <<'PY'
from grafana_import.grafana import Grafana
from server import BOARD, FOLDERS, URL, asked

for folder in FOLDERS:
    asked.clear()
    Grafana(url=URL, credential="token", folder=folder["title"], overwrite=True).import_dashboard(dict(BOARD))
    sent = asked[0]
    print("grafana-import | folder", folder["id"], folder["title"], "| sent: folder", sent["folderId"], "| uid", sent["dashboard"]["uid"])
PY
{ python/bin/python publish.py; importer/bin/python import.py 2>/dev/null; } | tee seen

diff - seen <<'EXPECTED' && echo "as found: grafana-client 5.1.4, grafana-import 0.5.1"
grafana-client | the dashboard alone | published | sent: id panels title uid
grafana-client | in `dashboard` | published | sent: dashboard
grafana-client | as Grafana gave it | published | sent: dashboard folderId folderUid meta
grafana-client | 412 and then OK | GrafanaClientError 412 | asked 1 times
grafana-client | 429 and then OK | GrafanaClientError 429 | asked 1 times
grafana-client | 503 and then OK | GrafanaServerError 503 | asked 1 times
grafana-import | folder 7 Operations | sent: folder 7 | uid None
grafana-import | folder 8 General shop | sent: folder 0 | uid None
EXPECTED
