"""States that are no more, each with the nations that came after it."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from flask_babel import lazy_gettext as _l

from planner.reference.spelling import keys_of


@dataclass(frozen=True)
class FormerState:
    """A state that ended, and the codes of its successors, the best known first."""

    name: Any
    ended: int
    successors: tuple[str, ...]
    spellings: str


FORMER = (
    FormerState(
        _l("The Soviet Union"),
        1991,
        (
            "RU",
            "UA",
            "BY",
            "KZ",
            "UZ",
            "GE",
            "AZ",
            "LT",
            "MD",
            "LV",
            "KG",
            "TJ",
            "AM",
            "TM",
            "EE",
        ),
        "Soviet Union; USSR; Union of Soviet Socialist Republics; SU; SUN; СССР; Советский Союз;"
        " UdSSR; Sowjetunion; URSS; Union soviétique; Unión Soviética; União Soviética; ZSRR;"
        " Unione Sovietica; Soviet Russia; CCCP; 苏联; ソ連; Радянський Союз; الاتحاد السوفيتي",
    ),
    FormerState(
        _l("Yugoslavia"),
        1992,
        (
            "RS",
            "HR",
            "SI",
            "BA",
            "MK",
            "ME",
            "XK",
        ),
        "Yugoslavia; SFRY; SFR Yugoslavia; FR Yugoslavia; Federal Republic of Yugoslavia;"
        " Socialist Federal Republic of Yugoslavia; Jugoslavia; Jugoslawien; Yougoslavie;"
        " Jugoslavija; Югославия; Югославія; Jugosławia; Iugoslávia; YU; YUG; Former Yugoslavia;"
        " Kingdom of Yugoslavia; FRY; 南斯拉夫",
    ),
    FormerState(
        _l("Serbia and Montenegro"),
        2006,
        ("RS", "ME"),
        "Serbia and Montenegro; State Union of Serbia and Montenegro; CS; SCG;"
        " Serbien und Montenegro; Serbie-et-Monténégro; Serbia y Montenegro;"
        " Сербия и Черногория; Srbija i Crna Gora",
    ),
    FormerState(
        _l("Czechoslovakia"),
        1992,
        ("CZ", "SK"),
        "Czechoslovakia; Czecho-Slovakia; CSSR; ČSSR; CSFR; ČSFR; CSK; CSHH; Tschechoslowakei;"
        " Tchécoslovaquie; Checoslovaquia; Tchecoslováquia; Cecoslovacchia; Československo;"
        " Чехословакия; Чехословаччина; Czechosłowacja; Czech and Slovak Federal Republic;"
        " Czech and Slovak Federative Republic; Czechoslovak Socialist Republic",
    ),
    FormerState(
        _l("East Germany"),
        1990,
        ("DE",),
        "East Germany; German Democratic Republic; GDR; DDR; DD; E. Germany; Ostdeutschland;"
        " Deutsche Demokratische Republik; Allemagne de l'Est; RDA; Alemania Oriental;"
        " República Democrática Alemana; République démocratique allemande; ГДР; NRD;"
        " Germany, East; Democratic Republic of Germany",
    ),
    FormerState(
        _l("The Netherlands Antilles"),
        2010,
        ("CW", "SX", "BQ"),
        "Netherlands Antilles; Dutch Antilles; AN; ANT; Niederländische Antillen;"
        " Antilles néerlandaises; Antillas Neerlandesas; Antilhas Holandesas;"
        " Nederlandse Antillen; Antillas Holandesas; Antille Olandesi",
    ),
    FormerState(
        _l("South Yemen"),
        1990,
        ("YE",),
        "South Yemen; People's Democratic Republic of Yemen; Democratic Yemen; YD; YMD; PDRY;"
        " Yemen, South; Südjemen; Yémen du Sud",
    ),
    FormerState(
        _l("North Yemen"),
        1990,
        ("YE",),
        "North Yemen; Yemen Arab Republic; YAR; Yemen, North; Nordjemen; Yémen du Nord",
    ),
    FormerState(
        _l("South Vietnam"),
        1976,
        ("VN",),
        "South Vietnam; Republic of Vietnam; South Viet Nam; Vietnam, South; VD; VDR; RVN",
    ),
    FormerState(_l("Tanganyika"), 1964, ("TZ",), "Tanganyika; Tanganjika"),
    FormerState(
        _l("Zanzibar"),
        1964,
        ("TZ",),
        "Zanzibar; Sansibar; Sultanate of Zanzibar; People's Republic of Zanzibar",
    ),
    FormerState(
        _l("The United Arab Republic"), 1961, ("EG", "SY"), "United Arab Republic; UAR; U.A.R."
    ),
    FormerState(
        _l("The Trust Territory of the Pacific Islands"),
        1994,
        ("FM", "MH", "PW", "MP"),
        "Trust Territory of the Pacific Islands; Pacific Islands; PC; PCI; TTPI",
    ),
    FormerState(
        _l("The Federation of Rhodesia and Nyasaland"),
        1963,
        ("ZW", "ZM", "MW"),
        "Federation of Rhodesia and Nyasaland; Central African Federation; Rhodesia and Nyasaland",
    ),
    FormerState(
        _l("French Indochina"), 1954, ("VN", "LA", "KH"), "French Indochina; Indochina; Indochine"
    ),
    FormerState(
        _l("Austria-Hungary"),
        1918,
        ("AT", "HU"),
        "Austria-Hungary; Austro-Hungary; Austro-Hungarian Empire; Österreich-Ungarn;"
        " Autriche-Hongrie",
    ),
    FormerState(
        _l("The Ottoman Empire"),
        1922,
        ("TR",),
        "Ottoman Empire; Osmanisches Reich; Empire ottoman",
    ),
    FormerState(_l("Prussia"), 1947, ("DE", "PL"), "Prussia; Preußen; Preussen; Prusse; Prusia"),
    FormerState(_l("Sikkim"), 1975, ("IN",), "Sikkim; Kingdom of Sikkim"),
)


@lru_cache(maxsize=1)
def former_states() -> dict[str, FormerState]:
    """Return key to state of every spelling."""
    return {
        key: state
        for state in FORMER
        for name in state.spellings.split(";")
        for key in keys_of(name.strip())
    }
