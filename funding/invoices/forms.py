"""What a municipality fills in about its invoices, and what whoever keeps the books notes."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout, Submit
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from funding.contributions.contribution import euro
from funding.contributions.fields import EuroField
from funding.contributions.models import Scheme
from funding.contributions.pasting import DigitsField, let_paste
from funding.einvoicing import numbers
from funding.invoices import addresses
from funding.invoices.choices import Direction, PaymentState
from funding.invoices.models import Correction, CorrectionRequest, Invoice, Receiver
from zorgportaal.accounts.models import User

EARLIEST, LATEST = 2019, 2100
WHOLE_ADDRESS = ("street", "postal_code", "city")
YEAR_PROBLEM = f"Vul bij “Jaar” een jaar in van {EARLIEST} tot en met {LATEST}."
AMOUNT_PROBLEM = "Vul bij “Bedrag” een bedrag in euro in, bijvoorbeeld 1.078,24."


def helper(submit: str) -> FormHelper:
    made = FormHelper()
    made.add_input(Submit("submit", submit))
    return made


def without_form() -> FormHelper:
    """The page makes the form itself: it puts the place of the draft into it too."""
    made = FormHelper()
    made.form_tag = False
    return made


class ReceiverForm(forms.ModelForm):
    """Where invoices come in, and what stands on them. An OIN or a KvK number that cannot be is refused."""

    class Meta:
        model = Receiver
        field_classes = {"oin": DigitsField, "kvk": DigitsField}
        fields = [
            "attention", "street", "postal_code", "city", "email", "oin", "kvk", "profile", "cost_centre",
            "task_field",
        ]  # fmt: skip
        labels = {
            "attention": "Ter attentie van",
            "street": "Straat en huisnummer",
            "postal_code": "Postcode",
            "city": "Plaats",
            "email": "E-mailadres voor facturen",
            "oin": "OIN",
            "kvk": "KvK-nummer",
            "profile": "Soort e-factuur",
            "cost_centre": "Kostenplaats",
            "task_field": "Taakveld",
        }
        help_texts = {
            "street": "Het vestigingsadres. Een postbus mag niet op een factuur.",
            "email": "Naar dit adres gaat een bericht zodra er iets klaarstaat. Er staat niet in wat.",
            "oin": "Het nummer van uw gemeente voor digitaal verkeer: twintig cijfers.",
            "kvk": "Acht cijfers. Vul het OIN of het KvK-nummer in, of beide.",
            "profile": "Weet u het niet? Kies dan NLCIUS.",
            "cost_centre": "Staat op de factuur en in de paragraaf voor de raad.",
            "task_field": "Bijvoorbeeld 6.81b. Staat in de paragraaf voor de raad.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("oin", "kvk", "cost_centre", "task_field"):
            self.fields[name].widget.attrs["class"] = "input--m"
        self.fields["postal_code"].widget.attrs["class"] = "input--s"
        let_paste(self)
        self.helper = without_form()
        self.helper.layout = Layout(
            Fieldset("Adres op de factuur", "attention", *WHOLE_ADDRESS),
            Fieldset("E-factuur en bericht", "email", "oin", "kvk", "profile"),
            Fieldset("Uw eigen codes", "cost_centre", "task_field"),
        )

    def clean_oin(self) -> str:
        return self._right("oin", numbers.check_oin)

    def clean_kvk(self) -> str:
        return self._right("kvk", numbers.check_kvk)

    def clean_street(self) -> str:
        return self._address("street", addresses.street)

    def clean_postal_code(self) -> str:
        return self._address("postal_code", addresses.postal_code)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if any(data.get(name) for name in WHOLE_ADDRESS):
            for name in WHOLE_ADDRESS:
                if name in data and not data[name]:
                    self.add_error(name, f"Vul ook “{self.fields[name].label}” in, of laat het adres leeg.")
        return data

    def _right(self, name: str, check: Callable[[str], None]) -> str:
        number = str(self.cleaned_data[name])
        if number:
            try:
                check(number)
            except numbers.WrongNumber as problem:
                raise ValidationError(str(problem)) from problem
        return number

    def _address(self, name: str, check: Callable[[str], str]) -> str:
        text = str(self.cleaned_data[name])
        try:
            return check(text) if text else ""
        except addresses.WrongAddress as problem:
            raise ValidationError(str(problem)) from problem


class YearField(forms.IntegerField):
    """A year of contributions, in four digits."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label="Jaar",
            localize=False,
            min_value=EARLIEST,
            max_value=LATEST,
            error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), YEAR_PROBLEM),
            widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "input--s"}),
            **kwargs,
        )


