"""Nations as people write them: one function, tables of cases."""

import pytest
from babel import Locale

from planner.reference.book import Book, names_kept
from planner.reference.former import FORMER
from planner.reference.languages import LANGUAGES, foreign_names, longer_codes, names_in
from planner.reference.spelling import AND, JOINT, key_of

pytestmark = pytest.mark.no_database

BOOK = Book(Locale("en"), groups={"NATO": ["FR", "US"], "AU": ["ZA", "KE"]})

WAYS = {
    "NL": "Netherlands (Holland); Holland (NL); Holland; HOLLAND;"
    "the Netherlands; Netherlands; nl; NLD; nld; Niederlande; Pays-Bas",
    "MM": "Burma; Myanmar; myanmar (burma); Birma; MMR; Union of Burma; Mianmar; Бирма",
    "GB": "UK; uk; U.K.; Great Britain; Britain; GB; GBR; United Kingdom; England; Scotland;"
    "Wales; Northern Ireland; Royaume-Uni; Großbritannien; Великобритания; 英国; イギリス",
    "US": "USA; U.S.; U.S.A.; us; Us; United States; United States of America; America;"
    "États-Unis; Etats-Unis; EE. UU.; EEUU; EUA; США; 美国; アメリカ合衆国; الولايات المتحدة;"
    "the United States; The U.S.A",
    "KR": "South Korea; S. Korea; Republic of Korea; ROK; R.O.K.; Korea, Republic of; KOR;"
    "Korea (South); kr;"
    "Südkorea; Corée du Sud; 韩国; 대한민국; 한국; Korea, South; the Republic of Korea",
    "KP": "North Korea; DPRK; D.P.R.K.; N. Korea; Korea, North; PRK; Nordkorea; 북한;"
    "Democratic People's Republic of Korea; Korea, Democratic People’s Republic of",
    "CI": "Ivory Coast; Côte d'Ivoire; Côte d’Ivoire; Cote dIvoire; Cote d`Ivoire; COTE D'IVOIRE;"
    "Cote D Ivoire; Elfenbeinküste; Costa de Marfil; Cote-d'Ivoire; Côte dʼIvoire; CIV",
    "CZ": "Czech Republic; the Czech Republic; Czechia; Česko; Tschechien; Tchéquie; CZE",
    "SZ": "Swaziland; Eswatini; eSwatini; Kingdom of Eswatini",
    "MK": "Macedonia; North Macedonia; FYROM; F.Y.R.O.M.; N. Macedonia; MKD",
    "TR": "Turkey; Türkiye; Turkiye; TURKIYE; Türkei; Turquie; Турция; Republic of Turkey; TUR",
    "CV": "Cape Verde; Cabo Verde; Kap Verde",
    "TL": "East Timor; Timor-Leste; Timor Leste; Timor; TMP",
    "CD": "DRC; D.R.C.; Congo-Kinshasa; Congo Kinshasa; Congo (Kinshasa); DR Congo; D.R. Congo;"
    "Democratic Republic of the Congo; Congo, Democratic Republic of the; Zaire; Zaïre; COD;"
    "Dem. Rep. of the Congo; Democratic Republic of Congo; RDC; the DRC; Congo, Dem. Rep. of the",
    "CG": "Congo-Brazzaville; Republic of the Congo; Congo (Brazzaville); Congo, Republic of the;"
    "COG; Congo, Rep.",
    "AE": "UAE; U.A.E.; the UAE; United Arab Emirates; the Emirates; VAE; ARE",
    "SA": "KSA; Saudi; Saudi Arabia; Kingdom of Saudi Arabia; Saudi-Arabia; SAU",
    "PG": "PNG; Papua New Guinea; Papua",
    "BA": "Bosnia; Bosnia and Herzegovina; Bosnia & Herzegovina; Bosnia-Herzegovina; BiH; BIH;"
    "Bosnia Herzegovina; Bosnien und Herzegowina; Bosnie-Herzégovine",
    "XK": "Kosovo; XK; Kosova; XKX; Republic of Kosovo",
    "TW": "Taiwan; Taiwan, Province of China; ROC; Chinese Taipei; Formosa; 台湾; 臺灣; 台灣",
    "CN": "China; PRC; P.R.C.; People's Republic of China; Peoples Republic of China; 中国; КНР",
    "PS": "Palestine; State of Palestine; Palestine, State of; Palestinian Territories; PSE",
    "GM": "Gambia; The Gambia; Gambia, The; the gambia; Gambia (the)",
    "BS": "The Bahamas; Bahamas; Bahamas, The",
    "FM": "Micronesia; Federated States of Micronesia; Micronesia, Federated States of; FSM",
    "VN": "Vietnam; Viet Nam; Viêt Nam; Việt Nam; VNM; North Vietnam",
    "LA": "Laos; Lao PDR; Lao People's Democratic Republic",
    "RU": "Russia; Russian Federation; the Russian Federation; Россия; РФ; RUS; Russland",
    "MD": "Moldova; Republic of Moldova; Moldova, Republic of; Moldavia",
    "SY": "Syria; Syrian Arab Republic; Syrien",
    "IR": "Iran; Islamic Republic of Iran; Iran, Islamic Republic of; Persia; Iran (Islamic "
    "Republic of)",
    "TZ": "Tanzania; United Republic of Tanzania; Tanzania, United Republic of",
    "VE": "Venezuela; Bolivarian Republic of Venezuela; Venezuela, Bolivarian Republic of",
    "BO": "Bolivia; Plurinational State of Bolivia; Bolivia (Plurinational State of)",
    "TT": "Trinidad and Tobago; Trinidad & Tobago; Trinidad; Trinidad y Tobago; Trinidad Tobago",
    "AG": "Antigua and Barbuda; Antigua & Barbuda",
    "KN": "St. Kitts & Nevis; Saint Kitts and Nevis; St Kitts and Nevis",
    "VC": "St Vincent; Saint Vincent and the Grenadines; St. Vincent & the Grenadines",
    "LC": "St Lucia; St. Lucia; Saint Lucia",
    "ST": "Sao Tome and Principe; São Tomé & Príncipe; São Tomé e Príncipe",
    "GW": "Guinea-Bissau; Guinea Bissau",
    "GN": "Guinea; Guinea-Conakry; Guinée",
    "GQ": "Equatorial Guinea",
    "BF": "Burkina Faso; Burkina; Upper Volta",
    "BJ": "Benin; Dahomey; Bénin",
    "LK": "Sri Lanka; Ceylon",
    "KH": "Cambodia; Kampuchea; Cambodge",
    "TH": "Thailand; Siam",
    "ZW": "Zimbabwe; Rhodesia; Southern Rhodesia",
    "ET": "Ethiopia; Abyssinia",
    "BY": "Belarus; Byelorussia; White Russia; Weißrussland; Белоруссия; Беларусь",
    "KG": "Kyrgyzstan; Kyrgyz Republic; Kirghizia",
    "SK": "Slovakia; Slovak Republic; Slovensko",
    "IE": "Ireland; Eire; Éire; Republic of Ireland",
    "GR": "Greece; Hellas; Hellenic Republic; EL; Ελλάδα",
    "DE": "Germany; FRG; West Germany; Deutschland; Allemagne; Alemania; Германия; ドイツ;"
    "l'Allemagne",
    "FR": "France; la France; Frankreich; Франция; فرنسا; 法国; フランス; FRANCE",
    "CH": "Switzerland; die Schweiz; Suisse; Svizzera",
    "ES": "Spain; España; Espana; Espagne",
    "JP": "Japan; Nippon; 日本; Япония",
    "IN": "India; Bharat; भारत; ভারত",
    "UA": "Ukraine; the Ukraine; Україна; Украина",
    "PL": "Poland; Polska; Польша",
    "VA": "Vatican; Holy See; the Holy See; Vatican City",
    "HK": "Hong Kong; Hongkong; HKG",
    "MO": "Macau; Macao",
    "NZ": "New Zealand; Aotearoa; N.Z.; NZL",
    "ZA": "South Africa; RSA; S. Africa; ZAF; ЮАР",
    "AU": "Australia; AUS; Commonwealth of Australia; Австралия",
    "SS": "South Sudan; Southern Sudan",
    "SD": "Sudan; the Sudan",
    "NE": "Niger; the Niger; Republic of Niger",
    "NG": "Nigeria",
    "DO": "Dominican Republic",
    "DM": "Dominica; Commonwealth of Dominica",
    "CF": "Central African Republic; CAR",
    "GE": "Georgia; Sakartvelo",
    "VI": "US Virgin Islands; U.S. Virgin Islands; Virgin Islands, U.S.",
    "VG": "British Virgin Islands; BVI; Virgin Islands, British",
    "SH": "St. Helena; Saint Helena, Ascension and Tristan da Cunha",
    "PH": "Philippines; the Philippines; Pilipinas",
    "WS": "Samoa; Western Samoa",
    "AS": "American Samoa",
    "RE": "Réunion; Reunion; La Réunion",
    "CW": "Curaçao; Curacao",
    "AX": "Åland Islands; Aland Islands",
}
CASES = [(code, way.strip()) for code, ways in WAYS.items() for way in ways.split(";")]


