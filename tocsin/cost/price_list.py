"""Price lists: data with a date, a Region and a source."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from math import inf

from tocsin.cost.price import Price, Tier
from tocsin.diagnostics import YamlValue, did_you_mean, quoted

_KEYS = ("region", "as_of", "source", "prices")
_PRICE_KEYS = ("title", "unit", "usd", "tiers", "each", "free")


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceList:
    """Prices of a Region.

    Attributes:
        region: Whose prices they are.
        as_of: When somebody read them, as written.
        source: Where.
        prices: The prices by id.
    """

    region: str
    as_of: str
    source: str
    prices: Mapping[str, Price]

    @property
    def of_what(self) -> str:
        """Say whose prices they are, and of when."""
        return f"list prices of {self.region}, as of {self.as_of}"


@cache
def default_prices() -> PriceList:
    """Return the prices that Tocsin brings; AWS changes them, and other Regions have others."""
    text = files(__package__).joinpath("prices.yaml").read_text(encoding="utf-8")
    return _read(YamlValue.top(text, "prices.yaml", kind="price list", room="prices"), None)


def read_prices(text: str, name: str) -> PriceList:
    """Return the price list of a file, over those that Tocsin brings: it names what differs.

    Args:
        text: YAML.
        name: The file, for problems.

    Raises:
        InvalidInputError: Something in it is wrong.
    """
    return _read(YamlValue.top(text, name, kind="price list", room="prices"), default_prices())


def _read(top: YamlValue, below: PriceList | None) -> PriceList:
    known: dict[str, Price] = dict(below.prices) if below else {}
    heads = {}
    if top.keys(_KEYS):
        heads = {key: _head(top, key) for key in _KEYS[:-1]}
        listed = top.get("prices")
        if listed is not None:
            for id_, value in listed.entries():
                _add(id_, value, known, is_complete=below is None)
    top.collector.raise_if_any()
    return PriceList(prices=known, **{key: text or "" for key, text in heads.items()})


def _head(top: YamlValue, key: str) -> str | None:
    value = top.get(key)
    if value is None:
        top.report("missing", f"{key} is missing", f"write {key}: prices without it prove nothing")
        return None
    # A date is a date in YAML, and a text here.
    return str(value.value) if key == "as_of" else value.text()


def _add(id_: str, value: YamlValue, known: dict[str, Price], *, is_complete: bool) -> None:
    if not is_complete and id_ not in known:
        value.report("unknown", f"{quoted(id_)} is not a price", did_you_mean(id_, known))
        return
    if not isinstance(value.value, dict):
        usd = value.number()
        if usd is not None and id_ in known:
            known[id_] = replace(known[id_], tiers=(Tier(usd=usd),))
        return
    if value.keys(_PRICE_KEYS):
        known[id_] = _price(id_, value, known.get(id_))


def _price(id_: str, value: YamlValue, below: Price | None) -> Price:
    title, unit = value.get("title"), value.get("unit")
    return Price(
        id=id_,
        title=(title and title.text()) or (below.title if below else id_),
        unit=(unit and unit.text()) or (below.unit if below else "unit"),
        tiers=_tiers(value) or (below.tiers if below else ()),
        each=_given(value, "each", below.each if below else 1.0) or 1.0,
        free=_given(value, "free", below.free if below else 0.0),
    )


def _given(value: YamlValue, key: str, otherwise: float) -> float:
    found = value.get(key)
    number = found.number() if found is not None else None
    return otherwise if number is None else number


def _tiers(value: YamlValue) -> tuple[Tier, ...]:
    usd, tiers = value.get("usd"), value.get("tiers")
    if usd is not None:
        number = usd.number()
        return () if number is None else (Tier(usd=number),)
    found = [_tier(each) for each in tiers.items()] if tiers is not None else []
    read = [each for each in found if each is not None]
    if tiers is not None and len(read) == len(found):
        ends = [each.up_to for each in read]
        if ends != sorted(set(ends)) or not ends or ends[-1] != inf:
            fix = "write them in rising order of up_to, and none for the last"
            tiers.report("order", "tiers do not follow each other", fix)
    return tuple(read)


def _tier(value: YamlValue) -> Tier | None:
    if not value.keys(("up_to", "usd")):
        return None
    usd, up_to = value.get("usd"), value.get("up_to")
    price = usd.number() if usd is not None else None
    end = up_to.number() if up_to is not None else inf
    return None if price is None or end is None else Tier(up_to=end, usd=price)
