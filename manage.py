#!/usr/bin/env python
import os
import sys

from django.conf import settings
from django.core.management import execute_from_command_line

if __name__ == "__main__":
    if sys.argv[1:2] == ["score_names"]:
        settings.configure(
            INSTALLED_APPS=["cases.names"]
        )  # it works without a database, so without an environment
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zorgportaal.settings")
    execute_from_command_line(sys.argv)
