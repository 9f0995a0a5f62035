"""No name leaves the vault: tokens in every sealed field, then a search of everything that remains."""

import pytest
from django.apps import apps
from django.db import connection, models
from django.urls import reverse

from cases.papers.models import IncomingFile
from zorgportaal.audit.models import Event
from zorgportaal.tests import ending_job, note_job, paper_job, sweep
from zorgportaal.tests.live import LivePortal
from zorgportaal.tests.main_job import MainJob, errors_on
from zorgportaal.vault.fields import SealedBytesField

pytestmark = [pytest.mark.live]


@pytest.fixture(scope="module")
def tour(demo_portal) -> MainJob:
    """The main job with a token in every sealed field, and the worker done with it."""
    job = MainJob(demo_portal.base)
    job.run()
    paper_job.run(job)
    note_job.run(job)
    ending_job.run(job)
    demo_portal.start_worker()
    demo_portal.finish_work()
    return job


def sealed_fields() -> list[tuple[type[models.Model], SealedBytesField]]:
    """All but what came in unchecked: that is destroyed once the worker looked at it."""
    return [
        (model, field)
        for model in apps.get_models()
        if model is not IncomingFile
        for field in model._meta.local_fields
        if isinstance(field, SealedBytesField)
    ]


def sinks(portal: LivePortal, tour: MainJob) -> sweep.Sinks:
    """Every place where something of the portal stays behind."""
    seen = [*tour.coordinator.seen, *tour.provider.seen]
    run = Event.objects.filter(kind__startswith="comensha").latest("number").subject
    paper = tour.coordinator.get(reverse("comensha:download", args=[run])).body
    assert paper.startswith(b"%PDF")
    server_log = sweep.server_log(portal.environment["DATABASE_URL"])
    return sweep.files_below(portal.folder) | {
        "logboek van PostgreSQL": server_log.read_bytes() if server_log else b"",
        "pg_dump": sweep.dump(portal.environment["DATABASE_OWNER_URL"]),
        "redis": sweep.everything_in_redis(portal.environment["REDIS_URL"]),
        "adressen": "\n".join(seen).encode(),
        "pdf, gegevens": sweep.of_pdf(paper),
        "pdf": paper,
    }


def test_no_token_is_left_anywhere_outside_the_vault(demo_portal, tour):
    for name, page in tour.pages.items():
        assert page.status == 200, (name, page.status)
    assert errors_on(tour.pages["after registering"]) == []
    assert tour.surname in tour.pages["identity"].text
    assert tour.surname not in tour.pages["detail"].text
    assert "Server" not in tour.pages["detail"].headers

    assert sweep.leaks(tour.tokens.made, sinks(demo_portal, tour)) == []


def test_every_sealed_field_was_really_filled_by_the_tour(tour):
    empty = []
    for model, field in sealed_fields():
        with connection.cursor() as cursor:
            cursor.execute(
                f'SELECT count(*) FROM "{model._meta.db_table}" WHERE "{field.column}" IS NOT NULL'
            )
            if cursor.fetchone() == (0,):
                empty.append(f"{model.__name__}.{field.name}")

    assert empty == []
