"""What would become of each line: the same questions and the same rules as the intake."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.choices import flatten_choices

from cases.dossiers import lookup
from cases.dossiers.forms import RegisterForm
from cases.dossiers.models import Dossier
from cases.dossiers.registration import Facts, Identity, problems
from cases.takeover.columns import COLUMNS
from cases.takeover.models import Rows
from zorgportaal.accounts.models import User

HEADINGS = {column.question: column.heading for column in COLUMNS}
YES = {"ja", "j", "x", "1", "waar"}
UNSAID = {"certainty": "certain", "children_along": "0"}


@dataclass
class Line:
    """One line: what it becomes, or what is wrong in which column, and what is worth a second look."""

    number: int
    summary: str = ""
    problems: list[tuple[str, str]] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)
    facts: Facts | None = None
    identity: Identity = field(default_factory=Identity)


def rehearse(rows: Rows, *, by: User) -> list[Line]:
    """Every line's fate. Asks the database a fixed number of times, for any number of lines."""
    form = RegisterForm({})
    words = {name: _words(question) for name, question in form.fields.items()}
    lines = [_line(number, values, form, words) for number, values in rows]
    _hint_at_doubles(lines, by)
    return lines


def _words(question: forms.Field) -> dict[str, str]:
    """What the list says, for the value that the form wants."""
    if not isinstance(question, forms.ChoiceField):
        return {}
    offered: Any = flatten_choices(question.choices)  # type: ignore[arg-type]
    return {str(label).casefold(): str(value) for value, label in offered if value != ""}


def choices(form: RegisterForm) -> dict[str, list[str]]:
    """The words to choose from, by question: for the lists of the template."""
    found = {}
    for name in HEADINGS:
        question = form.fields[name]
        if isinstance(question, forms.ChoiceField):
            offered: Any = flatten_choices(question.choices)  # type: ignore[arg-type]
            found[name] = [str(label) for value, label in offered if value != ""]
        elif isinstance(question, forms.BooleanField):
            found[name] = ["Ja", "Nee"]
    return found


def _line(number: int, values: dict[str, str], form: RegisterForm, words: dict[str, dict[str, str]]) -> Line:
    line = Line(number)
    form.data = dict(_typed(values, form, words, line))
    form.full_clean()
    for name, sentences in form.errors.items():
        if name not in dict(line.problems):
            line.problems += [(name, str(sentence)) for sentence in sentences]
    if not line.problems:
        line.identity, facts = form.identity(), form.facts()
        line.facts = facts.with_age_from(line.identity.birth_date)
        line.problems = list(problems(line.facts, line.identity).items())
        line.summary = _summary(line.facts)
    line.problems = [(HEADINGS.get(name, name), sentence) for name, sentence in line.problems]
    return line


def _typed(
    values: dict[str, str], form: RegisterForm, words: dict[str, dict[str, str]], line: Line
) -> Iterator[tuple[str, Any]]:
    """The line as a browser would send it; a word that is in no list is a problem of its column."""
    for name, question in form.fields.items():
        text = values.get(name, "") or UNSAID.get(name, "")
        if isinstance(question, forms.BooleanField):
            if text.casefold() in YES:
                yield name, "on"
        elif isinstance(question, forms.MultipleChoiceField):
            yield name, question.initial or []
        elif known := words[name]:
            if text and text.casefold() not in known and text not in known.values():
                line.problems.append((name, f"“{text}” staat niet in de lijst op het blad “Keuzes”."))
            yield name, known.get(text.casefold(), text)
        else:
            yield name, text


def _summary(facts: Facts) -> str:
    """What may stand on a page of many people: never a name."""
    age = "leeftijd onbekend" if facts.age is None else f"{facts.age} jaar"
    return f"{facts.gender.label}, {age}, aangemeld op {facts.reported_on:%d-%m-%Y}"


def _hint_at_doubles(lines: list[Line], by: User) -> None:
    """The same V-number or phone twice in the file, or in a dossier that is known already."""
    prints = {line.number: set(filter(None, _prints(line))) for line in lines}
    often = Counter(one for found in prints.values() for one in found)
    known = _known(set(often), by)
    for line in lines:
        for one in prints[line.number]:
            if often[one] > 1:
                line.hints.append("Dit V-nummer of telefoonnummer staat vaker in het bestand.")
            if one in known:
                line.hints.append(f"Dit V-nummer of telefoonnummer staat al in {known[one]}.")


def _prints(line: Line) -> tuple[str, str]:
    return lookup.v_number(line.identity.v_number), lookup.phone(line.identity.phone)


def _known(prints: set[str], by: User) -> dict[str, str]:
    dossiers = Dossier.objects.visible_to(by)
    found: dict[str, str] = {}
    for name in ("v_number_index", "phone_index"):
        rows = dossiers.filter(**{f"person__{name}__in": prints})
        found |= dict(rows.values_list(f"person__{name}", "case_number"))
    return found
