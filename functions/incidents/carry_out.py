"""Carries out what an incident asks for. Whatever was done already does no harm."""

import json
from dataclasses import dataclass
from typing import Any

from functions.incidents.log import log_failure
from functions.incidents.settings import Settings
from tocsin.incidents import (
    GONE,
    Announce,
    Answer,
    Command,
    Incident,
    Start,
    TellOver,
    chat_message,
    mail,
    publication,
    publication_of_end,
    subject,
    task_success,
    text_message,
)

_DONE = ("ExecutionAlreadyExists", *GONE)
"""A machine that runs already, and one that waits no longer."""


@dataclass(frozen=True, slots=True)
class Hands:
    """What reaches people and machines.

    Attributes:
        settings: What the function is told.
        sns: Amazon SNS.
        machines: AWS Step Functions.
    """

    settings: Settings
    sns: Any
    machines: Any

    def carry_out(self, incident: Incident, commands: tuple[Command, ...]) -> None:
        """Do everything that is asked but pages, which `page` does; all of it, whatever fails.

        Raises:
            Exception: What failed first, at the end.
        """
        failures: list[Exception] = []
        for command in commands:
            try:
                self._do(incident, command)
            except Exception as error:
                failures.append(error)
        if failures:
            raise failures[0]

    def page(self, incident: Incident, topic: str, *, link: str = "") -> None:
        """Give a page to the topic of a contact, with a link by which it can be answered."""
        short, text = text_message(incident, link=link), mail(incident, link=link)
        self._publish(topic, subject(incident), short, text)

    def fall_back(self, incident: Incident, why: str) -> None:
        """Tell everybody of an incident, and why it is everybody."""
        text = f"{mail(incident)}\n\nEverybody is told, because {why}."
        self._publish(self.settings.fallback_topic, subject(incident), text_message(incident), text)

    def fall_back_raw(self, message: str, why: str) -> None:
        """Tell everybody of a notification that could not become an incident."""
        text = f"{message}\n\nEverybody is told, because {why}."
        self._publish(self.settings.fallback_topic, "Incident that could not be opened", why, text)

    def _do(self, incident: Incident, command: Command) -> None:
        if isinstance(command, Start):
            self._start(incident, command)
        elif isinstance(command, Announce):
            self._announce(incident)
        elif isinstance(command, Answer):
            answer_machine(self.machines, command)
        elif isinstance(command, TellOver):
            for contact in command.contacts:
                self.sns.publish(**publication_of_end(incident, incident.told[contact]))

    def _start(self, incident: Incident, command: Start) -> None:
        with _harmless():
            self.machines.start_execution(
                stateMachineArn=self.settings.machine(command.severity),
                name=command.execution,
                input=json.dumps({"incident": incident.id}),
            )

    def _announce(self, incident: Incident) -> None:
        """Show chats a round, if any of them can answer; they have heard its alarm anyway."""
        topic = self.settings.chat_topic(incident.severity)
        if not topic:
            return
        region = topic.split(":")[3]
        message = chat_message(incident, self.settings.chat_function, region)
        try:
            self.sns.publish(TopicArn=topic, Message=message)
        except Exception as error:
            log_failure("chat", error, incident=incident.id)

    def _publish(self, topic: str, title: str, short: str, text: str) -> None:
        self.sns.publish(**publication(topic, title, short, text))


def answer_machine(machines: Any, command: Answer) -> None:
    """Answer a machine that waits; one that waits no longer is enough."""
    with _harmless():
        machines.send_task_success(**task_success(command))


class _harmless:  # noqa: N801 - it reads as a statement
    """Passes over what says that a thing is done already."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> bool:
        response = getattr(error, "response", None)
        code = response.get("Error", {}).get("Code") if isinstance(response, dict) else None
        return code in _DONE
