"""The form that mails a report."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField

from planner.shapes.mailing import AskedMailing
from planner.text.reading import row_id
from planner.web.fields import ChoicesField
from planner.web.forms import PlannerForm


class MailingForm(PlannerForm):
    """To whom, in which forms, with which words."""

    shape = AskedMailing

    colleagues = ChoicesField(_l("Colleagues"), coerce=row_id)
    forms = ChoicesField(_l("Files"))
    message = TextAreaField(
        _l("Message"),
        description=_l("It stands in the mail as you write it, whatever the report is marked."),
        render_kw={"rows": 3},
    )

    def __init__(self, *args: Any, offered: dict[int, str], forms: dict[str, str]) -> None:
        """Offer colleagues by their keys, and forms of files by their endings."""
        super().__init__(*args)
        self.colleagues.choices = list(offered.items())
        self.forms.choices = list(forms.items())
