"""Templates whose macros are made once, not compared at every import.

Jinja gives each template a list of global names of its own and compares it, name by name, with
the list of whoever takes macros from it: a page does so fifteen times. All templates of the
product stand in one environment and know the same, and no view gives a template globals.
"""

from typing import Any

from jinja2 import Template
from jinja2.environment import TemplateModule


class OneModule(Template):
    """A template with one set of macros, for everybody who imports it without its context."""

    def _get_default_module(self, _ctx: Any = None) -> TemplateModule:
        """Return its macros, made at the first use."""
        if self._module is None:
            self._module = self.make_module()
        return self._module
