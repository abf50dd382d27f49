"""Code that stands in templates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.assembly import Part

if TYPE_CHECKING:
    from tocsin.checks.subject import Subject

_PLACES = {
    "AWS::Lambda::Function": ("Code", "ZipFile"),
    "AWS::Serverless::Function": ("InlineCode",),
    "AWS::EC2::Instance": ("UserData",),
    "AWS::EC2::LaunchTemplate": ("LaunchTemplateData", "UserData"),
    "AWS::AutoScaling::LaunchConfiguration": ("UserData",),
    "AWS::SSM::Parameter": ("Value",),
    "AWS::SSM::Document": ("Content",),
    "AWS::Synthetics::Canary": ("Code", "Script"),
}
"""Where code and the configuration of agents stand, by type."""


def inline_code(subject: Subject) -> tuple[Part, ...]:
    """Return the code of an assembly, and what configures agents that publish metrics."""
    parts = (
        Part.of(resource, *_PLACES[resource.type])
        for resource in subject.assembly.resources(*_PLACES)
    )
    return tuple(part for part in parts if part.is_there)
