"""Revisions of git as sides of a review: checked out beside the repository, and synthesized there.

The checkout of the user is only read. `sides` says which side is a path and which a revision, and
gives a folder of templates for each, as long as its context lasts.
"""

from tocsin.cli.revisions.kept import keep_templates
from tocsin.cli.revisions.sides import Asked, Side, Sides, sides

__all__ = ["Asked", "Side", "Sides", "keep_templates", "sides"]
