"""The worker and the clock. What Redis holds is a hint; the outbox table is what counts."""

import os

from celery import Celery
from celery.signals import setup_logging

from zorgportaal import logs

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zorgportaal.settings")

app = Celery("zorgportaal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.conf.beat_schedule = {
    "sweep the outbox": {"task": "zorgportaal.jobs.tasks.sweep", "schedule": 60.0},
}

# Celery leaves the log alone when somebody else sets it up.
setup_logging.connect(logs.configure, weak=False)
