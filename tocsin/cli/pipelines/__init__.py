"""What pipelines run, as files to copy: a script, and workflows of GitHub and GitLab."""

from collections.abc import Mapping
from importlib.resources import files

PIPELINES: Mapping[str, str] = {
    "review.sh": "The script that reviews a pull request, for any pipeline.",
    "github-review.yaml": "A workflow of GitHub that reviews pull requests.",
    "github-comment.yaml": "The workflow beside it that comments on pull requests from forks.",
    "gitlab-review.yaml": "A job of GitLab that reviews merge requests.",
    "deploy.sh": "The script that deploys a stage, with what an account lacks asked before.",
    "github-deploy.yaml": "A workflow of GitHub that deploys one stage after the other.",
    "drift.sh": "The script that looks what was changed by hand.",
    "github-drift.yaml": "A workflow of GitHub that looks for that each night.",
}
"""What each file is for, by its name."""


def pipeline(name: str) -> str:
    """Return the text of a file of that name."""
    return files(__name__).joinpath(name).read_text(encoding="utf-8")
