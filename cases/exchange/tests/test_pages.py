"""The page with exports."""

import pytest
from django.urls import reverse

from cases.exchange.choices import State
from cases.exchange.models import Export
from cases.exchange.tests.conftest import PURPOSE

PAGE = reverse("exchange:exports")


def test_asking_agreeing_and_taking_on_screen(sign_in, coordinator, colleague, new_case):
    new_case()
    sign_in(coordinator).post(PAGE, {"kind": "htcds", "format": "xlsx", "purpose": PURPOSE})
    export = Export.objects.get()
    client = sign_in(colleague)
    assert PURPOSE in client.get(PAGE).content.decode()
    client.post(reverse("exchange:decide", args=[export.pk]), {"agrees": "ja"})
    export.refresh_from_db()

    assert export.state == State.APPROVED


def test_a_file_is_a_download_that_no_browser_keeps(sign_in, coordinator, ready):
    response = sign_in(coordinator).post(reverse("exchange:take", args=[ready.pk]))

    assert response["Content-Disposition"] == f'attachment; filename="{ready.number}.xlsx"'
    assert "no-store" in response["Cache-Control"]


def test_without_a_purpose_nobody_can_decide(sign_in, coordinator):
    page = sign_in(coordinator).post(PAGE, {"kind": "htcds", "format": "xlsx", "purpose": "kort"})

    assert "minstens 20 tekens" in page.context["form"].errors["purpose"][0]


def test_another_house_knows_nothing_of_it(sign_in, other_coordinator, export):
    client = sign_in(other_coordinator)

    assert export.number not in client.get(PAGE).content.decode()
    assert client.post(reverse("exchange:decide", args=[export.pk]), {"agrees": "ja"}).status_code == 404


@pytest.mark.parametrize("amount", [10, 1000])
def test_the_page_costs_the_same_for_any_number_of_exports(
    sign_in, coordinator, count_queries, export, amount
):
    Export.objects.bulk_create(
        Export(
            house=export.house, kind="htcds", format="xlsx", requested_by=coordinator, key=export.key,
            state=State.ENDED,
        )
        for _ in range(amount)
    )  # fmt: skip

    assert count_queries(sign_in(coordinator), PAGE) <= 4
