"""The platform: knows no case and no invoice."""

from zorgportaal.celery import app as celery_app

__all__ = ["celery_app"]
