"""The reader's language: catalogues found once, not at every sentence of a page."""

from functools import cached_property
from typing import Any

from babel import Locale
from flask import Flask
from flask_babel import Babel, Domain, get_locale


class KeptDomain(Domain):
    """Flask-Babel's domain, remembering each catalogue by the locale itself.

    The original spells the locale out at every sentence, which a page of ninety pays for.
    """

    def __init__(self, domain: str) -> None:
        super().__init__(domain=domain)
        self.kept: dict[Locale | None, Any] = {}

    def get_translations(self) -> Any:
        """Return the catalogue of the reader's language."""
        locale = get_locale()
        found = self.kept.get(locale)
        if found is None:
            found = super().get_translations()
            if locale is not None:
                self.kept[locale] = found
        return found


class Languages(Babel):
    """Babel with that domain."""

    @cached_property
    def domain_instance(self) -> KeptDomain:
        """The domain of every sentence."""
        return KeptDomain(self.domain)


def init_language(app: Flask) -> None:
    """Speak the language that the settings name, in Python and in templates."""
    languages = Languages(app, locale_selector=lambda: app.config["RAPPORT_LOCALE"])

    def sentence(text: str) -> str:
        found: str = languages.domain_instance.get_translations().ugettext(text)
        return found

    def sentences(one: str, many: str, number: int) -> str:
        catalogue = languages.domain_instance.get_translations()
        found: str = catalogue.ungettext(one, many, number)
        return found

    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext=sentence, ngettext=sentences, newstyle=True
    )
