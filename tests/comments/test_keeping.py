"""What becomes of the comment on a pull request, at GitHub and at GitLab."""

import re
from collections.abc import Callable

import pytest

from tests.support.forge_server import BOT, READER, WRITER, ForgeServer
from tocsin.comments import (
    LONGEST_BODY,
    Api,
    CommentFailure,
    GithubThread,
    GitlabThread,
    Thread,
    github_api,
    gitlab_api,
    keep_comment,
    marker_line,
    pull_request_of,
)

NOW = 1_800_000_000.0
MARKER = marker_line("review")


def github(
    server: ForgeServer, token: str = WRITER, waits: list[float] | None = None
) -> GithubThread:
    """Return the pull request at GitHub."""
    wait = ([] if waits is None else waits).append
    api = github_api(server.url, token, wait=wait, now=lambda: NOW)
    return GithubThread(api=api, repository="acme/shop", number=12)


def gitlab(
    server: ForgeServer, token: str = WRITER, waits: list[float] | None = None
) -> GitlabThread:
    """Return the merge request at GitLab."""
    wait = ([] if waits is None else waits).append
    api = gitlab_api(server.url, token, wait=wait, now=lambda: NOW)
    return GitlabThread(api=api, project="acme/shop", number=12)


Reach = Callable[..., Thread]
BOTH = pytest.mark.parametrize("reach", [github, gitlab])


@BOTH
def test_there_is_one_comment_whatever_is_said_how_often(reach: Reach, server: ForgeServer) -> None:
    """It is written, then edited, and left alone where nothing changes."""
    said = [keep_comment(reach(server), "review", text).how for text in ("one", "two", "two")]

    assert said == ["created", "edited", "unchanged"]
    assert server.texts == [f"{MARKER}\ntwo"]


@BOTH
def test_it_is_found_on_a_later_page(reach: Reach, server: ForgeServer) -> None:
    """However much people talk, no second comment is written."""
    server.page_size = 3
    for number in range(7):
        server.write(f"remark {number}", author="alice")
    server.write(f"{MARKER}\nold")

    kept = keep_comment(reach(server), "review", "new")

    assert (kept.how, len(server.comments)) == ("edited", 8)
    assert server.texts[-1] == f"{MARKER}\nnew"


@BOTH
def test_older_ones_of_the_name_are_deleted(reach: Reach, server: ForgeServer) -> None:
    """Two runs at once may have written two; others' comments and other names stay."""
    for text, author in (
        (f"{MARKER}\na", BOT),
        (f"{MARKER}\nfaked", "mallory"),
        (f"{marker_line('other')}\nb", BOT),
        (f"{MARKER}\nc", BOT),
        (f"> {MARKER}\nquoted", BOT),
    ):
        server.write(text, author)

    kept = keep_comment(reach(server), "review", "new")

    assert (kept.how, kept.deleted, kept.left) == ("edited", 1, 0)
    assert [text.partition("\n")[2] for text in server.texts] == ["new", "faked", "b", "quoted"]


@BOTH
def test_one_that_goes_meanwhile_is_written_anew(reach: Reach, server: ForgeServer) -> None:
    """Somebody may delete it between the look and the edit."""
    server.write(f"{MARKER}\nold")
    for method in ("PATCH", "PUT"):
        server.instead.append((method, 404, {}, {"message": "Not Found"}))

    assert keep_comment(reach(server), "review", "new").how == "created"


@BOTH
def test_one_that_cannot_be_deleted_stops_nothing(reach: Reach, server: ForgeServer) -> None:
    """One too many is the smaller trouble."""
    server.write(f"{MARKER}\na")
    server.write(f"{MARKER}\nb")
    server.instead.append(("DELETE", 403, {}, {"message": "no"}))

    kept = keep_comment(reach(server), "review", "new")

    assert (kept.how, kept.deleted, kept.left) == ("edited", 0, 1)


