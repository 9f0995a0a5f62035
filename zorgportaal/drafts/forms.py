"""Which draft somebody throws away."""

from typing import Any

from django import forms

from zorgportaal.drafts.models import Draft, DraftQuerySet


class ThrowAwayForm(forms.Form):
    """One of one's own drafts."""

    draft = forms.ModelChoiceField(Draft.objects.none())

    def __init__(self, *args: Any, drafts: DraftQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["draft"] = forms.ModelChoiceField(drafts)
