"""What a municipality fills in about its invoices, and what whoever keeps the books notes."""

from collections.abc import Callable
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout, Submit
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from funding.contributions.models import Scheme
from funding.einvoicing import numbers
from funding.invoices.choices import PaymentState
from funding.invoices.models import Correction, Invoice, Receiver
from zorgportaal.accounts.models import User

EARLIEST, LATEST = 2019, 2100
POSTAL_CODE = r"^[1-9][0-9]{3} ?[A-Za-z]{2}$"
WHOLE_ADDRESS = ("street", "postal_code", "city")
YEAR_PROBLEM = f"Vul bij “Jaar” een jaar in van {EARLIEST} tot en met {LATEST}."
AMOUNT_PROBLEM = "Vul bij “Bedrag” een bedrag in euro in, bijvoorbeeld 1.078,24."


def helper(submit: str) -> FormHelper:
    made = FormHelper()
    made.add_input(Submit("submit", submit))
    return made


class ReceiverForm(forms.ModelForm):
    """Where invoices come in, and what stands on them. An OIN or a KvK number that cannot be is refused."""

    postal_code = forms.RegexField(
        POSTAL_CODE,
        label="Postcode",
        required=False,
        error_messages={"invalid": "Een postcode is vier cijfers en twee letters, bijvoorbeeld 5953 LP."},
        widget=forms.TextInput(attrs={"class": "input--s"}),
    )

    class Meta:
        model = Receiver
        fields = [
            "attention", "street", "postal_code", "city", "email", "oin", "kvk", "profile", "cost_centre",
            "task_field",
        ]  # fmt: skip
        labels = {
            "attention": "Ter attentie van",
            "street": "Straat en huisnummer",
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
        self.helper = helper("Bewaar")
        self.helper.layout = Layout(
            Fieldset("Adres op de factuur", "attention", *WHOLE_ADDRESS),
            Fieldset("E-factuur en bericht", "email", "oin", "kvk", "profile"),
            Fieldset("Uw eigen codes", "cost_centre", "task_field"),
        )

    def clean_oin(self) -> str:
        return self._right("oin", numbers.check_oin)

    def clean_kvk(self) -> str:
        return self._right("kvk", numbers.check_kvk)

    def clean_postal_code(self) -> str:
        """As it stands on an envelope: 5953 LP."""
        code = str(self.cleaned_data["postal_code"]).replace(" ", "").upper()
        return f"{code[:4]} {code[4:]}".strip()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if any(data.get(name) for name in WHOLE_ADDRESS):
            for name in WHOLE_ADDRESS:
                if name in data and not data[name]:
                    self.add_error(name, f"Vul ook “{self.fields[name].label}” in, of laat het adres leeg.")
        return data

    def _right(self, name: str, check: Callable[[str], None]) -> str:
        number = "".join(str(self.cleaned_data[name]).split())
        if number:
            try:
                check(number)
            except numbers.WrongNumber as problem:
                raise ValidationError(str(problem)) from problem
        return number


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
        self.helper = helper("Bewaar inkoopnummer")


class PaymentForm(forms.Form):
    """What came in; the action knows whether that much is open."""

    amount = forms.DecimalField(
        label="Bedrag",
        max_digits=12,
        decimal_places=2,
        localize=True,
        help_text="In euro, met een komma voor de centen.",
        error_messages=dict.fromkeys(
            ("invalid", "max_decimal_places", "max_digits", "max_whole_digits"), AMOUNT_PROBLEM
        ),
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "input--m"}),
    )
    received_on = forms.DateField(label="Ontvangen op", help_text="De dag van het bankafschrift.")

    def __init__(self, *args: Any, invoice: Invoice, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.invoice = invoice
        self.helper = helper("Noteer betaling")

    def clean_amount(self) -> Any:
        amount = self.cleaned_data["amount"]
        if amount <= 0:
            raise ValidationError("Een betaling is meer dan nul.")
        return amount

    def clean_received_on(self) -> Any:
        day = self.cleaned_data["received_on"]
        if day > timezone.localdate():
            raise ValidationError("Deze dag moet nog komen. Vul de dag in waarop het geld binnenkwam.")
        if day < self.invoice.issued_on:
            raise ValidationError("Deze dag ligt voor de factuurdatum.")
        return day


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
        self.helper = helper("Stel correctie voor")


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
