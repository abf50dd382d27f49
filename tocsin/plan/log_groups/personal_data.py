"""What is looked for in new log events, and masked."""

from tocsin.diagnostics import KeyPath
from tocsin.plan.log_groups.names import full_name
from tocsin.plan.specs import PersonalDataSpec
from tocsin.plan.stage_context import StageContext
from tocsin.viewpoint import LogGroup


def make_personal_data(
    context: StageContext, key_path: KeyPath, group: LogGroup
) -> PersonalDataSpec | None:
    """Return the data protection policy of a log group, if it has one."""
    found = group.personal_data
    if found is None:
        return None
    findings = {} if found.findings is None else found.findings.model_dump(exclude_none=True)
    place = (*key_path, "personal_data", "findings")
    filled = {key: context.fill((*place, key), text) for key, text in findings.items()}
    if filled.get("log_group") == context.fill_known(group.name):
        context.report(
            "findings-in-their-own-log",
            (*place, "log_group"),
            "reports of personal data would go to the log group in which they are looked for",
            "name another log group",
            why="each report would be looked at again",
        )
    return PersonalDataSpec(
        name=full_name(context, key_path),
        identifiers=found.identifiers,
        log_group=filled.get("log_group"),
        bucket=filled.get("bucket"),
        stream=filled.get("stream"),
    )
