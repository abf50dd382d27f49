"""A project in a repository of git whose app needs no CDK: its templates are made in a moment."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_APP = """
import json, os, pathlib
alarms = json.loads(pathlib.Path("alarms.json").read_text())
told = json.loads(os.environ["CDK_CONTEXT_JSON"])
with open(os.environ["RUNS"], "a") as runs:
    runs.write("run\\n")
properties = {
    "Namespace": "Shop", "MetricName": "Orders", "Statistic": "Sum", "Period": 60, "Threshold": 1,
    "ComparisonOperator": "LessThanThreshold",
}
resources = {
    name: {
        "Type": "AWS::CloudWatch::Alarm",
        "Properties": {"AlarmName": name + told.get("suffix", ""), "EvaluationPeriods": periods,
                       **properties, "AlarmActions": [{"Ref": "Topic"}]},
    }
    for name, periods in alarms.items()
}
resources["Topic"] = {
    "Type": "AWS::SNS::Topic",
    "Properties": {"Subscription": [{"Protocol": "email", "Endpoint": "ops@example.com"}]},
}
out = pathlib.Path(os.environ["CDK_OUTDIR"])
out.mkdir(parents=True, exist_ok=True)
(out / "shop.template.json").write_text(json.dumps({"Resources": resources}, indent=1))
"""


@dataclass(frozen=True, slots=True)
class GitProject:
    """A project, with its alarms and how many periods each reads in `alarms.json`.

    Attributes:
        folder: The top of its checkout.
    """

    folder: Path

    @classmethod
    def make(cls, folder: Path, **alarms: int) -> "GitProject":
        """Return one with a commit."""
        project = cls(folder)
        folder.mkdir()
        project.git("init", "--quiet", "--initial-branch=main")
        (folder / "make.py").write_text(_APP)
        (folder / ".gitignore").write_text("node_modules\ncdk.out\n")
        project.write_cdk_json()
        project.commit(**alarms)
        return project

    def write_cdk_json(self, **changed: Any) -> None:  # noqa: ANN401 - JSON
        """Write the file that names the app."""
        known = {"app": f"'{sys.executable}' make.py", **changed}
        (self.folder / "cdk.json").write_text(json.dumps(known))

    def write(self, **alarms: int) -> None:
        """Write the alarms, and commit nothing."""
        (self.folder / "alarms.json").write_text(json.dumps(alarms))

    def commit(self, **alarms: int) -> str:
        """Commit everything, with these alarms if any, and return the commit."""
        if alarms:
            self.write(**alarms)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", "alarms")
        return self.git("rev-parse", "HEAD").strip()

    def git(self, *arguments: str) -> str:
        """Run git in it, without what anybody has set for themselves."""
        environment = {
            **{name: each for name, each in os.environ.items() if not name.startswith("GIT_")},
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_SYSTEM": os.devnull,
            **{
                f"GIT_{who}_{what}": value
                for who in ("AUTHOR", "COMMITTER")
                for what, value in (("NAME", "Ana"), ("EMAIL", "ana@example.com"))
            },
        }
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.folder,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout

    @property
    def state(self) -> tuple[str, str, str]:
        """What nobody may change: edits, checkouts, and files that git ignores."""
        listed = self.git("status", "--porcelain", "--ignored")
        return listed, self.git("worktree", "list"), self.git("stash", "list")
