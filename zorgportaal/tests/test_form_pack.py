"""The crispy pack: label, hint, error and control belong together, and the summary leads to each."""

import re
from datetime import date

import pytest
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Row, Submit
from crispy_forms.utils import render_crispy_form
from django import forms

from zorgportaal.layout import Part


class Intake(forms.Form):
    """Somebody new, with one field of each kind."""

    name = forms.CharField(label="Roepnaam", required=False, help_text="Alleen uw team ziet dit.")
    found_on = forms.DateField(label="Aangetroffen op")
    age = forms.IntegerField(label="Leeftijd", min_value=0, max_value=120)
    kind = forms.ChoiceField(
        label="Hoe registreert u?",
        choices=[("a", "Op naam"), ("b", "Anoniem")],
        widget=forms.RadioSelect,
    )
    needs = forms.MultipleChoiceField(
        label="Nodig",
        choices=[("bed", "Bed"), ("tolk", "Tolk")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    status = forms.ChoiceField(label="Verblijf", choices=[("", "---------"), ("eu", "EU-burger")])
    paper = forms.FileField(label="Formulier")
    sure = forms.BooleanField(label="Ik heb dit gecontroleerd")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.add_input(Submit("submit", "Opslaan"))
        self.helper.add_input(Submit("later", "Later verder", css_class="button--second"))


@pytest.fixture
def blank() -> str:
    return render_crispy_form(Intake())


@pytest.fixture
def refused() -> str:
    return render_crispy_form(Intake({"found_on": "36-10-2026", "age": "-3", "name": "<b>Noor"}))


def test_form_without_errors_has_no_summary(blank):
    assert "Er gaat nog iets mis" not in blank
    assert "aria-invalid" not in blank


def test_summary_comes_first_and_takes_the_focus(refused):
    assert refused.index('class="errors"') < refused.index("<form")
    assert re.search(r'<div class="errors" role="alert" tabindex="-1" autofocus>', refused)


def test_summary_leads_to_a_control_for_each_wrong_field(refused):
    anchors = re.findall(r'<li><a href="#([^"]+)"', refused)

    assert anchors == [
        "id_found_on",
        "id_age",
        "id_kind_0",
        "id_status",
        "id_paper",
        "id_sure",
    ]
    assert [anchor for anchor in anchors if f'id="{anchor}"' not in refused] == []


def test_summary_and_field_say_the_same_words(refused):
    summary = re.findall(r'<li><a href="#[^"]+">([^<]+)</a>', refused)
    beside = re.findall(r'<span class="visually-hidden">Fout: </span>([^<]+)', refused)

    assert summary == beside
    assert summary[0] == "Vul bij “Aangetroffen op” een datum in, bijvoorbeeld 16-10-2026."


def test_every_description_that_a_control_points_at_exists(refused):
    ids = {i for group in re.findall(r'aria-describedby="([^"]+)"', refused) for i in group.split()}

    assert {
        "id_name_helptext",
        "id_found_on_error",
        "id_kind_error",
        "id_paper_error",
    } <= ids
    assert [i for i in ids if f'id="{i}"' not in refused] == []


def test_every_label_points_at_a_control(blank):
    targets = re.findall(r'<label class="field__label" for="([^"]+)"', blank)

    assert [target for target in targets if f'id="{target}"' not in blank] == []


def test_only_what_may_stay_empty_says_so(blank):
    assert re.findall(r">([^<>]+) <small>\(mag leeg\)", blank) == ["Roepnaam", "Nodig"]


def test_search_form_does_not_say_that_it_may_stay_empty():
    form = Intake()
    form.helper.form_method = "get"

    assert "(mag leeg)" not in render_crispy_form(form)


def test_what_was_typed_stays_and_is_escaped(refused):
    assert 'value="36-10-2026"' in refused
    assert 'value="-3"' in refused
    assert "&lt;b&gt;Noor" in refused
    assert "<b>Noor" not in refused


def test_number_is_typed_as_text_so_that_the_browser_keeps_a_wrong_one(blank):
    assert re.search(r'<input type="text" inputmode="numeric" name="age"', blank)


def test_empty_choice_tells_what_to_do(blank):
    assert re.search(r'<option value="" selected>Kies</option>', blank)


def test_radio_buttons_stand_in_a_fieldset_with_a_legend(blank):
    assert re.search(
        r'<fieldset class="field">\s*<legend class="field__label">Hoe registreert u\?',
        blank,
    )
    assert blank.count('type="radio"') == 2


def test_form_with_a_file_can_be_sent(blank):
    assert 'enctype="multipart/form-data"' in blank


def test_page_carries_no_inline_style_or_script(refused):
    assert re.findall(r'style=|<script|\son\w+="', refused) == []


def test_first_button_leads_and_second_button_names_itself(blank):
    assert re.search(r'<button type="submit" class="button" >Opslaan', blank)
    assert re.search(r'name="later" value="Later verder" class="button button--second"', blank)


def test_date_is_shown_back_as_it_is_typed():
    assert 'value="16-10-2026"' in render_crispy_form(Intake(initial={"found_on": date(2026, 10, 16)}))


def test_date_is_typed_in_dutch_order_whatever_the_browser_speaks():
    class Term(forms.Form):
        ends_on = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    html = render_crispy_form(Term(initial={"ends_on": date(2026, 10, 16)}))

    assert 'type="date"' not in html
    assert 'value="16-10-2026" placeholder="dd-mm-jjjj"' in html


def test_summary_follows_the_order_of_the_page():
    form = Intake({})
    form.helper.layout = Layout(Part("Eerst", "status"), Part("Dan", "age"))

    html = render_crispy_form(form)

    assert re.findall(r'<li><a href="#([^"]+)"', html)[:2] == ["id_status", "id_age"]


def test_part_puts_its_heading_in_the_margin():
    form = Intake()
    form.helper.layout = Layout(Part("1. Wie", Row("name", "age"), hint="Naam mag later."))

    html = render_crispy_form(form)

    assert re.search(r'<div class="part__margin"><h2>1\. Wie</h2><p>Naam mag later\.</p>', html)
    assert '<div class="fields"' in html


def test_choice_can_carry_a_hint():
    form = Intake()
    form.fields["kind"].hints = {"b": "geen naam opgeslagen"}

    assert "<span>Anoniem<small>geen naam opgeslagen</small></span>" in render_crispy_form(form)


def test_error_of_the_whole_form_stands_in_the_summary():
    form = Intake({})
    form.add_error(None, "Dit dossier is al afgesloten.")

    assert "<li>Dit dossier is al afgesloten.</li>" in render_crispy_form(form)


def test_words_of_a_room_are_kept():
    form = Intake({})
    form.errors["status"] = form.error_class(["Kies de grond voor verblijf."])

    assert "Kies de grond voor verblijf." in render_crispy_form(form)


def test_set_of_forms_has_one_summary_over_all_of_them():
    class Line(forms.Form):
        text = forms.CharField(label="Regel")

    lines = forms.formset_factory(Line, extra=2, min_num=2, validate_min=True)
    data = {
        "form-TOTAL_FORMS": 2,
        "form-INITIAL_FORMS": 0,
        "form-0-text": "",
        "form-1-text": "",
    }

    html = render_crispy_form(lines(data), FormHelper())

    assert html.count("Er gaat nog iets mis") == 1
    assert re.findall(r'<li><a href="#([^"]+)"', html) == [
        "id_form-0-text",
        "id_form-1-text",
    ]