@pytest.mark.parametrize(("code", "way"), CASES, ids=lambda value: value)
def test_a_nation_is_known_as_people_write_it(code, way):
    assert BOOK.find(way).codes == (code,)
    assert [one.codes for one in BOOK.find_all(way)] == [(code,)]


def test_every_nation_is_known_by_its_codes_and_names_in_every_great_language():
    wrong = []
    for code, name in names_in(Locale("en")).items():
        ways = [name, name.upper(), name.replace("&", "and"), code.lower()]
        ways += [long for long, short in longer_codes().items() if short == code][:1]
        wrong += [(code, way) for way in ways if BOOK.find(way).codes not in {(code,), ()}]
        assert BOOK.find(name).codes == (code,), name
    shared = {key for key, codes in foreign_names().items() if len(codes) > 1}
    for language in ("fr", "de", "es", "pt", "ru", "uk", "pl", "ar", "zh", "ja", "ko", "hi", "tr"):
        for code, name in Locale(language).territories.items():
            if code in BOOK.codes and key_of(name) not in shared:
                found = BOOK.find(name)
                if code not in {*found.codes, *found.candidates}:
                    wrong.append((language, code, name, found))
                elif len(BOOK.find_all(name)) != 1:
                    wrong.append((language, code, name, BOOK.find_all(name)))
    assert not wrong, wrong[:20]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("France, Germany", "FR DE"),
        ("France; Germany", "FR DE"),
        ("France/Germany", "FR DE"),
        ("France and Germany", "FR DE"),
        ("France & Germany", "FR DE"),
        ("France\nGermany\r\nItaly", "FR DE IT"),
        ("France, Germany and Italy", "FR DE IT"),
        ("France, Germany, and Italy", "FR DE IT"),
        ("france AND germany", "FR DE"),
        ("Frankreich und Deutschland", "FR DE"),
        ("France et Allemagne", "FR DE"),
        ("Francia y Alemania", "FR DE"),
        ("Франция и Германия", "FR DE"),
        ("فرنسا وألمانيا", "FR DE"),
        ("فرنسا، ألمانيا", "FR DE"),
        ("فرانسه، ویتنام و ونزوئلا", "FR VN VE"),
        ("法国和德国", "FR DE"),
        ("法国、德国", "FR DE"),
        ("FR DE", ""),
        ("fr,de;it/es", "FR DE IT ES"),
        ("Bosnia and Herzegovina and Croatia", "BA HR"),
        ("Croatia, Bosnia and Herzegovina", "HR BA"),
        ("Trinidad and Tobago, Antigua and Barbuda and Barbados", "TT AG BB"),
        ("Korea, Republic of, Japan", "KR JP"),
        ("Japan, Korea, Republic of", "JP KR"),
        ("Congo, Democratic Republic of the; Rwanda", "CD RW"),
        ("Congo, Democratic Republic of the, Congo, Republic of the", "CD CG"),
        ("Korea, Republic of and Korea, Democratic People's Republic of", "KR KP"),
        ("Iran, Islamic Republic of, Iraq", "IR IQ"),
        ("Serbia and Montenegro", "RS ME"),
        ("Saint Helena, Ascension and Tristan da Cunha, France", "SH FR"),
        ("USA, UK & NL", "US GB NL"),
        ("Burma/Myanmar", "MM"),
        ("Guinea and Guinea-Bissau", "GN GW"),
        (" , France ,, ; ", "FR"),
        ("NATO and Sweden", "FR US SE"),
        ("", ""),
    ],
)
def test_several_are_parted_and_names_with_signs_in_them_are_not(text, codes):
    found = [code for one in BOOK.find_all(text) for code in one.codes]
    assert list(dict.fromkeys(found)) == codes.split()


