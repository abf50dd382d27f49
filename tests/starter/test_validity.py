"""Whatever an application's templates have, what comes of them can be planned."""

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.cloud_assembly import StackDraft, cloud_assembly
from tocsin.assembly import load
from tocsin.catalogue import load_resource_type, resource_types
from tocsin.plan import check_viewpoint
from tocsin.starter import Starter, start_from_nothing, start_from_templates
from tocsin.viewpoint import parse_draft

FORMS = {
    template_type: form
    for name in resource_types()
    for template_type, form in load_resource_type(name).cloudformation.items()
}
TEXTS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        [
            *("orders", "prod", "a: b", "# x", "{stage}", "{x}", "yes"),
            *("ssm:/a", "${X}", "a\nb", "\x1b[1m"),
        ]
    ),
)
REFERENCES = st.one_of(
    st.fixed_dictionaries({"Ref": TEXTS}),
    st.fixed_dictionaries({"Fn::Sub": TEXTS}),
    st.fixed_dictionaries({"Fn::ImportValue": TEXTS}),
    st.fixed_dictionaries({"Fn::GetAtt": st.lists(TEXTS, min_size=2, max_size=2)}),
)
VALUES = st.recursive(
    st.one_of(TEXTS, REFERENCES, st.integers(), st.booleans(), st.none()),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=5,
)
REGIONS = (
    *("eu-west-1", "us-east-1", "cn-north-1", "us-gov-west-1", "us-iso-east-1"),
    *("unknown-region", "x y"),
)
NAMES = st.one_of(st.text(min_size=1, max_size=20), st.sampled_from(["Orders", "api", "sqs-queue"]))


@st.composite
def resources(draw: st.DrawFn) -> Mapping[str, object]:
    """A resource of a type that the catalogue knows, with its properties right or wrong."""
    template_type = draw(st.sampled_from(sorted(FORMS)))
    form = FORMS[template_type]
    paths = {source.property for source in form.identifiers.values()} | set(form.where)
    properties = {
        path.partition(".")[0]: draw(VALUES)
        for path in sorted(filter(None, paths))
        if draw(st.booleans())
    }
    return {"Type": template_type, "Properties": properties}


STACKS = st.dictionaries(
    NAMES.map(lambda name: "".join(filter(str.isalnum, name)) or "x"),
    st.builds(
        StackDraft,
        resources=st.dictionaries(NAMES, resources(), max_size=4),
        region=st.sampled_from(REGIONS),
    ),
    min_size=1,
    max_size=3,
)


def _check(starter: Starter) -> None:
    """Plan the viewpoint as `tocsin validate` does, and read the other files."""
    draft = parse_draft(starter.files["viewpoint.yaml"])
    assert [problem for problem in check_viewpoint(draft) if problem.is_error] == []
    assert draft.viewpoint is not None
    local = draft.viewpoint.stages["local"]
    assert (local.account, local.contacts) == ("000000000000", {"phone": {"sqs": "phone"}})
    for name, text in starter.files.items():
        assert text.isprintable() or set(text) - {"\n"} <= set(filter(str.isprintable, text)), name
        assert list(yaml.load_all(text, Loader=_Short)) is not None


class _Short(yaml.SafeLoader):
    """Reads the short tags of CloudFormation as what follows them."""


_Short.add_multi_constructor("!", lambda loader, _, node: loader.construct_scalar(node))


@settings(max_examples=60)
@given(STACKS, TEXTS)
def test_every_assembly_makes_a_valid_viewpoint(
    stacks: Mapping[str, StackDraft], called: str
) -> None:
    """Names that say nothing, values that are wrong, Regions that nobody knows."""
    _check(start_from_templates(cloud_assembly(**stacks), otherwise_called=called))


@settings(max_examples=40)
@given(st.dictionaries(NAMES, resources(), max_size=6))
def test_every_template_makes_a_valid_viewpoint(declared: Mapping[str, object]) -> None:
    """A file alone, whose account and Region nobody knows."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "template.json"
        path.write_text(json.dumps({"Resources": declared}))

        _check(start_from_templates(load(path), otherwise_called="shop"))


@given(TEXTS)
def test_a_viewpoint_from_nothing_is_valid(called: str) -> None:
    """Whatever the folder is called that it is written to."""
    _check(start_from_nothing(called=called))
