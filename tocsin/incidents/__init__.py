"""An incident's life: pure, and on the standard library alone, because it ships with functions.

A notification is read (`read_notification`); `noticed`, `tier_begins`, `acknowledged` and so on say
what becomes of the incident of its service, and what has to be done: `Command`s, which can be done
twice without harm. `incident_document` is how an incident is kept.
"""

from tocsin.incidents.command import Answer, Command, FallBack, Outcome, Page, Start, TellOver
from tocsin.incidents.digest import (
    MOST_TOLD,
    DigestMessage,
    Gathered,
    all_gathered,
    digests,
    gathered_item,
    read_gathered,
    removed,
)
from tocsin.incidents.incident import PROBE, Entry, Incident, Kind, Member, Status
from tocsin.incidents.item import incident_document, read_incident_document
from tocsin.incidents.life import (
    LONGEST_TIMELINE,
    Step,
    acknowledged,
    handed_over,
    incident_id,
    noted,
    noticed,
    resolved,
    tier_begins,
    unanswered,
)
from tocsin.incidents.message import mail, mail_of_end, subject, text_message, text_message_of_end
from tocsin.incidents.notice import AlarmState, Notice
from tocsin.incidents.notification import is_held_back, read_alarm_event, read_notification
from tocsin.incidents.request import GONE, publication, publication_of_end, task_success
from tocsin.incidents.stored import (
    BY_STATUS,
    CONFLICTS,
    PAGE_TEST,
    begun,
    changed,
    incident_id_of,
    incident_item,
    incident_key,
    last_key,
    of_status,
    read_incident_item,
    table_name,
    written_first,
)
from tocsin.incidents.stored_override import (
    StoredOverride,
    override_item,
    override_key,
    overrides_of,
    read_override_item,
    with_overrides,
)

__all__ = [
    "BY_STATUS",
    "CONFLICTS",
    "GONE",
    "LONGEST_TIMELINE",
    "MOST_TOLD",
    "PAGE_TEST",
    "PROBE",
    "AlarmState",
    "Answer",
    "Command",
    "DigestMessage",
    "Entry",
    "FallBack",
    "Gathered",
    "Incident",
    "Kind",
    "Member",
    "Notice",
    "Outcome",
    "Page",
    "Start",
    "Status",
    "Step",
    "StoredOverride",
    "TellOver",
    "acknowledged",
    "all_gathered",
    "begun",
    "changed",
    "digests",
    "gathered_item",
    "handed_over",
    "incident_document",
    "incident_id",
    "incident_id_of",
    "incident_item",
    "incident_key",
    "is_held_back",
    "last_key",
    "mail",
    "mail_of_end",
    "noted",
    "noticed",
    "of_status",
    "override_item",
    "override_key",
    "overrides_of",
    "publication",
    "publication_of_end",
    "read_alarm_event",
    "read_gathered",
    "read_incident_document",
    "read_incident_item",
    "read_notification",
    "read_override_item",
    "removed",
    "resolved",
    "subject",
    "table_name",
    "task_success",
    "text_message",
    "text_message_of_end",
    "tier_begins",
    "unanswered",
    "with_overrides",
    "written_first",
]
