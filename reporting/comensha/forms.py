"""Which period a report is about: one of a list, or whole quarters from–to."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Row, Submit
from django import forms
from django.utils import timezone
from django.utils.formats import date_format

from reporting.comensha.actions import published_in
from reporting.periods import Period, Quarter, cut_by

OTHER = "anders"


class ReportForm(forms.Form):
    """Offers the periods that are over; the last two fields are for any other whole quarters."""

    preset = forms.ChoiceField(label="Periode")
    first_day = forms.DateField(label="Van", required=False, help_text="De eerste dag van een kwartaal.")
    last_day = forms.DateField(
        label="Tot en met", required=False, help_text="De laatste dag van een kwartaal."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offered = {period.code: period for period in _allowed()}
        self.fields["preset"] = self._preset()
        self.helper = FormHelper()
        self.helper.layout = Layout("preset", Row("first_day", "last_day"))
        self.helper.add_input(Submit("submit", "Maak verslag"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("first_day"), cleaned.get("last_day")
        if self.errors:
            return cleaned
        if cleaned["preset"] == OTHER:
            self._clean_days(first, last)
        elif first or last:
            self.add_error("preset", "Kies een periode uit de lijst, of “andere periode” met twee datums.")
        return cleaned

    def period(self) -> Period:
        """What was chosen. Of a valid form only."""
        cleaned = self.cleaned_data
        if cleaned["preset"] == OTHER:
            return Period.of_days(cleaned["first_day"], cleaned["last_day"])
        return self._offered[cleaned["preset"]]

    def _clean_days(self, first: date | None, last: date | None) -> None:
        if first is None:
            self.add_error("first_day", "Vul de eerste dag in, bijvoorbeeld 1-7-2026.")
        if last is None:
            self.add_error("last_day", "Vul de laatste dag in, bijvoorbeeld 30-9-2026.")
        if first is None or last is None:
            return
        for field, words in _problems(first, last):
            self.add_error(field, words)

    def _preset(self) -> forms.ChoiceField:
        choices = [(code, _name(period)) for code, period in self._offered.items()]
        return forms.ChoiceField(
            label="Periode", choices=[*choices, (OTHER, "Andere periode")], widget=forms.RadioSelect
        )


def offered(today: date) -> Iterator[Period]:
    """The last closed quarters, half-years and years: three, two and two."""
    closed = Quarter.last_closed(today)
    quarters = [closed.moved(-back) for back in range(8)]
    yield from (Period(quarter, quarter) for quarter in quarters[:3])
    yield from _ending(quarters, length=2, ends={2, 4})
    yield from _ending(quarters, length=4, ends={4})


def _allowed() -> list[Period]:
    """Of the offered periods those that divide nothing that was published."""
    periods = list(offered(timezone.localdate()))
    published = published_in({period.first.year for period in periods})
    return [period for period in periods if cut_by(period, published) is None]


def _ending(quarters: list[Quarter], *, length: int, ends: set[int]) -> list[Period]:
    whole = [Period(last.moved(1 - length), last) for last in quarters if last.number in ends]
    return whole[:2]


def _problems(first: date, last: date) -> Iterator[tuple[str, str]]:
    start, end = Quarter.of(first), Quarter.of(last)
    if last < first:
        yield "last_day", "De laatste dag ligt voor de eerste. Draai ze om."
        return
    if first != start.first_day:
        yield (
            "first_day",
            f"Een verslag begint op de eerste dag van een kwartaal: {date_format(start.first_day)}.",
        )
    if last != end.last_day:
        yield (
            "last_day",
            f"Een verslag eindigt op de laatste dag van een kwartaal: {date_format(end.last_day)}.",
        )
    if start.year != end.year:
        yield "first_day", "Een verslag gaat over kwartalen van één jaar."


def _name(period: Period) -> str:
    name = f"jaar {period.label}" if period.is_year else period.label
    return f"{name[0].upper()}{name[1:]}"
