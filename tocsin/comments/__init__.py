"""Keeps a comment on a pull request of GitHub, or a merge request of GitLab, up to date.

`keep_comment` finds the comment by a marker that people do not see, edits it, writes it anew if it
is gone, and deletes what else has the marker. `GithubThread` and `GitlabThread` are where it
stands. Nothing here knows a clock or the environment: whoever calls says how to wait, and gives
the token.
"""

from tocsin.comments.api import Api
from tocsin.comments.body import LONGEST_BODY, marked, marker_line
from tocsin.comments.failure import CommentFailure
from tocsin.comments.github import GithubThread, github_api, pull_request_of
from tocsin.comments.gitlab import GitlabThread, gitlab_api
from tocsin.comments.keeping import Kept, keep_comment
from tocsin.comments.thread import Comment, Thread

__all__ = [
    "LONGEST_BODY",
    "Api",
    "Comment",
    "CommentFailure",
    "GithubThread",
    "GitlabThread",
    "Kept",
    "Thread",
    "github_api",
    "gitlab_api",
    "keep_comment",
    "marked",
    "marker_line",
    "pull_request_of",
]
