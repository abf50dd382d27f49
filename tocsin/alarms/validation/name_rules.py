"""Rules for names, descriptions and tags, which alarms of all kinds have."""

import re
from collections.abc import Mapping

from tocsin.alarms.property_reader import PropertyReader
from tocsin.diagnostics import quoted

_CONTROL_CHARACTER = re.compile(r"[\x00-\x1f]")
_MAXIMUM_NAME = 255
_MAXIMUM_DESCRIPTION = 1024
_MAXIMUM_TAGS = 50
_MAXIMUM_TAG_KEY = 128
_MAXIMUM_TAG_VALUE = 256


def check_names(reader: PropertyReader) -> None:
    """Check the alarm's name, description and tags."""
    name = reader.properties.get("AlarmName")
    if isinstance(name, str):
        check_length(reader, "AlarmName", 1, _MAXIMUM_NAME)
        if _CONTROL_CHARACTER.search(name):
            what = f"{quoted(name)} has control characters"
            reader.report("AlarmName", "control-characters", what, "remove them")
    check_length(reader, "AlarmDescription", 0, _MAXIMUM_DESCRIPTION)
    _check_tags(reader)


def _check_tags(reader: PropertyReader) -> None:
    tags = reader.items("Tags")
    if len(tags) > _MAXIMUM_TAGS:
        what = f"there are {len(tags)} tags"
        reader.report("Tags", "too-many", what, f"use at most {_MAXIMUM_TAGS}")
    mappings = [tag for tag in tags if isinstance(tag, Mapping)]
    keys = [key for tag in mappings if isinstance(key := tag.get("Key"), str)]
    if len(mappings) < len(tags) or any(map(_is_odd, mappings)):
        for tag in reader.mappings("Tags"):
            check_length(tag, "Key", 1, _MAXIMUM_TAG_KEY)
            check_length(tag, "Value", 0, _MAXIMUM_TAG_VALUE)
    if len(set(keys)) < len(keys):
        for key in dict.fromkeys(key for key in keys if keys.count(key) > 1):
            what = f"the tag {quoted(key)} stands {keys.count(key)} times"
            reader.report("Tags", "repeated-tag", what, "keep one of them")


def _is_odd(tag: Mapping[str, object]) -> bool:
    """Say whether a tag has to be looked at: nearly all of thousands are fine."""
    key, value = tag.get("Key"), tag.get("Value")
    return (isinstance(key, str) and not 1 <= len(key) <= _MAXIMUM_TAG_KEY) or (
        isinstance(value, str) and len(value) > _MAXIMUM_TAG_VALUE
    )


def check_length(reader: PropertyReader, name: str, least: int, most: int) -> None:
    """Check the length of a text; anything but text is left to others."""
    value = reader.properties.get(name)
    if isinstance(value, str) and not least <= len(value) <= most:
        what = f"{quoted(value)} has {len(value)} characters"
        reader.report(name, "length", what, f"use {least} to {most} characters")
