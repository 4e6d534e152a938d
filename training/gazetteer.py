"""Names of countries and cities for the gazetteer feature.

Countries from Unicode CLDR through Babel (Unicode licence), cities from the IANA time zone names (public domain).
"""

from __future__ import annotations

import zoneinfo

from babel import Locale

COUNTRY, CITY = 1, 2
MORE_COUNTRIES = (
    "US", "U.S.", "USA", "U.S.A.", "UK", "U.K.", "UAE", "Turkey", "Cape Verde", "Swaziland", "Czechia", "Vatican",
    "Britain", "Great Britain", "America", "Holland", "Burma", "Czech Republic", "Macedonia", "Ivory Coast",
    "Palestine", "Kosovo", "England", "Scotland", "Wales", "Bosnia", "Northern Ireland", "United States of America",
    "Republic of Korea", "Soviet Union", "Yugoslavia", "Crimea",
)  # fmt: skip
NOT_CITIES = {"Center", "Easter", "Eastern", "Central", "Mountain", "Pacific", "General", "Knox", "Troll", "Wake",
              "Universal", "Greenwich", "Zulu", "Currie", "Marengo", "Beulah", "Lindeman"}  # fmt: skip


def names() -> dict[str, int]:
    """Name to class, words separated by one space, with "&" written out where CLDR has it."""
    out: dict[str, int] = {}
    for zone in zoneinfo.available_timezones():
        area, _, city = zone.rpartition("/")
        if area.split("/")[0] in {"Africa", "America", "Asia", "Australia", "Europe", "Atlantic", "Indian"}:
            name = city.replace("_", " ")
            if name not in NOT_CITIES and name.isascii() and "/" not in name:
                out[name] = CITY
    for code, name in Locale("en").territories.items():
        if len(code) == 2 and code not in {"ZZ", "QO", "XA", "XB", "EZ"}:
            plain = name.split(" (")[0]
            for variant in {plain, plain.replace("&", "and"), plain.replace("St.", "Saint")}:
                out[variant] = COUNTRY
    out.update(dict.fromkeys(MORE_COUNTRIES, COUNTRY))
    for area in ("Europe", "Africa", "Asia", "Latin America", "Middle East", "Balkans", "Baltics"):
        out[area] = COUNTRY
    out.update({name.replace("'", " '").replace("-", " - "): kind for name, kind in list(out.items())})
    return dict(sorted(out.items()))
