"""Dashboards that are brought into a Grafana."""

from dataclasses import replace

import pytest

from tests.support.grafana_server import ADMIN, EDITOR, GrafanaServer
from tocsin.publishing import (
    Board,
    Connection,
    Publication,
    PublishingFailure,
    default_data_sources,
    owner_tag,
    publish,
    read_board,
    withdraw,
)

TAG = "tocsin:shop/prod"
OVERVIEW, CHECKOUT = (
    Board(uid=f"shop-prod-{name}", title=name, document={"uid": f"shop-prod-{name}", "title": name,
                                                       "tags": ["generated"], "panels": []})
    for name in ("overview", "checkout")
)  # fmt: skip
SHOP = Publication(system="shop", stage="prod", boards=(OVERVIEW, CHECKOUT), folder="shop prod")
CREATED = [
    ("create", "folder", "shop prod"),
    ("create", "dashboard", "overview"),
    ("create", "dashboard", "checkout"),
]


def _connected(grafana: GrafanaServer, token: str = EDITOR) -> Connection:
    return Connection(url=grafana.url, token=token, wait=lambda _: None)


def _published(
    grafana: GrafanaServer, publication: Publication = SHOP, *, dry: bool = False
) -> list[tuple[str, str, str]]:
    grafana.asked.clear()
    outcomes = publish(_connected(grafana), publication, dry=dry)
    return [(each.action, each.thing, each.name) for each in outcomes]


def _changes(grafana: GrafanaServer) -> list[str]:
    return [each for each in grafana.asked if not each.startswith("GET")]


def test_folder_and_dashboards_are_made(grafana: GrafanaServer) -> None:
    """Each with the tag of its owner, beside its own."""
    assert _published(grafana) == CREATED
    assert grafana.folders["tocsin-shop-prod"]["title"] == "shop prod"
    assert {uid: folder for uid, (_, folder) in grafana.boards.items()} == {
        "shop-prod-overview": "tocsin-shop-prod",
        "shop-prod-checkout": "tocsin-shop-prod",
    }
    assert grafana.boards["shop-prod-overview"][0]["tags"] == ["generated", TAG]
    assert grafana.bodies[-1]["message"] == "Published by tocsin"
    assert grafana.bodies[-1]["dashboard"]["id"] is None


def test_a_dry_run_changes_nothing_and_says_the_same(grafana: GrafanaServer) -> None:
    """It reads all that a real run reads."""
    assert _published(grafana, dry=True) == CREATED
    assert _changes(grafana) == []

    assert _published(grafana) == CREATED


def test_what_is_as_wanted_is_not_written(grafana: GrafanaServer) -> None:
    """So that its history has no versions in which nothing changed."""
    _published(grafana)

    assert {action for action, _, _ in _published(grafana)} == {"keep"}
    assert _changes(grafana) == []


def test_what_changed_is_written(grafana: GrafanaServer) -> None:
    """And nothing else."""
    _published(grafana)
    changed = replace(OVERVIEW, document={**OVERVIEW.document, "panels": [{"id": 1}]})

    outcomes = _published(grafana, replace(SHOP, boards=(changed, CHECKOUT)))

    assert ("change", "dashboard", "overview") in outcomes
    assert _changes(grafana) == ["POST /api/dashboards/db"]
    assert grafana.boards["shop-prod-overview"][0]["version"] == 2
    assert grafana.boards["shop-prod-overview"][0]["panels"] == [{"id": 1}]


def test_who_moved_a_dashboard_finds_it_back(grafana: GrafanaServer) -> None:
    """In the folder that the viewpoint names."""
    _published(grafana)
    board, _ = grafana.boards["shop-prod-overview"]
    grafana.boards["shop-prod-overview"] = (board, "")

    assert ("move", "dashboard", "overview") in _published(grafana)
    assert grafana.boards["shop-prod-overview"][1] == "tocsin-shop-prod"


def test_another_folder_is_the_same_folder_with_another_name(grafana: GrafanaServer) -> None:
    """Links to it go on working."""
    _published(grafana)

    outcomes = _published(grafana, replace(SHOP, folder="Shop"))

    assert outcomes[0] == ("change", "folder", "Shop")
    assert grafana.folders["tocsin-shop-prod"]["title"] == "Shop"


def test_a_folder_that_people_have_made_is_used(grafana: GrafanaServer) -> None:
    """It is not renamed and not deleted."""
    grafana.folders["abc"] = {"uid": "abc", "title": "Shop prod", "version": 3}

    outcomes = _published(grafana)

    assert outcomes[0] == ("keep", "folder", "shop prod")
    assert {folder for _, folder in grafana.boards.values()} == {"abc"}


