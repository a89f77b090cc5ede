"""The base forms and the one write door: validate, act, commit, or show why not."""

import json
from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

from babel import Locale
from babel.support import Translations
from flask import current_app, request
from flask_babel import get_locale
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm.exc import StaleDataError
from wtforms import Form, HiddenField, IntegerField, SubmitField
from wtforms.i18n import messages_path
from wtforms.validators import Optional
from wtforms.widgets import HiddenInput

from planner.db import db
from planner.errors import RuleBroken
from planner.web.conflicts import Conflict, merge, plain

T = TypeVar("T")
NOT_VALUES = {"csrf_token", "version", "base"}


@cache
def field_words(locale: Locale) -> Any:
    """Return WTForms' own sentences in a language, read once."""
    return Translations.load(messages_path(), [locale], domain="wtforms")


class PlannerForm(FlaskForm):
    """A form that writes: every POST goes through `submit`."""

    class Meta(FlaskForm.Meta):
        """How forms of this product speak."""

        def get_translations(self, _form: Form) -> Any:
            """Return the words of WTForms; Flask-WTF would read them from disk for every page."""
            return field_words(get_locale() or Locale("en"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.conflicts: list[Conflict] = []

    @property
    def values(self) -> dict[str, Any]:
        """Return what was entered, by field name: the keyword arguments of an action."""
        return {
            name: field.data
            for name, field in self._fields.items()
            if name not in NOT_VALUES and not isinstance(field, SubmitField)
        }

    def submit(self, action: Callable[..., T], *subject: object, **more: object) -> T | None:
        """Validate, act and commit; or leave the reason on the form and return None.

        The action gets the subject, the form's values and `more` as keywords. Nothing is
        half-written: whatever goes wrong, the transaction is rolled back.
        """
        if request.method != "POST" or not self.validate() or not self.is_current():
            return None
        try:
            result = action(*subject, **self.values, **more)
            db.session.commit()
        except RuleBroken as broken:
            self.give_up(str(broken))
        except StaleDataError:
            self.give_up(_("Somebody saved this at the same moment. Look again, then save."))
        except IntegrityError as clash:
            current_app.logger.info("integrity: %s", type(clash.orig).__name__)
            self.give_up(
                _("This clashes with something that was saved before. Change it, then save again.")
            )
        except OperationalError:
            self.give_up(_("The database is busy. Nothing was saved; press the button again."))
        else:
            return result
        return None

    def is_current(self) -> bool:
        """Say whether the row is still the one that the form was filled from."""
        return True

    def give_up(self, sentence: str) -> None:
        """Undo everything and put the reason on the form."""
        db.session.rollback()
        self.form_errors.append(sentence)


class VersionedForm(PlannerForm):
    """A form that edits a row others may edit too; make it with `obj=` or `data=` and `version`.

    It carries the row's version and the values it was filled with. When somebody else saved
    in between, what only they changed is taken over, and what both changed is shown side by
    side to choose from.
    """

    version = IntegerField(validators=[Optional()], widget=HiddenInput())
    base = HiddenField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_submitted():
            self.base.data = json.dumps(self.stored_values())

    def stored_values(self) -> dict[str, Any]:
        """Return the row's values as plain comparable data, by field name."""
        return {
            name: plain(field.object_data)
            for name, field in self._fields.items()
            if name not in NOT_VALUES
        }

    def is_current(self) -> bool:
        """Merge with what somebody else saved; False when both changed the same field."""
        self.take_choices()
        if self.version.data == self.version.object_data:
            return True
        self.conflicts = merge(self, self.read_base())
        self.version.data = self.version.object_data
        self.version.raw_data = [str(self.version.object_data)]
        self.base.data = json.dumps(self.stored_values())
        if self.conflicts:
            self.form_errors.append(
                _("Somebody else changed this while you were typing. Choose which to keep.")
            )
        return not self.conflicts

    def take_choices(self) -> None:
        """Take over the stored value of every field for which the reader chose it."""
        for name, field in self._fields.items():
            if request.form.get(f"keep-{name}") == "theirs":
                field.data = field.object_data

    def read_base(self) -> dict[str, Any]:
        """Return the values that the page was filled with; empty when they are unreadable."""
        try:
            found = json.loads(self.base.data or "{}")
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}


class ActionForm(PlannerForm):
    """A button: nothing to type, only the guard against forged requests."""


class FilterForm(Form):
    """A form that only reads: its values live in the URL."""


def commit_log() -> None:
    """Commit an entry of the history that a page view made."""
    db.session.commit()