@BOTH
@pytest.mark.parametrize(
    "text", ["word " * 30_000, "→ „ü“ " * 30_000, "🔥" * 70_000, "\U0001f525\n" * 40_000]
)
def test_what_is_too_long_is_cut_and_says_so(reach: Reach, server: ForgeServer, text: str) -> None:
    """However a forge counts, it is short enough, and no character is cut in two."""
    keep_comment(reach(server), "review", text)

    (body,) = server.texts
    assert len(body.encode()) <= LONGEST_BODY
    assert "The rest is cut" in body[-80:]
    assert "�" not in body


@pytest.mark.parametrize(
    ("status", "headers", "said", "seconds"),
    [
        (429, {"Retry-After": "7"}, "", 7.0),
        (403, {"Retry-After": "30"}, "You have exceeded a secondary rate limit", 30.0),
        (403, {"x-ratelimit-remaining": "0", "x-ratelimit-reset": f"{NOW + 45:.0f}"}, "", 45.0),
        (403, {}, "You have exceeded a secondary rate limit.", 60.0),
        (429, {"RateLimit-Remaining": "0", "RateLimit-Reset": f"{NOW + 5:.0f}"}, "", 5.0),
    ],
)
def test_where_it_is_asked_too_often_it_waits(
    status: int, headers: dict[str, str], said: str, seconds: float, server: ForgeServer
) -> None:
    """As long as it is told to, and then does what it was to do."""
    for begin, reach in (("POST /repos", github), ("POST /projects", gitlab)):
        server.instead.append((begin, status, headers, {"message": said}))
        server.comments.clear()
        waits: list[float] = []

        keep_comment(reach(server, waits=waits), "review", "text")

        assert waits == [seconds]
        assert server.texts == [f"{MARKER}\ntext"]


@BOTH
def test_it_does_not_wait_for_ever(reach: Reach, server: ForgeServer) -> None:
    """An hour is more than a pipeline has; it says when to try again."""
    server.instead.append(("GET", 429, {"Retry-After": "3600"}, {}))
    waits: list[float] = []

    with pytest.raises(CommentFailure, match="may be asked again in 3,600 seconds"):
        keep_comment(reach(server, waits=waits), "review", "text")
    assert waits == []


@BOTH
def test_it_does_not_try_for_ever(reach: Reach, server: ForgeServer) -> None:
    """What is refused again and again fails."""
    server.instead += [("GET", 429, {"Retry-After": "1"}, {"message": "slow down"})] * 9

    with pytest.raises(CommentFailure, match="status 429: slow down"):
        keep_comment(reach(server), "review", "text")


def test_reading_is_tried_again_where_there_is_no_answer(server: ForgeServer) -> None:
    """A gateway that fails has read nothing; what writes may have written."""
    server.instead.append(("GET", 502, {}, None))
    keep_comment(github(server), "review", "text")

    server.instead.append(("PATCH", 502, {}, None))
    with pytest.raises(CommentFailure, match="status 502"):
        keep_comment(github(server), "review", "other")
    assert server.asked.count("PATCH /repos/acme/shop/issues/comments/1") == 1


@BOTH
@pytest.mark.parametrize(
    ("token", "what"),
    [
        (READER, "status 403: Resource not accessible by integration"),
        ("token-of-nobody", "status 401: Bad credentials"),
    ],
)
def test_what_is_refused_says_what_to_do(
    reach: Reach, server: ForgeServer, token: str, what: str
) -> None:
    """A status alone helps nobody."""
    with pytest.raises(CommentFailure, match=what) as caught:
        keep_comment(reach(server, token), "review", "text")
    assert re.search("fork|GITHUB_TOKEN|GITLAB_TOKEN", caught.value.problem.fix)
    assert token not in str(caught.value)