@pytest.mark.parametrize(
    ("word", "candidates"),
    [
        ("Congo", "CD CG"),
        ("the Congo", "CD CG"),
        ("Korea", "KP KR"),
        ("Corée", "KP KR"),
        ("Virgin Islands", "VG VI"),
        ("Guiana", "GF GY SR"),
        ("Конго", "CD CG"),
    ],
)
def test_what_may_be_two_nations_is_none(word, candidates):
    found = BOOK.find(word)
    assert found.codes == ()
    assert " ".join(found.candidates) == candidates


def test_a_code_that_is_a_group_too_is_asked_about():
    found = BOOK.find("AU")
    assert (found.codes, found.candidates, found.group) == ((), ("AU",), "AU")
    assert BOOK.find("nato").codes == ("FR", "US")


def test_the_office_settles_what_may_be_two_and_adds_its_own():
    book = Book(Locale("en"), given=[("Congo", "CD"), ("Land of the Rising Sun", "JP")])
    assert book.find("congo").codes == ("CD",)
    assert book.find("land of the rising sun").codes == ("JP",)


@pytest.mark.parametrize(
    ("word", "successors"),
    [
        ("USSR", "RU UA"),
        ("U.S.S.R.", "RU UA"),
        ("the Soviet Union", "RU UA"),
        ("СССР", "RU UA"),
        ("UdSSR", "RU UA"),
        ("Yugoslavia", "RS HR"),
        ("Jugoslawien", "RS HR"),
        ("Czechoslovakia", "CZ SK"),
        ("Tschechoslowakei", "CZ SK"),
        ("East Germany", "DE"),
        ("GDR", "DE"),
        ("DDR", "DE"),
        ("Serbia & Montenegro", "RS ME"),
        ("Netherlands Antilles", "CW SX"),
        ("South Yemen", "YE"),
        ("SU", "RU UA"),
        ("ANT", "CW SX"),
    ],
)
def test_a_state_that_is_no_more_names_its_successors(word, successors):
    found = BOOK.find(word)
    assert found.codes == ()
    assert found.former
    assert found.former.successors[:2] == tuple(successors.split())
    assert found.former.ended > 1900


