"""The base forms and the one write door: validate, act, commit, or show why not."""

from collections.abc import Callable
from typing import Any, TypeVar

from babel import Locale
from flask import request
from flask_babel import get_locale
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from flask_wtf.form import _Auto, _is_submitted
from markupsafe import Markup
from sqlalchemy.exc import IntegrityError, SAWarning, SQLAlchemyError
from wtforms import Form, SubmitField

from planner.db import db
from planner.errors import RuleBroken
from planner.shapes.base import Misfit, Shape
from planner.web import first_answers, kept, kept_rows, once
from planner.web.again import try_again
from planner.web.conflicts import Conflict
from planner.web.form_guards import once_field
from planner.web.masked_tokens import MaskedField
from planner.web.one_line import OneLines, field_words
from planner.web.read_log import bring_in_waiting
from planner.web.sending import Sending
from planner.web.shape_faults import put_on_fields
from planner.web.trouble_reasons import reason

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
            kept_rows.take()
            db.session.commit()
        except RuleBroken as broken:
            self.refuse(broken)
        except (SQLAlchemyError, SAWarning) as error:
            db.session.rollback()
            if isinstance(error, IntegrityError) and first_answers.twin_answer():
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


class ActionForm(PlannerForm):
    """A button: nothing to type, only the guard against forged requests."""


class FormPart(Form):
    """Fields that are no form of their own: a row of a larger form, a filter."""

    class Meta(OneLines, Form.Meta):
        """How forms of this product read."""


class FilterForm(FormPart):
    """A form that only reads: its values live in the URL."""