@pytest.mark.parametrize("tags", [[], None, ["generated"], ["tocsin:shop/staging"]])
def test_what_tocsin_did_not_publish_is_not_overwritten(
    grafana: GrafanaServer, tags: list[str] | None
) -> None:
    """Nothing is written then, of the other dashboards neither; nor of another stage's."""
    theirs = {"uid": "shop-prod-checkout", "title": "By hand", "tags": tags, "version": 7, "id": 1}
    grafana.boards["shop-prod-checkout"] = (theirs, "")

    with pytest.raises(PublishingFailure, match=r"By hand \(shop-prod-checkout\).*--adopt"):
        _published(grafana)

    assert _changes(grafana) == []
    assert grafana.boards["shop-prod-checkout"] == (theirs, "")


def test_it_is_taken_over_when_that_is_asked_for(grafana: GrafanaServer) -> None:
    """And is tocsin's from then on."""
    grafana.boards["shop-prod-checkout"] = ({"title": "By hand", "version": 7, "id": 1}, "")

    outcomes = _published(grafana, replace(SHOP, adopt=True))

    assert ("change", "dashboard", "checkout") in outcomes
    assert grafana.boards["shop-prod-checkout"][0]["version"] == 8
    assert {action for action, _, _ in _published(grafana)} == {"keep"}


def test_what_grafana_provisions_itself_is_told(grafana: GrafanaServer) -> None:
    """It would refuse any change."""
    _published(grafana)
    grafana.provisioned.add("shop-prod-overview")

    with pytest.raises(PublishingFailure, match="or publish them, but not both"):
        _published(grafana)


def test_who_changes_a_dashboard_meanwhile_does_not_stop_it(grafana: GrafanaServer) -> None:
    """It is read anew, and written over the version that was read."""
    _published(grafana)

    def saved_by_somebody() -> None:
        board, folder = grafana.boards["shop-prod-overview"]
        grafana.boards["shop-prod-overview"] = ({**board, "version": 5}, folder)

    grafana.before_saving = [saved_by_somebody]
    changed = replace(OVERVIEW, document={**OVERVIEW.document, "panels": [{"id": 1}]})
    _published(grafana, replace(SHOP, boards=(changed, CHECKOUT)))

    assert grafana.boards["shop-prod-overview"][0]["version"] == 6
    assert _changes(grafana) == ["POST /api/dashboards/db"] * 2


def test_who_takes_its_identity_meanwhile_keeps_it(grafana: GrafanaServer) -> None:
    """A dashboard that came between looking and writing is somebody's."""

    def made_by_somebody() -> None:
        theirs = {"title": "By hand", "version": 1, "id": 9}
        grafana.boards["shop-prod-overview"] = (theirs, "")

    grafana.before_saving = [made_by_somebody]

    with pytest.raises(PublishingFailure, match="By hand"):
        _published(grafana)

    assert grafana.boards["shop-prod-overview"][0]["title"] == "By hand"


def test_a_conflict_without_end_is_told(grafana: GrafanaServer) -> None:
    """After three tries."""
    said = b'{"status": "version-mismatch", "message": "changed by someone else"}'
    grafana.instead = [("POST /api/dashboards/db", 412, {}, said)] * 9

    with pytest.raises(PublishingFailure, match="overview: it is another than the one"):
        _published(grafana)

    assert _changes(grafana).count("POST /api/dashboards/db") == 3


def test_a_title_that_is_taken_is_told(grafana: GrafanaServer) -> None:
    """Versions of Grafana before 11 have each once in a folder."""
    grafana.instead = [("POST /api/dashboards/db", 412, {}, b'{"status": "name-exists"}')]

    with pytest.raises(PublishingFailure, match="overview: another dashboard in the folder"):
        _published(grafana)


def test_what_is_gone_is_left_or_deleted_as_asked(grafana: GrafanaServer) -> None:
    """Only what tocsin has published for this stage, even if the search is behind."""
    other = replace(SHOP, stage="staging", boards=(replace(OVERVIEW, uid="other"),), folder="o")
    _published(grafana)
    _published(grafana, other)
    fewer = replace(SHOP, boards=(OVERVIEW,))

    assert _published(grafana, fewer)[-1] == ("leave", "dashboard", "checkout")
    assert "shop-prod-checkout" in grafana.boards
    assert _published(grafana, replace(fewer, delete_gone=True), dry=True)[-1][0] == "delete"
    assert "shop-prod-checkout" in grafana.boards
    assert _published(grafana, replace(fewer, delete_gone=True))[-1][0] == "delete"
    assert set(grafana.boards) == {"shop-prod-overview", "other"}


