"""PostgreSQL and Redis out of pip, for a machine that has none; only in demo and test mode.

Nothing here reads Django's settings: this runs before there is a database to set.
"""
