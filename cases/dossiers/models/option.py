"""The words of the law and the field."""

import uuid
from typing import Any, Self

from django.db import models

from cases.dossiers.choices import Vocabulary
from zorgportaal.regions.models import ReferenceQuerySet, ends_after_start

# Lists of which the standard has a word for all that it has no word for.
HAS_OTHER = (Vocabulary.EXPLOITATION_FORM, Vocabulary.COERCION, Vocabulary.RECRUITMENT)


class OptionQuerySet(ReferenceQuerySet["Option"]):
    def of(self, vocabulary: Vocabulary) -> Self:
        return self.filter(vocabulary=vocabulary)


class Option(models.Model):
    """One word of a list of the law or the field, with the days on which it holds. «optie»"""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    vocabulary = models.CharField("lijst", max_length=30, choices=Vocabulary)
    code = models.CharField("code", max_length=30)
    label = models.CharField("naam", max_length=120)
    help_text = models.CharField("uitleg", max_length=200, blank=True)
    position = models.PositiveSmallIntegerField("volgorde")
    valid_from = models.DateField("geldig vanaf", null=True, blank=True)
    valid_until = models.DateField("geldig tot", null=True, blank=True)
    attributes = models.JSONField("kenmerken", default=dict, blank=True)
    # The data file decides no more: two administrators changed its name or days here.
    is_kept_here = models.BooleanField("bijgehouden in het portaal", default=False)

    objects = OptionQuerySet.as_manager()

    class Meta:
        verbose_name = "optie"
        verbose_name_plural = "opties"
        ordering = ["vocabulary", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["vocabulary", "code"],
                name="option_code_once_per_vocabulary",
                violation_error_message="Deze code staat al in de lijst.",
            ),
            ends_after_start("option_ends_after_start"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def htcds(self) -> str:
        """The value of the Human Trafficking Case Data Standard 2.0; with an x in front it is our own."""
        other = "Other" if self.vocabulary in HAS_OTHER else "xOther"
        return str(self.attributes.get("htcds", other))


def word(vocabulary: Vocabulary, *, may_be_unknown: bool = False) -> "models.ForeignKey[Any, Any]":
    """A relation to one word of a vocabulary; `may_be_unknown` lets it be empty."""
    return models.ForeignKey(
        Option,
        models.PROTECT,
        related_name="+",
        verbose_name=vocabulary.label,
        limit_choices_to={"vocabulary": vocabulary},
        null=may_be_unknown,
        blank=may_be_unknown,
    )
