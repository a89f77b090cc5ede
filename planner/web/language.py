"""The reader's language: catalogues found once, not at every sentence of a page."""

from functools import cache, cached_property
from typing import Any

from babel import Locale
from flask import Flask
from flask.globals import app_ctx
from flask_babel import Babel, Domain, get_locale
from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup


class KeptDomain(Domain):
    """Flask-Babel's domain, remembering each catalogue by the locale itself.

    The original spells the locale out at every sentence, which a page of ninety pays for, and
    asks three times what the context is.
    """

    def __init__(self, domain: str) -> None:
        super().__init__(domain=domain)
        self.kept: dict[Locale | None, Any] = {}

    def get_translations(self) -> Any:
        """Return the catalogue of the reader's language."""
        locale = chosen_locale()
        found = self.kept.get(locale)
        if found is None:
            found = super().get_translations()
            if locale is not None:
                self.kept[locale] = found
        return found


def chosen_locale() -> Locale | None:
    """Return the reader's locale, as Flask-Babel noted it in this context; else let it choose.

    Every sentence asks, so the context is looked up once and not by each proxy.
    """
    try:
        noted = app_ctx._get_current_object().g.get("_flask_babel")  # type: ignore[attr-defined]
    except RuntimeError:  # outside of any context
        noted = None
    chosen: Locale | None = getattr(noted, "babel_locale", None)
    return chosen or get_locale()


@cache
def locale_named(name: str) -> Locale:
    """Return the same locale for the same name, so that no sentence compares two alike."""
    return Locale.parse(name)


def locale() -> str:
    """Return the reader's locale as text."""
    return name_of(chosen_locale())


@cache
def name_of(chosen: Locale | None) -> str:
    """Return how a locale is written."""
    return str(chosen or "en")


class Languages(Babel):
    """Babel with that domain."""

    @cached_property
    def domain_instance(self) -> KeptDomain:
        """The domain of every sentence."""
        return KeptDomain("messages")


def init_language(app: Flask) -> None:
    """Speak the language that the settings name, in Python and in templates.

    Jinja's own way to a sentence resolves names and calls three functions; ours is one.
    """
    languages = Languages(app, locale_selector=lambda: locale_named(app.config["RAPPORT_LOCALE"]))

    catalogue = languages.domain_instance.get_translations

    @pass_eval_context
    def sentence(context: EvalContext, text: str, /, **values: Any) -> str:
        return written(catalogue().ugettext(text), values, context)

    @pass_eval_context
    def sentences(context: EvalContext, one: str, many: str, number: int, /, **values: Any) -> str:
        found = catalogue().ungettext(one, many, number)
        return written(found, {"num": number, **values}, context)

    app.jinja_env.globals.update(_=sentence, gettext=sentence, ngettext=sentences)


def written(found: str, values: dict[str, Any], context: EvalContext) -> str:
    """Return a sentence with its values, which are escaped where the template escapes."""
    text = Markup(found) if context.autoescape else found  # noqa: S704 - our own catalogue
    return text % values if values or "%" in found else text
