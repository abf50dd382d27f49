"""A Grafana on this machine, as far as publishing needs one: in memory, over real HTTP.

It keeps folders, dashboards and data sources by the rules of Grafana's HTTP API: who may do what,
versions that have to be those that were read, titles that are taken, what it provisions itself.
https://grafana.com/docs/grafana/latest/developers/http_api/
"""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

Json = dict[str, Any]
Reply = tuple[int, Any]

EDITOR, ADMIN, VIEWER = "glsa_editor", "glsa_admin", "glsa_viewer"
_MAY_WRITE = (EDITOR, ADMIN)


@dataclass
class GrafanaServer:
    """What it keeps, what was asked, and what it answers in place of the truth.

    Attributes:
        url: Where it is.
        folders: By uid.
        boards: By uid: the dashboard, and the uid of its folder.
        provisioned: Uids of dashboards that it reads from files.
        data_sources: In the order in which they were made.
        plugins: That are installed, beside its own.
        asked: Each request, as `GET /api/folders`.
        bodies: What was sent with each of them that changes something.
        agents: What authorized each request.
        instead: Answers that come before the truth, each once: the begin of a request, status,
            headers and body.
    """

    url: str = ""
    folders: dict[str, Json] = field(default_factory=dict)
    boards: dict[str, tuple[Json, str]] = field(default_factory=dict)
    provisioned: set[str] = field(default_factory=set)
    data_sources: list[Json] = field(default_factory=list)
    plugins: set[str] = field(default_factory=set)
    asked: list[str] = field(default_factory=list)
    bodies: list[Json] = field(default_factory=list)
    instead: list[tuple[str, int, dict[str, str], bytes]] = field(default_factory=list)
    tokens: dict[str, str] = field(
        default_factory=lambda: {EDITOR: "Editor", ADMIN: "Admin", VIEWER: "Viewer"}
    )
    before_saving: list[Any] = field(default_factory=list)

    def answer(self, method: str, target: str, token: str, body: Any) -> Reply:  # noqa: ANN401 - JSON
        """Return the status and the document of an answer."""
        role = self.tokens.get(token)
        if role is None:
            return 401, {"message": "Invalid API key"}
        parts = urlsplit(target)
        path = parts.path.removeprefix("/grafana")
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        if method != "GET" and role == "Viewer":
            return 403, {"message": "You'll need additional permissions"}
        routes: dict[str, Callable[..., Reply]] = {
            "folders": self._folder_route,
            "search": lambda _, __, query, ___: (200, self._search(query)),
            "dashboards": self._board_route,
            "datasources": self._data_source_route,
            "plugins": self._plugin_route,
        }
        _, _, kind, *rest = [*path.split("/"), ""]
        if kind not in routes:
            return 404, {"message": "Not found"}
        if kind in {"datasources", "plugins"} and role != "Admin":
            return 403, {"message": "Permission denied"}
        return routes[kind](method, [each for each in rest if each], query, body)

    def _folder_route(self, method: str, rest: list[str], query: Json, body: Json) -> Reply:
        match method, rest:
            case "GET", []:
                return 200, [] if "parentUid" in query else list(self.folders.values())
            case "GET", [uid]:
                found = self.folders.get(uid)
                return (200, found) if found else (404, {"message": "folder not found"})
            case "POST", []:
                return self._make_folder(body)
            case "PUT", [uid]:
                return self._rename_folder(uid, body)
        return _deleted(self.folders, rest[-1])

    def _board_route(self, method: str, rest: list[str], _query: Json, body: Json) -> Reply:
        match method, rest:
            case "GET", ["uid", uid]:
                return self._board(uid)
            case "POST", ["db"]:
                return self._save(body)
        return _deleted(self.boards, rest[-1])

    def _data_source_route(self, method: str, _rest: list[str], _query: Json, body: Json) -> Reply:
        if method == "POST":
            self.data_sources.append(body)
        return 200, self.data_sources

    def _plugin_route(self, _method: str, rest: list[str], _query: Json, _body: Json) -> Reply:
        return (200, {}) if rest[0] in self.plugins else (404, {"message": "Plugin not found"})

    def _make_folder(self, body: Json) -> Reply:
        if any(each["title"] == body["title"] for each in self.folders.values()):
            return 412, {"message": "a folder with the same name already exists"}
        self.folders[body["uid"]] = {**body, "version": 1}
        return 200, self.folders[body["uid"]]

    def _rename_folder(self, uid: str, body: Json) -> Reply:
        kept = self.folders[uid]
        if body.get("version") != kept["version"]:
            return 412, {"message": "the folder has been changed by someone else"}
        self.folders[uid] = {**kept, "title": body["title"], "version": kept["version"] + 1}
        return 200, self.folders[uid]

    def _search(self, query: Json) -> list[Json]:
        return [
            {"uid": uid, "type": "dash-db", "folderUid": folder}
            for uid, (board, folder) in self.boards.items()
            if ("tag" not in query or query["tag"] in board.get("tags", []))
            and query.get("folderUIDs", folder) == folder
        ]

    def _board(self, uid: str) -> Reply:
        if uid not in self.boards:
            return 404, {"message": "Dashboard not found"}
        board, folder = self.boards[uid]
        is_provisioned = uid in self.provisioned
        return 200, {
            "dashboard": board,
            "meta": {
                "folderUid": folder,
                "provisioned": is_provisioned,
                "provisionedExternalId": f"{uid}.json" if is_provisioned else "",
            },
        }

    def _save(self, body: Json) -> Reply:
        for change in self.before_saving:
            change()
        self.before_saving.clear()
        board, folder = body["dashboard"], body["folderUid"]
        uid = board["uid"]
        if folder and folder not in self.folders:
            return 400, {"message": "folder not found"}
        if uid in self.provisioned:
            return 400, {"message": "Cannot save provisioned dashboard"}
        kept = self.boards.get(uid)
        version = kept[0]["version"] if kept else 0
        if kept and not body["overwrite"] and board.get("version") != version:
            said = "The dashboard has been changed by someone else"
            return 412, {"message": said, "status": "version-mismatch"}
        number = kept[0]["id"] if kept else len(self.boards) + 1
        self.boards[uid] = ({**board, "id": number, "version": version + 1}, folder)
        return 200, {"status": "success", "uid": uid, "version": version + 1}


def _deleted(kept: dict[str, Any], uid: str) -> Reply:
    gone = kept.pop(uid, None)
    return (404, {"message": "Not found"}) if gone is None else (200, {"message": "deleted"})


@contextmanager
def grafana_server() -> Iterator[GrafanaServer]:
    """Run one as long as the context lasts."""
    state = GrafanaServer()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Say nothing."""

        def _answer(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            body = json.loads(self.rfile.read(length)) if length else None
            asked = f"{self.command} {self.path}"
            state.asked.append(asked)
            if body is not None:
                state.bodies.append(body)
            for index, (begin, status, headers, content) in enumerate(state.instead):
                if asked.startswith(begin):
                    del state.instead[index]
                    return self._send(status, headers, content)
            token = (self.headers.get("Authorization") or "").removeprefix("Bearer ")
            status, document = state.answer(self.command, self.path, token, body)
            return self._send(
                status, {"Content-Type": "application/json"}, json.dumps(document).encode()
            )

        def _send(self, status: int, headers: dict[str, str], content: bytes) -> None:
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(content))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = do_PUT = do_DELETE = _answer  # noqa: N815 - so http.server calls them

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    state.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
