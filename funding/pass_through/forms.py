from decimal import Decimal
from typing import Any

from django import forms

from funding.contributions.agreement_forms import helper
from funding.contributions.choices import RoundState
from funding.contributions.fields import EuroField
from funding.contributions.models import Round
from funding.contributions.pasting import let_paste
from zorgportaal.accounts.models import User
from zorgportaal.layout import Part

AMOUNT_PROBLEM = "Vul bij “Door te schuiven btw” een bedrag in euro in, bijvoorbeeld 12.345,67."
PUBLIC_BODIES_ONLY = (
    "Vink dit aan als het klopt. Doet er een andere organisatie mee, dan mag u geen btw doorschuiven."
)


class ProposalForm(forms.Form):
    """What is passed on, for which round and on what ground; the action knows whether that can be."""

    round = forms.ModelChoiceField(Round.objects.none())
    total = EuroField(
        label="Door te schuiven btw",
        min_value=Decimal("0.01"),
        max_digits=12,
        decimal_places=2,
        help_text="De btw die het samenwerkingsverband over dit jaar betaalde en mag doorschuiven. In euro.",
        error_messages={
            "min_value": "De btw is meer dan nul.",
            **dict.fromkeys(
                ("invalid", "max_decimal_places", "max_digits", "max_whole_digits"), AMOUNT_PROBLEM
            ),
        },
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "input--m"}),
    )
    basis = forms.CharField(
        label="Goedkeuring van de Belastingdienst",
        max_length=300,
        help_text="Welke goedkeuring, van welke dag, met welk kenmerk? Dit staat op elke opgave.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    only_public_bodies = forms.BooleanField(
        label="Er doen alleen overheden mee aan het samenwerkingsverband",
        error_messages={"required": PUBLIC_BODIES_ONLY},
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        let_paste(self)
        issued = Round.objects.visible_to(user).filter(state=RoundState.ISSUED).select_related("scheme")
        self.fields["round"] = forms.ModelChoiceField(
            issued,
            label="Regeling en jaar",
            empty_label="Kies",
            help_text="Alleen rondes waarvan de facturen er zijn.",
            error_messages={"invalid_choice": "Kies een ronde waarvan de facturen er zijn."},
        )
        self.helper = helper(
            "Verdeel en stel voor",
            Part("Waarvoor", "round"),
            Part("Btw", "total", "basis"),
            Part("Voorwaarde", "only_public_bodies"),
        )
