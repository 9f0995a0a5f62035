"""The pages of the lists, for two functional administrators."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.dossiers.choices import Vocabulary
from cases.dossiers.models import Option
from cases.vocabulary import actions
from cases.vocabulary.actions import Wish
from cases.vocabulary.choices import ChangeKind
from cases.vocabulary.models import WordChange

SECTORS = "sector-arbeid"


def day() -> str:
    return (timezone.localdate() + timedelta(days=30)).strftime("%d-%m-%Y")


def test_one_proposes_and_the_other_approves_on_screen(
    sign_in, client, functional_administrator, second_functional_administrator
):
    first = sign_in(functional_administrator)
    typed = {"label": "Bezorgkeuken", "takes_effect_on": day()}
    assert first.post(reverse("vocabulary:new", args=[SECTORS]), typed).status_code == 302
    proposal = WordChange.objects.get()
    page = first.post(reverse("vocabulary:approve", args=[proposal.pk]), follow=True).content.decode()
    assert "stelde dit zelf voor" in page

    second = sign_in(second_functional_administrator)
    assert "Bezorgkeuken" in second.get(reverse("vocabulary:lists")).content.decode()
    second.post(reverse("vocabulary:approve", args=[proposal.pk]))
    assert Option.objects.filter(label="Bezorgkeuken").exists()


def test_a_rejected_proposal_changes_nothing(
    sign_in, functional_administrator, second_functional_administrator
):
    effect = timezone.localdate() + timedelta(days=30)
    wish = Wish(ChangeKind.NEW, Vocabulary.SECTOR_LABOUR, effect, label="Bezorgkeuken")
    proposal = actions.propose(wish, by=functional_administrator)
    client = sign_in(second_functional_administrator)
    page = client.post(reverse("vocabulary:reject", args=[proposal.pk]), follow=True).content.decode()

    assert "Er verandert niets" in page
    assert "Afgewezen door" in page
    assert not Option.objects.filter(label="Bezorgkeuken").exists()


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"label": "Nieuw", "takes_effect_on": "01-01-2020"}, "takes_effect_on"),
        ({"label": "", "takes_effect_on": "01-01-2099"}, "label"),
        ({"label": "Horeca", "takes_effect_on": "01-01-2099"}, "label"),
        ({"label": "Nieuw", "takes_effect_on": "gisteren"}, "takes_effect_on"),
    ],
)
def test_what_is_wrong_is_said_at_the_field(sign_in, functional_administrator, typed, field):
    page = sign_in(functional_administrator).post(reverse("vocabulary:new", args=[SECTORS]), typed)

    assert field in page.context["form"].errors


def test_another_name_needs_a_name(sign_in, functional_administrator, word):
    option = word(Vocabulary.SECTOR_LABOUR, "HOSPITALITY")
    typed = {"kind": "relabel", "takes_effect_on": day()}
    page = sign_in(functional_administrator).post(reverse("vocabulary:change", args=[option.pk]), typed)

    assert "label" in page.context["form"].errors


def test_what_cannot_change_has_no_page_to_change_it(sign_in, functional_administrator, word):
    client, police = sign_in(functional_administrator), word(Vocabulary.REPORTER_CATEGORY, "POLICE")

    assert client.get(reverse("vocabulary:change", args=[police.pk])).status_code == 404
    assert client.get(reverse("vocabulary:new", args=["grondslag"])).status_code == 404
    assert client.get(reverse("vocabulary:words", args=["bestaat-niet"])).status_code == 404


@pytest.mark.parametrize("size", [1, 40])
def test_a_list_costs_the_same_for_any_number_of_words(
    sign_in, functional_administrator, count_queries, size
):
    Option.objects.bulk_create(
        Option(vocabulary=Vocabulary.SECTOR_LABOUR, code=f"X{number}", label=f"X{number}", position=99)
        for number in range(size)
    )
    client = sign_in(functional_administrator)

    assert count_queries(client, reverse("vocabulary:words", args=[SECTORS])) <= 5
    assert count_queries(client, reverse("vocabulary:lists")) <= 5


def test_the_administrator_sees_what_a_word_becomes_in_the_export(sign_in, functional_administrator):
    client = sign_in(functional_administrator)
    page = client.get(reverse("vocabulary:words", args=["dwangmiddel"])).content.decode()

    assert "vic_MethodsOfControl" in page
    assert "DebtBondage" in page
    assert "HTCDS" not in client.get(reverse("vocabulary:words", args=["grondslag"])).content.decode()
