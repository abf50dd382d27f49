"""Why AWS did not do something, in words that say what to do."""

from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

_FIXES = {
    "AccessDeniedException": "let the role of the function do it: a policy of the organization or "
    "a boundary may deny it",
    "ConflictException": "deploy again: two deployments publish at once",
    "ResourceNotFoundException": "write the id and the Region of a workspace that exists into "
    "grafana of the viewpoint",
    "ServiceQuotaExceededException": "delete service accounts or tokens of the workspace that "
    "nobody needs, expired ones too",
    "ThrottlingException": "deploy again in a minute",
    "ValidationException": "check grafana of the viewpoint; service accounts need a workspace of "
    "Grafana 9 or newer",
}


def reason_of(error: BotoCoreError | ClientError, event: dict[str, Any]) -> str:
    """Return what AWS said of the workspace, and what to do about it."""
    workspace = event["ResourceProperties"].get("Workspace")
    if not isinstance(error, ClientError):
        return f"the workspace {workspace}: {error}; deploy again"
    code = str(error.response.get("Error", {}).get("Code", ""))
    said = " ".join(str(error.response.get("Error", {}).get("Message", "")).split())
    fix = _FIXES.get(code, "deploy again")
    return f"the workspace {workspace}: {error.operation_name}: {code}: {said}; {fix}"
