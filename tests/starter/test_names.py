from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.starter.names import (
    LONGEST_NAME,
    LONGEST_SYSTEM,
    UniqueNames,
    resource_name,
    service_name,
    stage_in,
    system_in,
    words_of,
)
from tocsin.viewpoint import slug

TEXTS = st.text(max_size=120)
NAME = r"[A-Za-z][A-Za-z0-9]*([ _-][A-Za-z0-9]+)*"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ShopDataStack", ["shop", "data"]),
        ("shop-prod-api", ["shop", "prod", "api"]),
        ("ALBListener", ["alb", "listener"]),
        ("orders_v2", ["orders", "v2"]),
        ("api-2", ["api2"]),
        ("42", []),
        ("", []),
    ],
)
def test_words_are_found(text: str, words: list[str]) -> None:
    """Whatever separates words; a number belongs to the word before it."""
    assert words_of(text) == words


@pytest.mark.parametrize(
    ("names", "stage"),
    [
        (["shop-prod-api", "shop-prod-data"], "prod"),
        (["ShopProduction"], "prod"),
        (["shop-stg-api"], "staging"),
        (["shop-prod-api", "shop-dev-api"], None),
        (["shop-prod-api", "shop-network"], None),
        (["shop"], None),
        ([], None),
    ],
)
def test_stage_is_what_all_stacks_say(names: list[str], stage: str | None) -> None:
    """A stage that only some stacks name is none."""
    assert stage_in(names) == stage


@pytest.mark.parametrize(
    ("names", "otherwise", "system"),
    [
        (["shop-prod-api", "shop-prod-data"], "x", "shop"),
        (["BigShopApi", "BigShopData"], "x", "big-shop"),
        (["ShopStack"], "x", "shop"),
        (["orders", "payments"], "web-shop", "web-shop"),
        (["aws-parcels-api", "aws-parcels-data"], "x", "parcels"),
        (["ssm"], "12", "system"),
        (["true"], "null", "system"),
        (["a-long-name-of-a-system-x", "a-long-name-of-a-system-y"], "x", "a-long-name-of-a-sys"),
    ],
)
def test_system_is_what_stacks_share(names: list[str], otherwise: str, system: str) -> None:
    """No name begins with what AWS keeps for itself, or is read as something else than text."""
    assert system_in(names, otherwise) == system


@pytest.mark.parametrize(
    ("stack", "name"),
    [
        ("shop-prod-api", "api"),
        ("ShopDataStack", "data"),
        ("shop-prod", "shop"),
        ("stack", "application"),
        ("parcels-eu-west-1", "parcels eu west1"),
    ],
)
def test_service_is_named_after_its_stack(stack: str, name: str) -> None:
    """Without system and stage, unless nothing is left then."""
    assert service_name(stack, "shop") == name


@pytest.mark.parametrize(
    ("logical_id", "path", "name"),
    [
        ("OrdersTable4F0C1B2A", None, "orders table"),
        ("OrdersA9B65338", "shop-data/Orders/Resource", "orders"),
        ("ApiLB8D4BD609", "shop-api/Api/LB/Resource", "api lb"),
        ("ApiService9571FDD8", "shop-api/Api/Service/Service", "api service"),
        ("Resource", None, "resource"),
        ("X", "shop", "x"),
    ],
)
def test_resource_is_named_after_its_construct(
    logical_id: str, path: str | None, name: str
) -> None:
    """The CDK says where it stands; else the logical id without its hash."""
    assert resource_name(logical_id, path) == name


@given(TEXTS, TEXTS)
def test_names_are_names_of_viewpoints(text: str, other: str) -> None:
    """Whatever the templates have, what comes of it is short and can be written down."""
    for name in (service_name(text, "shop"), resource_name(text, None), resource_name(text, other)):
        assert 0 < len(name) <= LONGEST_NAME
        assert name.isascii()
        assert name.replace(" ", "").isalnum()
        assert name[0].isalpha()
    system = system_in([text, other], text)
    assert 0 < len(system) <= LONGEST_SYSTEM
    assert system.replace("-", "a").isalnum()


def test_names_that_count_as_the_same_get_letters() -> None:
    """A number at the end would be read as that of a stack of alarms."""
    names = UniqueNames(["sqs-queue"])

    assert [names.add(each) for each in ["a b", "a-b", "a b", "sqs queue"]] == [
        "a b",
        "a-b b",
        "a b c",
        "sqs queue b",
    ]
    assert len({slug(names.add("x")) for _ in islice(iter(int, 1), 1000)}) == 1000
