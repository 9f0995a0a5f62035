"""The worker and the clock. What Redis holds is a hint; the outbox table is what counts."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zorgportaal.settings")

app = Celery("zorgportaal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.conf.beat_schedule = {
    "sweep the outbox": {"task": "zorgportaal.jobs.tasks.sweep", "schedule": 60.0},
}
