"""The base forms and the one write door: validate, act, commit, or show why not."""

import json
from collections.abc import Callable
from typing import Any, TypeVar

from babel import Locale
from flask import request
from flask_babel import get_locale
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from flask_wtf.form import _Auto, _is_submitted
from markupsafe import Markup
from sqlalchemy.exc import DBAPIError, IntegrityError, SAWarning, SQLAlchemyError
from wtforms import Form, HiddenField, SubmitField
from wtforms.validators import Optional
from wtforms.widgets import HiddenInput

from planner.connections import short_wait
from planner.db import db
from planner.errors import RuleBroken
from planner.shapes.base import Misfit, Shape
from planner.text.reading import json_object
from planner.troubles import trouble_of
from planner.web import kept, once
from planner.web.again import try_again
from planner.web.conflicts import Conflict, merge, plain
from planner.web.formkeys import MaskedField
from planner.web.number_fields import NumberField
from planner.web.one_line import OneLines, field_words
from planner.web.read_log import bring_in_waiting, keep_for_later, only_entries
from planner.web.sending import Sending, once_field
from planner.web.shaped import put_on_fields
from planner.web.troubles import reason

T = TypeVar("T")
NOT_VALUES = {"csrf_token", "version", "base"}


class PlannerForm(FlaskForm):
    """A form that writes: every POST goes through `submit`, with a key that is good for one."""

    shape: type[Shape] | None = None
    """What the form makes of its values and hands to the action; None hands them over loose."""
    beside: frozenset[str] = frozenset()
    """Fields that only help the page, though a part of the shape has the same name."""

    class Meta(OneLines, FlaskForm.Meta):
        """How forms of this product speak."""

        csrf_class = MaskedField

        def wrap_formdata(self, _form: Form, formdata: Any) -> Any:
            """Read the fields of a form, and neither files nor JSON in their place."""
            if formdata is not _Auto:
                return formdata
            return (request.form or None) if _is_submitted() else None

        def get_translations(self, _form: Form) -> Any:
            """Return the words of WTForms; Flask-WTF would read them from disk for every page."""
            return field_words(get_locale() or Locale("en"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.conflicts: list[Conflict] = []
        self.fills_a_row = kwargs.get("obj") is not None

    @property
    def may_be_sent_again(self) -> bool:
        """Say whether sending twice does no more than sending once, as when a row is edited."""
        return self.fills_a_row

    def hidden_tag(self, *fields: Any) -> Markup:
        """Return the hidden fields, a new one-use key among them."""
        others: Markup = super().hidden_tag(*fields)
        return others + once_field()

    @property
    def values(self) -> dict[str, Any]:
        """Return what was entered, by field name: the values of the form's shape."""
        return {
            name: field.data
            for name, field in self._fields.items()
            if name not in NOT_VALUES and not isinstance(field, SubmitField)
        }

    def made(self) -> Shape:
        """Return the shape of what was entered; Misfit says what does not fit, by field."""
        if self.shape is None:
            raise TypeError(f"{type(self).__name__} names no shape")
        return self.shape(**self.values)

    def field_at(self, path: str) -> Any:
        """Return the field that a part of the shape was entered in; None where none is shown.

        `path` is the part's name, of a row such as `places.0.town`.
        """
        return self._fields.get(path.partition(".")[0])

    def act(self, action: Callable[..., T], *subject: object, **more: object) -> T:
        """Hand the shape to the action after its subject; a form without one its loose values."""
        if self.shape is None:
            return action(*subject, **self.values, **more)
        return action(*subject, self.made(), **more)

    def submit(self, action: Callable[..., T], *subject: object, **more: object) -> T | None:
        """Validate, act and commit; or leave the reason on the form and return None.

        The action gets the subject, the form's shape and `more` as keywords. Nothing is
        half-written: whatever goes wrong, the transaction is rolled back. The form's key is
        spent in the same transaction. Who met somebody else's save at the same moment has the
        whole request handled anew (`web.again`).
        """
        if request.method != "POST" or kept.is_shown_again():
            return None
        if self.was_saved(once.sent()):
            self.ask_to_press_again()
            return None
        if not self.validate() or not self.is_current():
            return None
        try:
            self.spend_key()
            result = self.act(action, *subject, **more)
            once.note_result(result)
            kept.take()
            db.session.commit()
        except RuleBroken as broken:
            self.refuse(broken)
        except (SQLAlchemyError, SAWarning) as error:
            db.session.rollback()
            if isinstance(error, IntegrityError) and once.twin_answer():
                self.ask_to_press_again()
                return None
            try_again(error)
            self.give_up(reason(error))
        except Exception:
            self.undo()
            raise
        else:
            bring_in_waiting()
            return result
        return None

    def spend_key(self) -> None:
        """Use the form's key up, unless sending the form again does no harm."""
        if not self.may_be_sent_again:
            once.spend()

    def was_saved(self, sending: Sending | None) -> bool:
        """Say whether the key was spent by an earlier sending."""
        return bool(sending and sending.spent and not self.may_be_sent_again)

    def ask_to_press_again(self) -> None:
        """Keep the new words of a form whose key is spent, and say what to do."""
        self.form_errors.append(
            _(
                "This form was saved before, with other words in it. "
                "To save what is here now as well, press the button again."
            )
        )

    def is_current(self) -> bool:
        """Say whether the row is still the one that the form was filled from."""
        return True

    def refuse(self, broken: RuleBroken) -> None:
        """Undo everything and say why: what does not fit beside its field, a rule above all."""
        if not isinstance(broken, Misfit):
            self.give_up(str(broken))
            return
        self.undo()
        put_on_fields(self, broken)

    def give_up(self, sentence: str) -> None:
        """Undo everything and put the reason on the form; its key stays good."""
        self.undo()
        self.form_errors.append(sentence)

    def undo(self) -> None:
        """Take back all that was written, and the use of the key."""
        db.session.rollback()
        once.give_back()


class VersionedForm(PlannerForm):
    """A form that edits a row others may edit too; make it with `obj=` or `data=` and `version`.

    It carries the row's version and the values it was filled with. When somebody else saved
    in between, what only they changed is taken over, and what both changed is shown side by
    side to choose from.
    """

    version = NumberField(validators=[Optional()], widget=HiddenInput())
    base = HiddenField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_submitted():
            self.base.data = self.written_base()

    @property
    def may_be_sent_again(self) -> bool:
        """Say whether a stored row is edited: a second sending meets its version."""
        return bool(self.version.object_data)

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
        before = self.read_base()
        if before is None:
            self.form_errors.append(
                _("Part of the form did not arrive whole. Open the page again, then save.")
            )
            return False
        self.conflicts = merge(self, before)
        self.version.data = self.version.object_data
        self.version.raw_data = [str(self.version.object_data)]
        self.base.data = self.written_base()
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

    def written_base(self) -> str:
        """Return the row's values as the page carries them: those that are not blank."""
        filled = {name: value for name, value in self.stored_values().items() if value}
        return json.dumps(filled, separators=(",", ":"))

    def read_base(self) -> dict[str, Any] | None:
        """Return the values that the page was filled with; None when they are unreadable."""
        found = json_object(self.base.data or "{}")
        if not found:
            return found
        blank = {
            name: [] if isinstance(value, list) else ""
            for name, value in self.stored_values().items()
        }
        return blank | found


class ActionForm(PlannerForm):
    """A button: nothing to type, only the guard against forged requests."""


class FormPart(Form):
    """Fields that are no form of their own: a row of a larger form, a filter."""

    class Meta(OneLines, Form.Meta):
        """How forms of this product read."""


class FilterForm(FormPart):
    """A form that only reads: its values live in the URL."""


def commit_log() -> None:
    """Commit entries of the history that a page view made; reading never fails for them.

    A history entry that the database does not take at once waits in a file. Anything else that was
    written is not let go: the database's error is raised.
    """
    noted = only_entries(db.session())
    try:
        if noted:
            with short_wait(db.session.connection()):
                db.session.flush()
        db.session.commit()
    except DBAPIError as error:
        trouble = trouble_of(error)
        if trouble is None or not noted:
            raise
        db.session.rollback()
        keep_for_later(noted, trouble)
    else:
        bring_in_waiting()
