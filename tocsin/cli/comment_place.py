"""Where a comment goes: the pull request that is named, or for which the pipeline runs."""

import json
import os
import re
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from tocsin.cli.terminal import about, refuse
from tocsin.comments import (
    Api,
    CommentFailure,
    GithubThread,
    GitlabThread,
    Thread,
    github_api,
    gitlab_api,
    pull_request_of,
)
from tocsin.diagnostics import InvalidInputError, Problem, quoted, read_text_file

_GITHUB = re.compile(r"github:(?P<whose>[\w.-]+/[\w.-]+)#(?P<number>[0-9]{1,9})", re.ASCII)
_GITLAB = re.compile(r"gitlab:(?P<whose>[\w./-]+)!(?P<number>[0-9]{1,9})", re.ASCII)
_LARGEST_EVENT = 30_000_000
"""GitHub's payloads have at most 25 MB.

https://docs.github.com/en/webhooks/webhook-events-and-payloads
"""
_PAGE = re.compile(r"https?://[\w.:/-]+", re.ASCII)
_TOKEN = re.compile(r"[!-~]+")


def thread_of(named: str | None) -> Thread:
    """Return the comments to write to, or print what is missing and exit.

    Args:
        named: As `github:owner/name#12` or `gitlab:group/project!34`; None for the pull request
            that the pipeline is about, as the environment tells.

    Raises:
        CommentFailure: GitHub does not tell whose pull request it is.
    """
    environment = os.environ
    if named is None:
        return _of_pipeline(environment)
    if match := _GITHUB.fullmatch(named):
        return _github(environment, match["whose"], int(match["number"]))
    if match := _GITLAB.fullmatch(named):
        return _gitlab(environment, match["whose"], int(match["number"]))
    what = f"{quoted(named)} names no pull request"
    fix = "write github:owner/name#12 or gitlab:group/project!34"
    raise refuse([about("--to", "option/invalid-value", what, fix)])


def run_page() -> str | None:
    """Return the page of the run that we are in, which has its artifacts; None outside of one."""
    environment = os.environ
    job = environment.get("CI_JOB_URL", "")
    if run := environment.get("GITHUB_RUN_ID"):
        server = environment.get("GITHUB_SERVER_URL", "https://github.com")
        job = f"{server}/{environment.get('GITHUB_REPOSITORY', '')}/actions/runs/{run}"
    return job if _PAGE.fullmatch(job) else None


def _of_pipeline(environment: Mapping[str, str]) -> Thread:
    if event := environment.get("GITHUB_EVENT_PATH"):
        return _of_event(environment, _event(Path(event)))
    project, number = environment.get("CI_PROJECT_ID"), environment.get("CI_MERGE_REQUEST_IID", "")
    if project and number.isdecimal():
        return _gitlab(environment, project, int(number))
    what = "nothing says which pull request it is"
    if project:
        what += ": this pipeline of GitLab is for none (CI_MERGE_REQUEST_IID)"
    raise refuse([_no_place(what)])


def _no_place(what: str) -> Problem:
    fix = "add --to github:owner/name#12 or --to gitlab:group/project!34"
    return about("--to", "comment/no-place", what, fix)


def _event(path: Path) -> Mapping[str, Any]:
    try:
        text = read_text_file(path, maximum_bytes=_LARGEST_EVENT, too_large="name it by --to")
        found = json.loads(text)
    except InvalidInputError as error:
        raise refuse(error.problems) from error
    except ValueError as error:
        raise refuse([about(path, "comment/no-place", "it is not JSON", "add --to")]) from error
    return found if isinstance(found, dict) else {}


def _of_event(environment: Mapping[str, str], event: Mapping[str, Any]) -> Thread:
    """Return the pull request of an event of GitHub: one, or a run of a workflow for one."""
    repository = environment.get("GITHUB_REPOSITORY", "")
    number = (event.get("pull_request") or {}).get("number")
    run = event.get("workflow_run") or {}
    if number is None and run.get("event") == "pull_request":
        number = _of_run(environment, repository, run)
    if number is None:
        name = environment.get("GITHUB_EVENT_NAME", "this event")
        raise refuse([_no_place(f"{quoted(name)} is not about an open pull request")])
    return _github(environment, repository, int(number))


def _of_run(environment: Mapping[str, str], repository: str, run: Mapping[str, Any]) -> int | None:
    """Return the pull request that a run of another workflow was for, as GitHub itself tells.

    What the run left behind may be written by whoever opened the pull request, and says nothing.
    """
    owner = ((run.get("head_repository") or {}).get("owner") or {}).get("login", "")
    head, commit = f"{owner}:{run.get('head_branch', '')}", str(run.get("head_sha", ""))
    return pull_request_of(_github_api(environment), repository, head=head, commit=commit)


def _github(environment: Mapping[str, str], repository: str, number: int) -> GithubThread:
    return GithubThread(api=_github_api(environment), repository=repository, number=number)


def _github_api(environment: Mapping[str, str]) -> Api:
    url = environment.get("GITHUB_API_URL") or "https://api.github.com"
    return _api(github_api, url, _token(environment, "GITHUB_TOKEN", "GH_TOKEN"))


def _gitlab(environment: Mapping[str, str], project: str, number: int) -> GitlabThread:
    url = environment.get("CI_API_V4_URL") or "https://gitlab.com/api/v4"
    api = _api(gitlab_api, url, _token(environment, "GITLAB_TOKEN"))
    return GitlabThread(api=api, project=project, number=number)


def _api(make: Callable[..., Api], url: str, token: str) -> Api:
    try:
        return make(url, token, wait=time.sleep, now=time.time)
    except CommentFailure as failure:
        raise refuse([failure.problem]) from failure


def _token(environment: Mapping[str, str], *names: str) -> str:
    """Return the token; it comes from the environment alone, since others read command lines."""
    for name in names:
        token = environment.get(name, "").strip()
        if _TOKEN.fullmatch(token):
            return token
    what = f"there is no token in {' or '.join(names)}"
    fix = "let the pipeline put one there; what runs for a fork gets none that may write"
    raise refuse([about("environment", "comment/no-token", what, fix)])
