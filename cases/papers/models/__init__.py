"""Documents of a dossier, the files they came from, and the texts that are printed."""

from cases.papers.models.paper import IncomingFile, Letter, Paper
from cases.papers.models.text import Text, TextQuerySet

__all__ = ["IncomingFile", "Letter", "Paper", "Text", "TextQuerySet"]
