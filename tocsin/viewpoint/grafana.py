"""Where dashboards are looked at, and who brings them there."""

from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Discriminator,
    Field,
    StringConstraints,
    Tag,
    model_validator,
)

from tocsin.diagnostics import InvalidValueError
from tocsin.viewpoint.aws_names import check_https
from tocsin.viewpoint.part import Flag, Part, one_or_more
from tocsin.viewpoint.region import Region

GrafanaUrl = Annotated[
    str,
    StringConstraints(pattern=r"^https://[A-Za-z0-9._~:/-]+[A-Za-z0-9_~-]$", max_length=200),
    AfterValidator(check_https),
]
NEW_WORKSPACE = "new"
WorkspaceId = Annotated[str, StringConstraints(pattern=r"^g-[0-9a-f]{10}$")]
SignIn = Literal["identity_center", "saml"]


class Grafana(Part):
    """Where dashboards are looked at, and who brings them there."""

    url: Annotated[
        GrafanaUrl | None,
        Field(
            description="Where it is reached, a URL without the last slash: each alarm says which "
            "dashboard shows it."
        ),
    ] = None
    workspace: Annotated[
        WorkspaceId | Literal["new"] | None,
        Field(
            description="The id of a workspace of Amazon Managed Grafana, into which each "
            "deployment brings the dashboards; new makes one, which costs by its users."
        ),
    ] = None
    region: Annotated[
        Region | None,
        Field(description="Where the workspace is, if not in the home of the stage."),
    ] = None
    sign_in: Annotated[
        tuple[SignIn, ...],
        BeforeValidator(one_or_more, json_schema_input_type=SignIn | list[SignIn]),
        Field(description="How people sign in to a new workspace."),
    ] = ("identity_center",)
    folder: Annotated[
        str | None,
        StringConstraints(pattern=r"^[!-~]([ -~]*[!-~])?$", max_length=100),
        Field(description="The folder of the dashboards; else system and stage."),
    ] = None
    adopt: Annotated[
        Flag,
        Field(description="Take over dashboards with the same uid that others have made."),
    ] = False
    data_sources: Annotated[
        Flag,
        Field(
            description="Make data sources of CloudWatch and X-Ray where the workspace has none."
        ),
    ] = False

    @model_validator(mode="after")
    def _says_where(self) -> Self:
        if self.url is None and self.workspace is None:
            what = "neither url nor workspace is given"
            raise InvalidValueError(what, "write the url of Grafana, or the id of its workspace")
        return self

    @model_validator(mode="after")
    def _means_a_workspace(self) -> Self:
        given = self.model_fields_set - {"url", "folder"}
        if self.workspace is None and given:
            what = f"{', '.join(sorted(given))} stands without a workspace"
            fix = "name it; or leave them out: tocsin dashboards publish has them as options"
            raise InvalidValueError(what, fix)
        if self.workspace == NEW_WORKSPACE and self.region is not None:
            what = "a new workspace is made in the home of the stage"
            raise InvalidValueError(what, "leave region out")
        if self.workspace not in {None, NEW_WORKSPACE} and "sign_in" in given:
            what = "sign_in is of a new workspace, and this one exists"
            raise InvalidValueError(what, "leave sign_in out")
        if not self.sign_in or len({*self.sign_in}) < len(self.sign_in):
            what = "sign_in names no way, or one twice"
            raise InvalidValueError(what, "write identity_center, saml, or a list of both")
        return self


GrafanaOrUrl = Annotated[
    Annotated[Grafana, Tag("Grafana")] | Annotated[GrafanaUrl, Tag("url")],
    Discriminator(lambda value: "url" if isinstance(value, str) else "Grafana"),
]
"""Told apart by what is written, so that whoever means one is not told of the other."""