@BOTH
def test_what_is_not_valid_says_why(reach: Reach, server: ForgeServer) -> None:
    """GitHub has its reasons in a list."""
    document = {"message": "Validation Failed", "errors": [{"message": "Body is too long"}, "odd"]}
    server.instead.append(("POST /repos", 422, {}, document))
    server.instead.append(("POST /projects", 422, {}, document))

    with pytest.raises(CommentFailure, match="422: Validation Failed; Body is too long; odd"):
        keep_comment(reach(server), "review", "text")


def test_a_pull_request_that_is_not_there_is_named(server: ForgeServer) -> None:
    """So is a repository that the token may not see: GitHub tells no difference."""
    thread = GithubThread(api=github(server).api, repository="acme/other", number=3)

    with pytest.raises(CommentFailure, match="acme/other#3: it answers with status 404"):
        keep_comment(thread, "review", "text")


@BOTH
@pytest.mark.parametrize("document", [None, {"html": True}, [1]])
def test_what_is_no_api_is_told_from_one(
    reach: Reach, server: ForgeServer, document: object
) -> None:
    """A page to sign in is answered with status 200 as well."""
    server.instead.append(("GET", 200, {}, document))

    with pytest.raises(CommentFailure, match=r"status 200|not a comment"):
        keep_comment(reach(server), "review", "text")


def test_the_token_goes_nowhere_else(server: ForgeServer) -> None:
    """Neither a redirect nor a next page leads it to another address."""
    elsewhere = "http://127.0.0.2:1/x"
    server.instead.append(("GET", 302, {"Location": elsewhere}, None))
    with pytest.raises(CommentFailure, match="status 302"):
        keep_comment(github(server), "review", "text")

    server.instead.append(("GET", 200, {"Link": f'<{elsewhere}>; rel="next"'}, []))
    with pytest.raises(CommentFailure, match=r"goes on at http://127\.0\.0\.2:1, which is not it"):
        keep_comment(github(server), "review", "text")


@pytest.mark.parametrize("url", ["http://github.example", "ftp://github.example", "github.example"])
def test_a_token_is_sent_encrypted_alone(url: str) -> None:
    """Whoever listens would read it."""
    with pytest.raises(CommentFailure, match="https"):
        Api(url=url, headers={}, wait=print, now=lambda: NOW)


def test_who_cannot_be_reached_is_named() -> None:
    """After several tries: networks of pipelines have hiccups."""
    waits: list[float] = []
    api = github_api("http://127.0.0.1:1", WRITER, wait=waits.append, now=lambda: NOW)

    with pytest.raises(CommentFailure, match=r"127\.0\.0\.1:1: it cannot be reached: "):
        keep_comment(GithubThread(api=api, repository="a/b", number=1), "review", "text")
    assert waits == [2.0, 4.0, 8.0, 16.0]


def test_who_the_token_is_may_be_unknown(server: ForgeServer) -> None:
    """Then the marker alone decides."""
    server.write(f"{MARKER}\nold", author="somebody")
    server.instead.append(("POST /graphql", 200, {}, {"errors": []}))

    assert keep_comment(github(server), "review", "new").how == "edited"


def test_the_pull_request_of_a_fork_is_found_by_its_branch(server: ForgeServer) -> None:
    """One that has gone on since is not taken for it."""
    server.pulls += [(11, "mallory:main", "aaa"), (12, "mallory:main", "bbb")]
    api = github(server).api

    assert pull_request_of(api, "acme/shop", head="mallory:main", commit="bbb") == 12
    assert pull_request_of(api, "acme/shop", head="mallory:main", commit="ccc") is None


def test_the_owner_of_a_token_of_an_enterprise_is_asked_for_where_it_is() -> None:
    """There GraphQL is beside the REST API, and not below it."""
    api = github_api("https://ghe.example/api/v3", WRITER, wait=print, now=lambda: NOW)
    thread = GithubThread(api=api, repository="a/b", number=1)

    assert thread._graphql == "https://ghe.example/api/graphql"
