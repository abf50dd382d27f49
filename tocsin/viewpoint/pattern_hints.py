"""What to write where a text does not have the form that its pattern asks for."""

from tocsin.viewpoint.calendar import (
    DAYS_PATTERN,
    HAND_OFF_PATTERN,
    HOURS_PATTERN,
    TIME_PATTERN,
)

_HINTS = {
    r"^[^@\s]+@": "write an address, as ana@example.com",
    r"^arn:[^:": "write the ARN of a topic, as arn:aws:sns:us-east-1:111122223333:alarms",
    r"^(https://\S+|ssm": "write an https:// address, ssm:/path or secretsmanager:name",
    "^[A-Za-z][A-Za-z0-9]*([ _-]": "use words of letters and digits with one space, - or _ between",
    "^[0-9]{12}$": "write twelve digits in quotes",
    "^[a-z]{2,4}(-": "write a Region's code, as eu-west-1",
    "^[a-z][a-z0-9]*(-": "use lower-case letters, digits and single hyphens, a letter first",
    "^[a-z][a-z0-9_]*$": "use lower-case letters, digits and _, a letter first",
    "^[a-z0-9]+([_-]": "use lower-case letters, digits and single hyphens, as ecs-task-crashed",
    "^[a-z][A-Za-z0-9_]*$": "use letters, digits and _, a lower-case letter first",
    "^[A-Za-z0-9.": "use letters, digits and . - _ / # :, as Shop/Checkout, not a colon first",
    "^[!-~]": "use letters, digits and signs of ASCII, and no space at the ends",
    "^[!-9;-~]": "use letters, digits and signs of ASCII, and no colon first",
    "^[A-Z*?]{": "write a method in capitals, as POST, or *",
    r"^\+": "write the number with its country code, as +15550100123, in quotes",
    HAND_OFF_PATTERN: "write days and a time, as Monday 09:00, daily 09:00 or Monday-Friday 09:00",
    DAYS_PATTERN: "write daily, a day as Monday, or days as Monday-Friday",
    HOURS_PATTERN: "write 09:00-17:00, 22:00-06:00 or Friday 17:00-Monday 09:00",
    f"^{TIME_PATTERN}$": "write a time of day, as 09:00",
    r"^https://\S+[^/\s]$": "write an https:// address without a slash at its end",
    "^https://[A-Za-z0-9": "write an https:// address without query, fragment or slash at its end",
    "^(Average": "use Average, Sum, Minimum, Maximum, SampleCount or a percentile, as p95",
    "^[^/]+/[^/]+$": "write a service and its resource, as checkout/orders",
    "^[A-Za-z0-9_./{}-]+$": "use letters, digits and _ . / -, as {system}/{stage}",
    r"^[a-z0-9.\-{}]": "use 3 to 63 small letters, digits, dots and hyphens, as shop-{stage}-logs",
    "^[a-z0-9{]": "use 3 to 63 small letters, digits, dots and hyphens, as shop-{stage}-logs",
    r"^[A-Za-z0-9_.\-{}]": "use up to 64 letters, digits and _ . -, as shop-{stage}-findings",
    "^arn:[a-z-]+:kms:": "write a key's ARN, as arn:aws:kms:eu-west-1:111122223333:key/1234abcd",
    "^([A-Za-z0-9_-]|": "use two to fifty letters, digits, - and _, as {system}-{stage}-offsite",
    r"^[\w .": "use letters, digits, spaces and . : / = + @ - _, as AWS takes them in tags",
    r"^\S(": "write at least one character, and no spaces around it",
    r"^[.\-_/#": "use letters, digits, and . - _ / #, as /shop/{stage}/checkout",
    "^g-": "write the id of a workspace of Amazon Managed Grafana, as g-1a2b3c4d5e",
    "^[0-9A-Z]{1,255}$": "write the workspace's id, as T0123456789",
    "^[A-Za-z0-9]{1,255}$": "write the channel's id, as C0123456789",
    "^[0-9a-fA-F]{8}": "write an id, as 11111111-2222-4333-8444-555555555555",
    "^(HASH|RANGE)": "write the role and the type of a key, as HASH S or RANGE N",
    "^[0-9A-Fa-f]{64}$": "write the 64 hexadecimal digits that sha256sum prints",
    "^[0-9][0-9A-Za-z._]*$": "write how a version begins, in quotes, as '16' or '8.0'",
    "^([a-zA-Z0-9-_=+/.,])*%3": "write the channel's id as in its link: 19%3a...%40thread.tacv2",
}


def pattern_hint(pattern: str) -> str:
    """Return what to write where *pattern* is not matched."""
    for beginning, hint in _HINTS.items():
        if pattern.startswith(beginning):
            return hint
    return f"it must match {pattern}"
