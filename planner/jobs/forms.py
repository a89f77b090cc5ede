"""The form that starts long work."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import RadioField

from planner.shapes.work import AskedWork
from planner.web.forms import PlannerForm


class StartJobForm(PlannerForm):
    """Choose what is to be done."""

    shape = AskedWork

    kind = RadioField(_l("What is to be done"))

    def __init__(self, *args: Any, kinds: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind.choices = dict(kinds)
