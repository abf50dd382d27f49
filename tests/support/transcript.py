r"""Transcripts: Markdown pages with commands, the files they read, and what they print.

A page is right when running its commands gives the same page. It may have:

- a file, whose name stands before its content:

      `drills.yaml`:

      ```yaml
      drills: {}
      ```

- a file beside the page, as a link: [`shop.yaml`](../files/shop.yaml);
- a command, with what it prints to standard output, to standard error, and its exit code. A page
  is begun with the command alone; the rest is written by `pytest --snapshot-update`. Lines may be
  continued with a backslash. `cat FILE` and `ls FOLDER` show what a command wrote, and `| head -3`
  leaves out what follows:

      ```console
      $ tocsin validate
      ```

- the time, as `It is 2026-01-05T12:00Z.`;
- what AWS answers, as YAML after a line `AWS answers:`; without it there are no credentials;
- what is not well in an account, by operation, or by Region and operation, as YAML after a line
  `In the account:`.

Spaces at the ends of lines do not count, because editors remove them.
"""

import os
import re
import shlex
import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, chdir, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from unittest import mock

import yaml

from tests.support.aws_stub import StubbedSession
from tests.support.command_line import Outcome, run
from tests.support.fake_account import FakeAccount

_FILE = re.compile(r"^`([^`\n]+)`:\n\n```\w*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_BESIDE = re.compile(r"\[`([^`\n]+)`\]\(([^)\n]+)\)")
_ANSWERS = re.compile(r"^AWS answers:\n\n```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_ACCOUNT = re.compile(r"^In the account:\n\n```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_NOW = re.compile(r"\bIt is (\d{4}-\d\d-\d\dT\d\d:\d\dZ)\.")
_NO_AWS = {
    "AWS_CONFIG_FILE": "no-file",
    "AWS_DEFAULT_REGION": "eu-west-1",
    "AWS_EC2_METADATA_DISABLED": "true",
    "AWS_SHARED_CREDENTIALS_FILE": "no-file",
}
_ERRORS = "On standard error:"
_COMMAND = re.compile(
    r"^```console\n\$ (?P<command>(?:[^\n]*\\\n)*[^\n]*)\n.*?^```\n"
    rf"(?:\n{_ERRORS}\n\n```text\n.*?^```\n)?"
    r"(?:\nExit code \d+\.\n)?",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Transcript:
    """A page, and the folder of the files that it names beside it."""

    text: str
    beside: Path

    def replayed(self, folder: Path) -> str:
        """Return the page as its commands make it when they run in an empty folder."""
        self._write_files(folder)
        with ExitStack() as stack:
            stack.enter_context(chdir(folder))
            for patch in self._world():
                stack.enter_context(patch)
            return _COMMAND.sub(lambda match: _shown(match["command"]), self.text)

    def _write_files(self, folder: Path) -> None:
        for name, target in _BESIDE.findall(self.text):
            _make_room(folder / name)
            shutil.copyfile(self.beside / target, folder / name)
        for name, content in _FILE.findall(self.text):
            _make_room(folder / name)
            (folder / name).write_text(content)

    def _world(self) -> Iterator[AbstractContextManager[object]]:
        """Yield what stands for the environment, the clock and AWS."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
        yield mock.patch.dict(os.environ, kept | _NO_AWS, clear=True)
        yield mock.patch("tocsin.cli.drill_run.stopwatch", return_value=0.0)
        if now := _NOW.search(self.text):
            at = datetime.fromisoformat(now[1])
            yield mock.patch("tocsin.cli.commands.record.now", return_value=at.timestamp())
            yield mock.patch("tocsin.cli.rotation_options.now", return_value=at)
            yield mock.patch("tocsin.cli.commands.oncall.calendar.now", return_value=at)
            yield mock.patch("tocsin.cli.commands.mute.now", return_value=at)
            yield mock.patch("tocsin.cli.account.on_call_stage.now", return_value=at)
        if answers := _ANSWERS.search(self.text):
            yield _aws(answers[1])
        if account := _ACCOUNT.search(self.text):
            session = FakeAccount(yaml.safe_load(account[1]))
            for user in ("ask", "on_call_stage"):
                yield mock.patch(f"tocsin.cli.account.{user}.AwsSession", return_value=session)


@contextmanager
def _aws(answers: str) -> Iterator[None]:
    session = StubbedSession.of(answers)
    with mock.patch("tocsin.cli.recording.AwsSession", return_value=session):
        yield
    session.assert_all_asked()


def _make_room(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)


def _shown(command: str) -> str:
    outcome = _run(command.replace("\\\n", " "))
    lines = ["```console", f"$ {command}", *_lines(outcome.output), "```", ""]
    if outcome.errors:
        lines += [_ERRORS, "", "```text", *_lines(outcome.errors), "```", ""]
    if command.startswith("tocsin"):
        lines += [f"Exit code {outcome.exit_code}.", ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def _lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.splitlines()]


def _run(command: str) -> Outcome:
    words, head = command, re.search(r" \| head -(\d+)$", command)
    if head:
        words = command[: head.start()]
    match shlex.split(words):
        case ["tocsin", *arguments]:
            outcome = run(*arguments)
        case ["cat", file]:
            outcome = Outcome(exit_code=0, output=Path(file).read_text(), errors="")
        case ["ls", folder]:
            names = sorted(path.name for path in Path(folder).iterdir())
            outcome = Outcome(exit_code=0, output="\n".join(names), errors="")
        case _:
            raise AssertionError(command)
    if not head:
        return outcome
    first = "\n".join(outcome.output.splitlines()[: int(head[1])])
    return Outcome(exit_code=outcome.exit_code, output=first, errors=outcome.errors)
