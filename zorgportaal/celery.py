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
    "check again what waits for the virus scanner": {
        "task": "cases.papers.tasks.check_again",
        "schedule": 300.0,
    },
    "forget what was searched": {"task": "cases.finding.tasks.put_forgetting", "schedule": 3600.0},
    "forget the words that were searched": {"task": "cases.notes.tasks.put_forgetting", "schedule": 3600.0},
    "let drafts end": {"task": "zorgportaal.drafts.tasks.put_expiry", "schedule": 3600.0},
    # Each hour, for a clock that is restarted at night; the work itself is done once a day.
    "let placement requests expire": {"task": "cases.routing.tasks.put_expiry", "schedule": 3600.0},
    # Each hour from seven in the morning, for the same reason; alarms and digest come once a day.
    "begin the morning": {"task": "cases.worklist.tasks.put_morning", "schedule": 3600.0},
    "destroy exports that nobody took": {"task": "cases.exchange.tasks.put_end", "schedule": 3600.0},
    "destroy spreadsheets that nobody took over": {
        "task": "cases.takeover.tasks.put_end",
        "schedule": 3600.0,
    },
}

# Celery leaves the log alone when somebody else sets it up.
setup_logging.connect(logs.configure, weak=False)
