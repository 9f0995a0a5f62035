"""People, sign-in and rights. The whole permission table stands in `roles.py`."""
