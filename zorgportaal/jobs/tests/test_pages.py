import pytest
from django.urls import reverse

from zorgportaal.jobs import outbox
from zorgportaal.jobs.choices import State
from zorgportaal.jobs.models import Job


def test_the_administrator_sees_failed_work_first_with_its_reason(sign_in, functional_administrator):
    fine = outbox.put("test.fine", by=functional_administrator)
    failed = outbox.put("test.failed", by=functional_administrator)
    Job.objects.filter(pk=failed.pk).update(state=State.FAILED, problem="OSError")

    page = sign_in(functional_administrator).get(reverse("jobs:list")).content.decode()

    assert page.index(str(failed.pk)) < page.index(str(fine.pk))
    assert "OSError" in page


def test_retry_puts_failed_work_back(sign_in, functional_administrator):
    job = outbox.put("test.failed", by=functional_administrator)
    Job.objects.filter(pk=job.pk).update(state=State.FAILED)

    response = sign_in(functional_administrator).post(reverse("jobs:retry", args=[job.pk]))

    assert response.status_code == 302
    assert Job.objects.get(pk=job.pk).state == State.QUEUED


@pytest.mark.parametrize("amount", [10, 1000])
def test_the_list_costs_the_same_for_any_number_of_jobs(
    sign_in, functional_administrator, count_queries, amount
):
    Job.objects.bulk_create(Job(kind="test", requested_by=functional_administrator) for _ in range(amount))

    assert count_queries(sign_in(functional_administrator), reverse("jobs:list")) == 3
