"""Where the company sells: four regions on two continents, thirty-one patches of unequal potential."""

from __future__ import annotations

from dataclasses import dataclass, replace

CURRENCY_OF_COUNTRY = {
    "US": "USD",
    "CA": "USD",
    "GB": "GBP",
    "IE": "EUR",
    "DE": "EUR",
    "AT": "EUR",
    "CH": "EUR",
}


@dataclass(frozen=True, slots=True)
class Patch:
    """A territory of one account executive. ``potential`` is planted: 1.0 is an average patch."""

    territory_id: str
    name: str
    places: tuple[tuple[str, str], ...]  # (country, state or region)
    potential: float
    accounts: int


@dataclass(frozen=True, slots=True)
class Region:
    """A region with its director, teams and patches."""

    code: str
    name: str
    continent: str
    country: str
    currency: str
    patches: tuple[Patch, ...]
    executives: int  # patches beyond these are opened by a later hire
    managers: int  # account managers
    specialists: int
    developers: int = 3


def _patches(code: str, country: str, *lines: str) -> tuple[Patch, ...]:
    """Patches from lines ``name | potential | accounts | place; place``; ``CA:Ontario`` names a country."""
    patches = []
    for number, line in enumerate(lines, start=1):
        name, potential, accounts, places = (part.strip() for part in line.split("|"))
        pairs = [
            tuple(place.strip().split(":")) if ":" in place else (country, place.strip())
            for place in places.split(";")
        ]
        patches.append(
            Patch(
                f"{code}-T{number:02d}",
                name,
                tuple((pair[0], pair[1]) for pair in pairs),
                float(potential),
                int(accounts),
            )
        )
    return tuple(patches)


NORTH_AMERICA_EAST = _patches(
    "NAE",
    "US",
    "New England | 1.10 | 22 | Massachusetts; Connecticut; Rhode Island; New Hampshire; Vermont; Maine",
    "New York and New Jersey | 1.55 | 26 | New York; New Jersey",
    "Pennsylvania and Delaware | 0.95 | 19 | Pennsylvania; Delaware",
    "Capital and Virginia | 0.85 | 17 | Virginia; Maryland; District of Columbia; West Virginia",
    "Carolinas and Tennessee | 0.80 | 18 | North Carolina; South Carolina; Tennessee",
    "Florida | 1.05 | 20 | Florida",
    "Georgia and Alabama | 0.75 | 17 | Georgia; Alabama; Mississippi",
    "Great Lakes | 1.20 | 23 | Ohio; Michigan; Indiana; Kentucky",
    "Ontario and Quebec | 0.70 | 16 | CA:Ontario; CA:Quebec",
)
NORTH_AMERICA_WEST = _patches(
    "NAW",
    "US",
    "Northern California | 1.50 | 25 | California",
    "Southern California | 1.25 | 23 | California",
    "Pacific Northwest | 1.05 | 20 | Washington; Oregon; Idaho",
    "Mountain | 0.75 | 17 | Colorado; Utah; Wyoming; Montana",
    "Southwest | 0.80 | 18 | Arizona; New Mexico; Nevada",
    "North Texas | 1.10 | 20 | Texas; Oklahoma",
    "South Texas and Gulf | 0.90 | 19 | Texas; Louisiana; Arkansas",
    "Upper Midwest | 1.05 | 21 | Illinois; Wisconsin; Minnesota; Iowa; Missouri",
    "Western Canada | 0.70 | 15 | CA:British Columbia; CA:Alberta",
)
UK_AND_IRELAND = _patches(
    "UKI",
    "GB",
    "London | 1.45 | 25 | Greater London",
    "South East England | 1.10 | 21 | South East England; East of England",
    "Midlands | 0.90 | 19 | West Midlands; East Midlands",
    "North of England | 0.85 | 19 | North West England; North East England; Yorkshire and the Humber",
    "Scotland and Northern Ireland | 0.75 | 16 | Scotland; Northern Ireland",
    "Ireland | 0.95 | 17 | IE:Leinster; IE:Munster; IE:Connacht",
    "Wales and South West | 0.65 | 15 | Wales; South West England",
)
DACH = _patches(
    "DACH",
    "DE",
    "Bavaria | 1.35 | 23 | Bavaria",
    "Baden-Württemberg | 1.20 | 21 | Baden-Württemberg",
    "Rhine-Ruhr | 1.15 | 21 | North Rhine-Westphalia",
    "Hesse and Rhineland | 0.90 | 18 | Hesse; Rhineland-Palatinate; Saarland",
    "North and East Germany | 0.95 | 19 | Hamburg; Berlin; Lower Saxony; Saxony; Brandenburg",
    "Austria and Switzerland | 0.85 | 18 | AT:Vienna; AT:Upper Austria; AT:Styria; CH:Zurich; CH:Bern",
)
REGIONS = (
    Region("NAE", "North America East", "Americas", "US", "USD", NORTH_AMERICA_EAST, 9, 4, 2),
    Region("NAW", "North America West", "Americas", "US", "USD", NORTH_AMERICA_WEST, 8, 3, 1),
    Region("UKI", "UK & Ireland", "EMEA", "GB", "GBP", UK_AND_IRELAND, 6, 3, 1),
    Region("DACH", "DACH", "EMEA", "DE", "EUR", DACH, 6, 3, 2),
)


def regions(copies: int = 1) -> tuple[Region, ...]:
    """The four regions, or several copies of them for a larger company; the first is always the same."""
    return tuple(_copy(region, copy) for copy in range(1, copies + 1) for region in REGIONS)


def _copy(region: Region, copy: int) -> Region:
    if copy == 1:
        return region
    code = f"{region.code}{copy}"
    patches = tuple(
        replace(
            patch,
            territory_id=patch.territory_id.replace(region.code, code),
            name=f"{patch.name} {copy}",
        )
        for patch in region.patches
    )
    return replace(region, code=code, name=f"{region.name} {copy}", patches=patches)