@pytest.mark.parametrize(
    ("word", "code"),
    [("Frnace", "FR"), ("Germny", "DE"), ("Indonsia", "ID"), ("Phillippines", "PH"), ("QQ", "")],
)
def test_what_is_not_known_has_a_nearest_name(word, code):
    assert not BOOK.find(word).is_known
    assert BOOK.nearest(word) == code


@pytest.mark.parametrize(
    "word",
    ["Atlantis", "Europe", "QQ", "QQQ", "1", "²", "of", "the", "&", "EU", "ZZ", "Nevis"],
)
def test_what_is_no_nation_is_none(word):
    assert BOOK.find(word).codes == ()


def test_the_unknown_part_of_a_text_is_named_as_it_was_written():
    words = [one.word for one in BOOK.find_all("France, Atlantis and Peru") if not one.is_known]
    assert words == ["Atlantis"]


def test_the_table_of_names_holds_no_name_twice_and_no_code_that_there_is_not():
    seen = {}
    for name, codes in names_kept():
        assert set(codes) <= set(BOOK.codes), (name, codes)
        assert seen.setdefault(key_of(name), codes) == codes, (name, codes, seen[key_of(name)])
        assert key_of(name).upper() not in BOOK.codes or codes == (key_of(name).upper(),), name
    for state in FORMER:
        assert set(state.successors) <= set(BOOK.codes), state


def test_every_great_language_joins_with_a_word_that_parts_a_text():
    for language in LANGUAGES:
        pair = Locale.parse(language).list_patterns["standard"]["2"]
        assert JOINT.search(pair.format("xx", "yy")), language
    assert len(set(AND)) == len(AND)


def test_a_nation_that_no_list_knows_is_found_by_the_name_that_the_office_gave_it():
    book = Book(Locale("en"), [("Diego Garcia", "DG")])
    assert book.others["DG"] == "DG; Diego Garcia"
    assert book.find("diego garcia").codes == ("DG",)
