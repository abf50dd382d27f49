from hypothesis import given
from hypothesis import strategies as st

from tocsin.grafana.foundation import dashboard_models
from tocsin.grafana.layout import COLUMNS, flow, panel_id, place
from tocsin.grafana.section import Section, Tile

TILES = st.lists(
    st.builds(
        lambda width, height: Tile(
            panel=dashboard_models.Panel(type_val="text", title="Text"), width=width, height=height
        ),
        st.integers(1, COLUMNS),
        st.integers(1, 12),
    ),
    max_size=12,
)


@given(TILES)
def test_tiles_neither_overlap_nor_leave_the_grid(tiles: list[Tile]) -> None:
    """Each cell of the grid belongs to one tile at most, and all of them have 24 columns."""
    cells = [
        (column, row)
        for tile, (x, y) in zip(tiles, flow(tiles), strict=True)
        for column in range(x, x + tile.width)
        for row in range(y, y + tile.height)
    ]

    assert len(cells) == len(set(cells))
    assert all(column < COLUMNS for column, _ in cells)


def test_tiles_flow_beside_a_tall_one() -> None:
    """Small tiles fill the room beside a tall one before they begin a new line."""
    sizes = [(8, 8), (8, 4), (8, 4), (16, 4), (24, 2)]
    tiles = [Tile(panel=dashboard_models.Panel(), width=w, height=h) for w, h in sizes]

    assert flow(tiles) == [(0, 0), (8, 0), (16, 0), (8, 4), (0, 8)]


def test_collapsed_row_takes_one_line() -> None:
    """What follows a collapsed row stands right below it, as Grafana stores it."""
    tile = Tile(panel=dashboard_models.Panel(type_val="text", title="Text"), width=12, height=8)
    first, second, _ = place(
        [
            Section(title="One", tiles=(tile,), collapsed=True),
            Section(title="Two", tiles=(tile,), collapsed=False),
        ]
    )

    assert isinstance(first, dashboard_models.RowPanel)
    assert first.grid_pos is not None
    assert second.grid_pos is not None
    assert [panel.title for panel in first.panels] == ["Text"]
    assert (first.grid_pos.y, second.grid_pos.y) == (0, 1)


def test_panel_keeps_its_id_when_others_come_and_go() -> None:
    """Links to a panel hold as long as its row and its title stay."""
    taken: set[int] = set()
    panel_id("Checkout", "Another", taken)

    assert panel_id("Checkout", "Orders", taken) == panel_id("Checkout", "Orders", set())


def test_panels_of_one_title_have_different_ids() -> None:
    """Ids are unique even when titles are not."""
    taken: set[int] = set()

    assert len({panel_id("Checkout", "Orders", taken) for _ in range(5)}) == 5
