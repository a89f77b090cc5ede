"""Errors of the domain: each carries a sentence fit for the user."""


class RuleBroken(Exception):
    """A rule of the domain forbids the step; the message says which and what to do."""


class NotAllowed(RuleBroken):
    """The person's role does not allow the step."""
