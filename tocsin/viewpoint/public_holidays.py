"""Public holidays of a country or a part of it, from the library `holidays`."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Annotated, Self

import holidays
from pydantic import AfterValidator, Field, model_validator

from tocsin.diagnostics import InvalidValueError, did_you_mean, one_of, quoted
from tocsin.viewpoint.part import Part


@cache
def _subdivisions() -> dict[str, list[str]]:
    """Return the subdivisions of each country whose holidays are known."""
    return holidays.list_supported_countries(include_aliases=False)


def _known_country(code: str) -> str:
    if code not in _subdivisions():
        upper = code.upper()
        fix = f"use {upper}" if upper in _subdivisions() else did_you_mean(code, _subdivisions())
        what = f"{quoted(code)} is not a country whose holidays are known"
        raise InvalidValueError(what, f"{fix}: a code of two letters, as DE, US or JP")
    return code


class PublicHolidays(Part):
    """The public holidays of a country, or of a part of it."""

    country: Annotated[
        str,
        AfterValidator(_known_country),
        Field(description="Its code of two letters (ISO 3166-1), as DE, US or JP."),
    ]
    subdivision: Annotated[
        str | None,
        Field(
            description="A part of it that has holidays of its own, as BE for Berlin in DE: the "
            "code of ISO 3166-2 without the country."
        ),
    ] = None

    @model_validator(mode="after")
    def _known_subdivision(self) -> Self:
        known = _subdivisions()[self.country]
        if self.subdivision is not None and self.subdivision not in known:
            what = f"{quoted(self.subdivision)} is not a part of {self.country} whose holidays are "
            fix = f"use {one_of(tuple(known))}" if known else "leave the subdivision out"
            raise InvalidValueError(f"{what}known", fix)
        return self

    def dates(self, years: Iterable[int]) -> frozenset[date]:
        """Return the holidays of some years, with the days that are off in place of them."""
        found = holidays.country_holidays(self.country, subdiv=self.subdivision, years=years)
        return frozenset(found)
