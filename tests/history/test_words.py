import pytest

from planner.history.words import field_words, kind_words, value_words, verb_words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "–"),
        (True, "✓"),
        ("country_desk", "Country desk"),
        ("OFFICIAL_SENSITIVE", "OFFICIAL-SENSITIVE"),
        ("2030-02-04", "4 Feb 2030"),
        ("2030-02-04T10:30:00+00:00", "4 Feb 2030, 10:30 UTC"),
        ("2030-99-99", "2030-99-99"),
        (["France", "Indonesia"], "France, Indonesia"),
        ({"town": "Darwin"}, "Town: Darwin"),
        (4, "4"),
    ],
)
def test_values_are_told_in_words(app, value, words):
    with app.test_request_context():
        assert value_words(value) == words


def test_codes_are_told_in_words_even_unknown_ones(app):
    with app.test_request_context():
        assert verb_words("sign_in_failed") == "sign-in failed"
        assert kind_words("brand_new") == "Brand new"
        assert field_words("owner_id") == "Owner"
