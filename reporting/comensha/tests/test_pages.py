import io
from datetime import date

import pikepdf
import pytest
import time_machine
from django.urls import reverse

from reporting.comensha import actions
from reporting.comensha.forms import ReportForm, offered
from reporting.comensha.models import ReportRun
from reporting.periods import Period
from zorgportaal.audit.models import Event
from zorgportaal.jobs import outbox
from zorgportaal.jobs.models import Job

LIST = reverse("comensha:list")
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_day")]


@pytest.fixture
def the_day():
    with time_machine.travel("2026-11-20 12:00", tick=False):
        yield


@pytest.fixture
def made(reported, coordinator) -> ReportRun:
    reported(30)
    run = actions.request_report(period=Period.of_year(2025), by=coordinator)
    outbox.run(Job.objects.get().pk)
    return ReportRun.objects.get(pk=run.pk)


def test_asking_for_a_period_leads_to_its_page_with_progress(sign_in, coordinator):
    response = sign_in(coordinator).post(LIST, {"preset": "2025"}, follow=True)

    assert response.redirect_chain == [(ReportRun.objects.get().get_absolute_url(), 302)]
    assert "wordt gemaakt" in response.text


def test_asking_again_leads_to_the_same_report(sign_in, coordinator, made):
    response = sign_in(coordinator).post(LIST, {"preset": "2025"}, follow=True)

    assert "Zelfde verslag, zelfde cijfers." in response.text
    assert ReportRun.objects.get() == made


def test_report_page_shows_its_figures_and_checksum(sign_in, coordinator, made):
    text = sign_in(coordinator).get(made.get_absolute_url()).text

    assert "30" in text
    assert made.checksum in text
    assert "Download PDF" in text


def test_progress_asks_the_page_to_refresh_once_made(sign_in, coordinator, made):
    response = sign_in(coordinator).get(reverse("comensha:progress", args=[made.pk]))

    assert response["HX-Refresh"] == "true"


def test_failed_report_says_what_to_do(sign_in, coordinator):
    run = actions.request_report(period=Period.of_year(2025), by=coordinator)
    Job.objects.update(state="failed")

    assert "niet gemaakt" in sign_in(coordinator).get(run.get_absolute_url()).text


def test_download_gives_the_stored_bytes_and_leaves_a_trace(sign_in, coordinator, made):
    response = sign_in(coordinator).get(reverse("comensha:download", args=[made.pk]))

    assert response.content == made.file.content
    assert 'filename="comensha-2025-01-01-2025-12-31.pdf"' in response["Content-Disposition"]
    assert Event.objects.newest_first()[0].kind == "comensha.downloaded"


def test_paper_is_accessible_pdf_without_the_name_of_its_maker(made):
    with pikepdf.open(io.BytesIO(made.file.content)) as pdf:
        assert b"pdfuaid:part" in pdf.Root.Metadata.read_bytes()
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.Lang == "nl"
        assert "Periodeverslag CoMensha" in str(pdf.docinfo["/Title"])
        assert "/Author" not in pdf.docinfo


def test_report_that_is_not_made_yet_cannot_be_downloaded(sign_in, coordinator):
    run = actions.request_report(period=Period.of_year(2025), by=coordinator)

    assert sign_in(coordinator).get(reverse("comensha:download", args=[run.pk])).status_code == 404


def test_policy_advisor_knows_no_reports(sign_in, policy_advisor, made):
    client = sign_in(policy_advisor)

    assert client.get(LIST).status_code == 404
    assert client.get(made.get_absolute_url()).status_code == 404


def test_list_offers_what_is_over():
    codes = [period.code for period in offered(date(2026, 11, 20))]

    assert codes == ["2026-K3", "2026-K2", "2026-K1", "2026-H1", "2025-H2", "2025", "2024"]


def test_form_leaves_out_what_would_divide_a_published_period(coordinator):
    actions.request_report(period=Period.of_days(date(2026, 1, 1), date(2026, 6, 30)), by=coordinator)
    codes = [code for code, _ in ReportForm().fields["preset"].choices]

    assert codes == ["2026-K3", "2026-H1", "2025", "2024", "anders"]


def test_other_days_that_divide_a_published_period_get_a_message(sign_in, coordinator):
    days = {"preset": "anders", "first_day": "1-7-2025", "last_day": "31-12-2025"}
    text = sign_in(coordinator).post(LIST, days).text

    assert "Over 2025 zijn al cijfers gegeven." in text
    assert not ReportRun.objects.exists()


@pytest.mark.parametrize(
    ("first", "last", "field", "words"),
    [
        ("", "30-6-2025", "first_day", "Vul de eerste dag in"),
        ("2-1-2025", "31-3-2025", "first_day", "eerste dag van een kwartaal: 1 januari 2025"),
        ("1-1-2025", "30-3-2025", "last_day", "laatste dag van een kwartaal: 31 maart 2025"),
        ("1-4-2025", "31-3-2025", "last_day", "ligt voor de eerste"),
        ("1-10-2024", "31-3-2025", "first_day", "kwartalen van één jaar"),
        ("31-2-2025", "31-3-2025", "first_day", ""),
    ],
)
def test_wrong_days_get_a_dutch_message_at_the_field(first, last, field, words):
    form = ReportForm({"preset": "anders", "first_day": first, "last_day": last})

    assert not form.is_valid()
    assert words in str(form.errors[field])


def test_days_beside_a_period_of_the_list_are_refused():
    form = ReportForm({"preset": "2025", "first_day": "1-1-2025", "last_day": ""})

    assert "of “andere periode”" in str(form.errors["preset"])


def test_period_that_is_not_over_keeps_what_was_typed(sign_in, coordinator):
    days = {"preset": "anders", "first_day": "1-10-2026", "last_day": "31-12-2026"}
    text = sign_in(coordinator).post(LIST, days).text

    assert "Kies een periode die voorbij is. Dat kan tot en met 30 september 2026." in text
    assert 'value="1-10-2026"' in text or 'value="01-10-2026"' in text


@pytest.mark.parametrize("count", [10, 1000])
def test_list_costs_the_same_for_any_number_of_reports(count, sign_in, coordinator, count_queries):
    ReportRun.objects.bulk_create(
        ReportRun(first_day=date(year, 1, 1), last_day=date(year, 12, 31), requested_by=coordinator)
        for year in range(2025 - count, 2025)
    )

    assert count_queries(sign_in(coordinator), LIST) == 4  # user, reports, what was published, the menu
