"""A Grafana that is asked, and does not do what was asked."""

import socket
from contextlib import closing

import pytest

from tests.support.grafana_server import ADMIN, EDITOR, VIEWER, GrafanaServer
from tocsin.publishing import Connection, PublishingFailure

Waits = list[float]


def _connected(grafana: GrafanaServer, waits: Waits, token: str = ADMIN) -> Connection:
    return Connection(url=grafana.url, token=token, wait=waits.append)


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(
    ("headers", "waited"),
    [
        ({}, [1.0, 2.0, 4.0]),
        ({"Retry-After": "7"}, [7.0, 7.0, 7.0]),
        ({"Retry-After": "3600"}, [30.0, 30.0, 30.0]),
        ({"Retry-After": "Fri, 01 Jan 2027 00:00:00 GMT"}, [1.0, 2.0, 4.0]),
    ],
)
def test_what_is_asked_too_often_is_asked_again(
    grafana: GrafanaServer, status: int, headers: dict[str, str], waited: Waits
) -> None:
    """As late as Grafana says, and ever later where it does not."""
    grafana.instead = [("POST /api/folders", status, headers, b"")] * 3
    waits: Waits = []

    _connected(grafana, waits).send("POST", "/api/folders", {"uid": "a", "title": "A"})

    assert waits == waited
    assert list(grafana.folders) == ["a"]


def test_patience_ends(grafana: GrafanaServer) -> None:
    """After six tries it is told that Grafana throttles, and what to do."""
    grafana.instead = [("GET", 429, {"Retry-After": "1"}, b'{"message": "slow down"}')] * 9
    waits: Waits = []

    with pytest.raises(PublishingFailure, match=r"asked too often.*slow down.*in a minute"):
        _connected(grafana, waits).get("/api/folders")

    assert len(grafana.asked) == 6
    assert len(waits) == 5


@pytest.mark.parametrize("status", [502, 504])
def test_a_change_that_was_perhaps_made_is_not_asked_for_again(
    grafana: GrafanaServer, status: int
) -> None:
    """What only reads is."""
    waits: Waits = []
    connection = _connected(grafana, waits)
    grafana.instead = [("GET", status, {}, b""), ("POST", status, {}, b"")]

    assert connection.get("/api/folders") == []
    with pytest.raises(PublishingFailure, match="Grafana failed"):
        connection.send("POST", "/api/folders", {})

    assert len(waits) == 1


@pytest.mark.parametrize(
    ("status", "kind", "fix"),
    [
        (400, "grafana/refused", "change what it names"),
        (401, "grafana/token", "make a new one"),
        (403, "grafana/denied", "the role Editor"),
        (404, "grafana/not-found", "the path below which it is served"),
        (409, "grafana/conflict", "rename"),
        (412, "grafana/conflict", "publish again"),
        (413, "grafana/too-large", "divide it"),
        (418, "grafana/failed", "look into its log"),
        (500, "grafana/failed", "look into its log"),
        (599, "grafana/failed", "look into its log"),
    ],
)
def test_each_refusal_says_what_to_do(
    grafana: GrafanaServer, status: int, kind: str, fix: str
) -> None:
    """With what Grafana says of it, in one line."""
    grafana.instead = [("POST", status, {}, b'{"message": "bad\\n\\tthing"}')]

    with pytest.raises(PublishingFailure) as refused:
        _connected(grafana, []).send("POST", "/api/folders", {})

    assert (refused.value.kind, refused.value.where) == (kind, "POST /api/folders")
    assert f"({status}: bad thing)" in refused.value.what
    assert fix in refused.value.fix


@pytest.mark.parametrize(
    ("token", "kind"), [(VIEWER, "grafana/denied"), ("glsa_expired", "grafana/token")]
)
def test_a_token_that_may_not_is_refused(grafana: GrafanaServer, token: str, kind: str) -> None:
    """And is not shown."""
    connection = _connected(grafana, [], token)

    with pytest.raises(PublishingFailure) as refused:
        connection.send("POST", "/api/folders", {"uid": "a", "title": "A"})

    assert refused.value.kind == kind
    assert token not in f"{refused.value} {connection!r}"


@pytest.mark.parametrize("token", ["", " ", "glsa\nX-Evil: 1", "schlüssel", "a\x00"])
def test_what_is_not_a_token_is_not_sent(grafana: GrafanaServer, token: str) -> None:
    """A line break would be a header of its own."""
    with pytest.raises(PublishingFailure, match="no token has"):
        _connected(grafana, [], token)


def test_a_page_for_people_is_not_an_answer(grafana: GrafanaServer) -> None:
    """As a page to sign in, at a wrong address."""
    grafana.instead = [("GET", 200, {}, b"<html>Sign in</html>")]

    with pytest.raises(PublishingFailure, match="a page for people"):
        _connected(grafana, []).get("/api/folders")


def test_the_token_follows_no_redirect(grafana: GrafanaServer) -> None:
    """Where it leads is told instead."""
    elsewhere = f"{grafana.url}/elsewhere"
    grafana.instead = [("GET", 302, {"Location": elsewhere}, b"")]

    with pytest.raises(PublishingFailure, match="it is elsewhere, at http"):
        _connected(grafana, []).get("/api/folders")

    assert grafana.asked == ["GET /api/folders"]


def test_a_grafana_below_a_path_is_reached(grafana: GrafanaServer) -> None:
    """As one that shares its host with others."""
    connection = Connection(url=f"{grafana.url}/grafana/", token=EDITOR, wait=lambda _: None)

    assert connection.get("/api/folders") == []
    assert grafana.asked == ["GET /grafana/api/folders"]


def _refusing() -> str:
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        return f"http://127.0.0.1:{server.getsockname()[1]}"


@pytest.mark.parametrize(("method", "tries"), [("GET", 6), ("POST", 1)])
def test_what_cannot_be_reached_is_told(method: str, tries: int) -> None:
    """After as many tries as may do no harm."""
    waits: Waits = []
    connection = Connection(url=_refusing(), token=EDITOR, wait=waits.append)
    with pytest.raises(PublishingFailure, match="cannot be reached") as refused:
        connection.ask(method, "/api/folders", {})

    assert refused.value.kind == "grafana/unreachable"
    assert len(waits) == tries - 1


def test_who_does_not_answer_is_not_waited_for() -> None:
    """Longer than was said."""
    with closing(socket.create_server(("127.0.0.1", 0))) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        connection = Connection(url=url, token=EDITOR, wait=lambda _: None, timeout=0.01)

        with pytest.raises(PublishingFailure, match="does not answer"):
            connection.get("/api/folders")


def test_retries_are_told(grafana: GrafanaServer) -> None:
    """Whoever waits knows why."""
    told: list[str] = []
    grafana.instead = [("GET", 503, {}, b"")]
    connection = Connection(
        url=grafana.url, token=EDITOR, wait=lambda _: None, on_retry=told.append
    )

    connection.get("/api/search", tag="a")

    assert told == ["GET /api/search: attempt 2 of 6, after status 503"]
