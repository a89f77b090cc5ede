"""One folding: what is typed finds what is written, whichever way either spells it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.text.folding import asked, fits, places, words
from planner.text.letters import fold

pytestmark = pytest.mark.no_database

FINDS = [
    ("f35", "F-35"),
    ("F-35", "F35"),
    ("F 35", "F-35A"),
    ("F-35", "the F 35 wing"),
    ("F–35", "F‑35"),
    ("OBrien", "Seán O'Brien"),
    ("O'Brien", "OBrien"),
    ("O’Brien", "O'Brien"),
    ("O´Brien", "Oʼbrien"),
    ("o brien", "O’Brien"),
    ("O'Brien", "O Brien"),
    ("brien", "O'Brien"),
    ("jean pierre", "Jean-Pierre"),
    ("jeanpierre", "Jean-Pierre"),
    ("Jean-Pierre", "Jean Pierre"),
    ("Jean-Pierre", "JeanPierre"),
    ("al-rashid", "Al Rashid"),
    ("rashid", "al-Rashid"),
    ("usa", "U.S.A."),
    ("U.S.", "US Navy"),
    ("2030-11", "2030-11-26"),
    ("u s a", "U.S.A."),
    ("Mueller", "Müller"),
    ("Muller", "Müller"),
    ("MÜLLER", "Mueller"),
    ("Müller", "Muller"),
    ("mu\u0308ller", "MUELLER"),
    ("Aarhus", "Århus"),
    ("arhus", "Århus"),
    ("Soeren", "Sørensen"),
    ("soren", "SØRENSEN"),
    ("djokovic", "Đoković"),
    ("dokovic", "Đoković"),
    ("STRASSE", "Straße"),
    ("lukasz", "Łukasz"),
    ("nguyen van", "Nguyễn Văn Đức"),
    ("duc", "Nguyễn Văn Đức"),
    ("aeroskobing", "Ærøskøbing"),
    ("thor", "Þór"),
    ("smith john", "John Smith"),
    ("istanbul", "İSTANBUL"),
    ("DIYARBAKIR", "Diyarbakır"),
    ("елка", "Ёлка"),
    ("андрей", "АНДРЕИ"),
    ("καλημερα", "Καλημέρα"),
    ("οδοσ", "ΟΔΟΣ"),
    ("οδός", "ΟΔΟΣ"),
    ("שלום", "שָׁלוֹם"),
    ("صهل", "صهـــل"),
    ("محمد", "مُحَمَّد"),
    ("احمد", "أحمد"),
    ("فاطمه", "فاطمة"),
    ("على", "علي"),
    ("قاهرة", "زيارة القاهرة"),
    ("القاهرة", "قاهره"),
    ("بحرية", "للبحرية"),
    ("دفاع", "والدفاع"),
    ("کتاب", "كتاب"),
    ("٢٠٣٠", "2030"),
    ("2030", "२०३०"),
    ("हिन्दी", "हिन्दी भाषा"),
    ("ｆ３５", "F-35"),
    ("サクラ", "ｻｸﾗ"),
    ("合作", "中美合作会议"),
    ("中美合作会议东京大学", "在中美合作会议东京大学举行"),
    ("会議", "東京会議 2030"),
    ("35回", "第35回会議"),
    ("35", "第35回会議"),
    ("ทหารเรือ", "การฝึกทหารเรือไทย"),
    ("หัวหิน", "อำเภอหัวหิน"),
    ("ប្រទេស", "ព្រះរាជាណាចក្រប្រទេសកម្ពុជា"),
    ("ລາວ", "ປະເທດລາວ"),
    ("မြန်မာ", "ပြည်ထောင်စုမြန်မာနိုင်ငံ"),
    ("연합훈련", "한미연합훈련"),
    ("sof\u200dt", "soft"),
    ("so\u00adft", "soft\u200e"),
    ("", "anything"),
]

MISSES = [
    ("lan", "Élan"),
    ("작", "한미연합훈련"),
    ("作合", "中美合作会议"),
    ("中美合作会议东京大", "中美合作会议东 会议东京大学"),
    ("हन", "हिन्दी"),
    ("が", "か"),
    ("ニ", "二"),
    ("F-35", "France 35"),
    ("O'Brien", "Omar Brienne"),
    ("cobra desert", "Cobra Gold"),
    ("5", "2035"),
]


@pytest.mark.parametrize(("query", "text"), FINDS)
def test_a_word_is_found_however_it_is_spelt(query, text):
    assert fits(text, query), (asked(query), words(text))


@pytest.mark.parametrize(("query", "text"), MISSES)
def test_what_is_another_word_is_not_found(query, text):
    assert not fits(text, query), (asked(query), words(text))


@given(st.text(max_size=80))
def test_a_text_is_found_by_each_of_its_own_words(text):
    for one in text.split()[:12]:
        assert fits(text, one)
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=40), st.text(max_size=20))
def test_places_lie_in_the_text_in_order(text, query):
    found = places(text, asked(query))
    flat = [place for pair in found for place in pair]
    assert flat == sorted(flat)
    assert all(0 <= start < end <= len(text) for start, end in found)


def test_the_place_of_a_hit_is_the_word_or_the_part_of_a_run():
    text = "中美合作会议, an F-35 and Müller."
    found = places(text, asked("合作 F35 mueller"))
    assert [text[start:end] for start, end in found] == ["合作", "F-35", "Müller"]


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Müller", "muller"),
        ("MÜLLER", "muller"),
        ("Łódź", "lodz"),
        ("Ærø", "aero"),
        ("Straße", "strasse"),
        ("Þórður", "thordur"),
        ("İzmir", "izmir"),
        ("Ёлка", "елка"),
        ("Ｔｏｋｙｏ", "tokyo"),
    ],
)
def test_case_and_accents_make_no_difference(written, folded):
    assert fold(written) == folded