def test_all_of_it_is_taken_back(grafana: GrafanaServer) -> None:
    """The folder too, if nobody put anything into it."""
    _published(grafana)

    gone = withdraw(_connected(grafana), system="shop", stage="prod")

    assert (grafana.boards, grafana.folders) == ({}, {})
    assert [each.action for each in gone] == ["delete", "delete", "delete"]
    assert withdraw(_connected(grafana), system="shop", stage="prod") == ()


def test_what_people_put_beside_it_stays(grafana: GrafanaServer) -> None:
    """With the folder, and what has lost the tag is theirs too."""
    _published(grafana)
    grafana.boards["theirs"] = ({"title": "Theirs"}, "tocsin-shop-prod")
    board, folder = grafana.boards["shop-prod-overview"]
    grafana.boards["shop-prod-overview"] = ({**board, "tags": []}, folder)

    gone = withdraw(_connected(grafana), system="shop", stage="prod")

    assert set(grafana.boards) == {"theirs", "shop-prod-overview"}
    assert [(each.action, each.thing) for each in gone] == [
        ("delete", "dashboard"),
        ("leave", "folder"),
    ]


def test_data_sources_are_made_where_none_is_there(grafana: GrafanaServer) -> None:
    """The one of X-Ray only where its plugin is."""
    wanted = replace(SHOP, data_sources=default_data_sources("eu-west-1"))

    first = publish(_connected(grafana, ADMIN), wanted)
    grafana.plugins.add("grafana-x-ray-datasource")
    second = publish(_connected(grafana, ADMIN), wanted)

    assert [(each.action, each.name) for each in first if each.thing == "data source"] == [
        ("create", "CloudWatch"),
        ("leave", "X-Ray"),
    ]
    assert [(each.action, each.name) for each in second if each.thing == "data source"] == [
        ("keep", "CloudWatch"),
        ("create", "X-Ray"),
    ]
    assert grafana.data_sources[0]["jsonData"] == {
        "authType": "default",
        "defaultRegion": "eu-west-1",
    }


def test_data_sources_need_an_admin(grafana: GrafanaServer) -> None:
    """An editor is told which role it takes."""
    wanted = replace(SHOP, data_sources=default_data_sources("eu-west-1"))

    with pytest.raises(PublishingFailure, match="Admin where data sources are made"):
        publish(_connected(grafana), wanted)

    assert _changes(grafana) == []


def test_a_data_source_with_a_taken_name_is_left(grafana: GrafanaServer) -> None:
    """Grafana has each name once."""
    grafana.data_sources.append({"type": "prometheus", "name": "CloudWatch"})
    wanted = replace(SHOP, data_sources=default_data_sources("eu-west-1"))

    outcomes = publish(_connected(grafana, ADMIN), wanted)

    assert ("leave", "CloudWatch") in [(each.action, each.name) for each in outcomes]
    assert len(grafana.data_sources) == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "not JSON"),
        ("[]", "not a dashboard of the classic schema"),
        ('{"elements": {}}', "not a dashboard of the classic schema"),
        ('{"panels": [], "title": "A"}', "no uid or no title"),
        ('{"panels": [], "uid": 5, "title": "A"}', "no uid or no title"),
        (f'{{"panels": [], "uid": "a", "title": "{"A" * 1_000_000}"}}', "1,000,000 are taken"),
        ("[" * 100_000, "not JSON"),
    ],
)
def test_what_is_not_a_dashboard_is_refused(text: str, said: str) -> None:
    """Before Grafana is asked, by the name of its file."""
    with pytest.raises(PublishingFailure, match=f"a.json: .*{said}"):
        read_board(text, name="a.json")


def test_names_fit_into_grafana() -> None:
    """A tag has at most 50 characters, an identity 40; long names of stages stay apart."""
    longest = "a" * 20
    assert len(owner_tag(longest, longest)) <= 50


def test_folders_of_long_names_stay_apart(grafana: GrafanaServer) -> None:
    """Their identities have at most 40 characters."""
    for stage in ("a" * 20, f"{'a' * 19}b"):
        _published(grafana, replace(SHOP, system="s" * 20, stage=stage, boards=(), folder=stage))

    assert len(grafana.folders) == 2
    assert all(len(uid) <= 40 for uid in grafana.folders)
