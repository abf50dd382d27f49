"""Templates of a revision: checked out, prepared, and made by the project's own app."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tocsin.cli.revisions.app import App, app_in
from tocsin.cli.revisions.cache import Cache, key_of
from tocsin.cli.revisions.checkout import checked_out, copy_changes, digest_of_changes
from tocsin.cli.revisions.copying import copy_templates
from tocsin.cli.revisions.dependencies import digest_of_installed, link_installed
from tocsin.cli.revisions.git import Repository
from tocsin.cli.revisions.running import run_command
from tocsin.cli.terminal import about, give_up, remark

_USUAL = "cdk.out"
_LONGEST_VARIABLE = 100_000
"""In bytes; Linux takes 128 KiB, and the CDK reads what is longer from a file."""
_ABOUT_ACCOUNTS = ("CDK_DEFAULT_ACCOUNT", "CDK_DEFAULT_REGION")


@dataclass(frozen=True, slots=True, kw_only=True)
class Synthesis:
    """How revisions become templates.

    Attributes:
        repository: Where they are.
        below: The folder of the app, as it is from the top of the checkout.
        synth: The command that makes templates; None to go by `cdk.json`.
        prepare: What is run before it; None for nothing.
        context: What the app is told, as `NAME=VALUE`.
        cache: Where templates are kept.
        scratch: Where revisions are checked out.
    """

    repository: Repository
    below: Path
    synth: str | None
    prepare: str | None
    context: tuple[str, ...]
    cache: Cache
    scratch: Path

    def templates(self, commit: str, *, called: str, with_changes: bool = False) -> Path:
        """Return the folder with the templates of a commit, or print why there are none and exit.

        Args:
            commit: The commit.
            called: What the side is called.
            with_changes: Whether it is the checkout, as it is edited, of which that is the commit.

        Raises:
            GitFailure: It cannot be checked out.
        """
        key = self._key(commit, digest_of_changes(self.repository) if with_changes else "")
        kept = self.scratch / f"kept-{key[:12]}"
        if found := self.cache.get(key) or (kept if kept.is_dir() else None):
            return found
        remark(f"synthesizing {called}", style="dim")
        with checked_out(self.repository, commit, self.scratch / f"checkout-{key[:12]}") as folder:
            if with_changes:
                copy_changes(self.repository, folder)
            if self.prepare is None:
                # What is prepared is installed anew, and would be so into the checkout.
                link_installed(self.repository, folder, self.below, called=called)
            copy_templates(self._made(folder / self.below, key, called), kept)
        return self.cache.put(key, kept)

    def _key(self, commit: str, changes: str) -> str:
        accounts = (os.environ.get(name, "") for name in _ABOUT_ACCOUNTS)
        return key_of(
            self.repository.tree(commit),
            changes,
            str(self.below),
            json.dumps([self.synth, self.prepare, self.context]),
            digest_of_installed(self.repository, self.below),
            *accounts,
        )

    def _made(self, folder: Path, key: str, called: str) -> Path:
        if not folder.is_dir():
            what = f"{called} has no folder {self.below}"
            raise give_up([about(called, "revision/no-folder", what, "run it where both have one")])
        if self.prepare is not None:
            run_command(self.prepare, folder, {}, called=called, doing="the preparation")
        app = app_in(folder, self.synth, self.context, called=called)
        if app.folder is not None:
            return app.folder
        made = self.scratch / f"made-{key[:12]}"
        made.mkdir()
        told = self._told(app, made, key)
        run_command(app.command, folder, told, called=called, doing="the synthesis")
        for each in (made, folder / _USUAL):
            if each.is_dir() and any(each.iterdir()):
                return each
        what = f"the synthesis of {called} wrote nothing into $CDK_OUTDIR, nor into {_USUAL}"
        fix = "let the command write templates there"
        raise give_up([about(called, "revision/nothing-made", what, fix)])

    def _told(self, app: App, made: Path, key: str) -> Mapping[str, str]:
        """Return what the CDK's command line tells apps: where to write, and their context."""
        context = json.dumps(app.context)
        told = {"CDK_OUTDIR": str(made), "CDK_OUTPUT": str(made)}
        if len(context.encode()) <= _LONGEST_VARIABLE:
            return {**told, "CDK_CONTEXT_JSON": context}
        file = self.scratch / f"context-{key[:12]}.json"
        file.write_text(context, encoding="utf-8")
        return {**told, "CDK_CONTEXT_JSON": "{}", "CONTEXT_OVERFLOW_LOCATION_ENV": str(file)}