class OrderForm(forms.Form):
    """The own number of a municipality for the invoices of one year."""

    year = YearField()
    number = forms.CharField(
        label="Inkoopnummer",
        max_length=40,
        help_text="Dit nummer komt op elke factuur van dat jaar die nog gemaakt wordt.",
        widget=forms.TextInput(attrs={"class": "input--m"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        let_paste(self)
        self.helper = without_form()


class PaymentForm(forms.Form):
    """What came in; the action knows whether that much is open."""

    submit = "Noteer betaling"
    direction = Direction.RECEIVED

    amount = EuroField(
        label="Bedrag",
        max_digits=12,
        decimal_places=2,
        help_text="In euro, met een komma voor de centen.",
        error_messages=dict.fromkeys(
            ("invalid", "max_decimal_places", "max_digits", "max_whole_digits"), AMOUNT_PROBLEM
        ),
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "input--m"}),
    )
    paid_on = forms.DateField(label="Ontvangen op", help_text="De dag van het bankafschrift.")
    is_another = forms.BooleanField(label="Ja, dit is een andere betaling", required=False)

    def __init__(self, *args: Any, invoice: Invoice, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.invoice = invoice
        if not self.is_bound:
            del self.fields["is_another"]
        self.helper = helper(self.submit)

    def clean(self) -> dict[str, Any]:
        """The same form from two windows must not count twice."""
        data = super().clean() or self.cleaned_data
        if self.errors or data["is_another"] or not self._is_noted(**data):
            self.fields.pop("is_another", None)
        else:
            self.add_error(
                "is_another", f"Er staat al {euro(data['amount'])} op deze dag. Is dit een andere betaling?"
            )
        return data

    def _is_noted(self, *, amount: Decimal, paid_on: date, **_rest: Any) -> bool:
        same = self.invoice.payments.filter(amount=amount, paid_on=paid_on, direction=self.direction)
        return same.filter(withdrawn_at=None).exists()

    def clean_amount(self) -> Any:
        amount = self.cleaned_data["amount"]
        if amount <= 0:
            raise ValidationError("Vul een bedrag in dat meer is dan nul.")
        return amount

    def clean_paid_on(self) -> Any:
        day = self.cleaned_data["paid_on"]
        if day > timezone.localdate():
            raise ValidationError("Deze dag moet nog komen. Vul de dag van het bankafschrift in.")
        if day < self.invoice.issued_on:
            raise ValidationError("Deze dag ligt voor de factuurdatum.")
        return day


class ReturnForm(PaymentForm):
    """What went back: as a rule all that is to return."""

    submit = "Noteer terugbetaling"
    direction = Direction.RETURNED

    def __init__(self, *args: Any, invoice: Invoice, **kwargs: Any) -> None:
        super().__init__(*args, invoice=invoice, **kwargs)
        self.fields["amount"].initial = invoice.balance.to_return or None
        self.fields["paid_on"].label = "Teruggestort op"


class CorrectionForm(forms.ModelForm):
    """Why an invoice is put right, and whether a new one follows."""

    class Meta:
        model = Correction
        fields = ["reason", "is_reissued"]
        labels = {"reason": "Reden", "is_reissued": "Maak ook een nieuwe factuur"}
        help_texts = {
            "reason": "Bijvoorbeeld: het inkoopnummer klopte niet. De gemeente leest dit op haar pagina.",
            "is_reissued": "Met de aantallen, besluiten, adressen en inkoopnummers die nu bekend zijn.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        let_paste(self)
        self.helper = helper("Stel correctie voor")


class CorrectionRequestForm(forms.ModelForm):
    """What a municipality says is wrong."""

    class Meta:
        model = CorrectionRequest
        fields = ["reason"]
        labels = {"reason": "Wat klopt er niet?"}
        help_texts = {
            "reason": "Bijvoorbeeld: het inkoopnummer moet 4500012345 zijn. Of: het adres is niet meer goed.",
        }
        widgets = {"reason": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        let_paste(self)
        self.helper = without_form()


class RejectionForm(forms.Form):
    """Why nothing changes."""

    answer = forms.CharField(
        label="Antwoord",
        max_length=300,
        help_text="De gemeente leest dit op haar pagina.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        let_paste(self)
        self.helper = helper("Wijs verzoek af")


class BooksForm(forms.Form):
    """Which part of the books: in an address, so that it can be kept."""

    scheme = forms.ModelChoiceField(
        Scheme.objects.none(), label="Regeling", required=False, empty_label="alle regelingen"
    )
    year = forms.TypedChoiceField(label="Jaar", required=False, coerce=int, empty_value=None)
    state = forms.ChoiceField(
        label="Status", required=False, choices=[("", "elke status"), *PaymentState.choices]
    )

    def __init__(self, *args: Any, user: User, years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scheme"] = forms.ModelChoiceField(
            Scheme.objects.visible_to(user), label="Regeling", required=False, empty_label="alle regelingen"
        )
        year = self.fields["year"]
        assert isinstance(year, forms.TypedChoiceField)
        year.choices = [("", "alle jaren"), *((one, str(one)) for one in years)]
        self.helper = helper("Toon")
        self.helper.form_method = "get"
        self.helper.disable_csrf = True
