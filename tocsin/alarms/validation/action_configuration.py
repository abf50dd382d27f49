"""Rules for what goes along with the notifications of an alarm: its tags.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_AlarmTagsPropagation.html
"""

from typing import Final

from tocsin.alarms.property_reader import PropertyReader

_LISTS: Final = ("IncludedTagKeys", "ExcludedTagKeys")
_MAXIMUM_KEYS: Final = 50
_MAXIMUM_LENGTH: Final = 128


def check_action_configuration(reader: PropertyReader) -> None:
    """Check ``ActionConfiguration`` of an alarm of any kind."""
    configuration = reader.mapping("ActionConfiguration")
    tags = configuration.mapping("AlarmTagsPropagation") if configuration else None
    if tags is None:
        return
    tags.require("Enabled", "true or false")
    tags.boolean("Enabled", default=False)
    if all(map(tags.has, _LISTS)):
        what = "IncludedTagKeys and ExcludedTagKeys are both there"
        tags.report("ExcludedTagKeys", "conflicting", what, "keep one of them")
    for name in filter(tags.has, _LISTS):
        _check_keys(tags, name)


def _check_keys(tags: PropertyReader, name: str) -> None:
    keys = tags.texts(name)
    if not 1 <= len(keys) <= _MAXIMUM_KEYS:
        what = f"there are {len(keys)} keys"
        tags.report(name, "too-many", what, f"use 1 to {_MAXIMUM_KEYS}, or remove {name}")
    if any(not 1 <= len(key) <= _MAXIMUM_LENGTH for key in keys):
        what = "a key is empty or too long"
        tags.report(name, "length", what, f"use keys of 1 to {_MAXIMUM_LENGTH} characters")
