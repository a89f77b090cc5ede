"""`planner outbox`: who was written to, when, and what became of it."""

import click

from planner.db import db
from planner.outbox.queries import newest_mails
from planner.outbox.words import error_words, kind_words
from planner.viewers import EVERYTHING


@click.command()
@click.option("--number", default=50, show_default=True, help="How many mails, newest first.")
def outbox(number: int) -> None:
    """List the mails that wait, were sent or were not sent; never their words."""
    db.session.info["viewer"] = EVERYTHING
    for mail in newest_mails(number):
        when = f"{mail.posted_at:%Y-%m-%d %H:%M} UTC"
        parts = (when, mail.recipient, kind_words(mail), str(mail.state.label), error_words(mail))
        click.echo("\t".join(parts))
