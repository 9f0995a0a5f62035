"""Money is worked on without any right on cases: the database itself refuses (C003).

Pages and jobs of funding take the role below for as long as they run. `migrate` gives it what the
portal's own login may do, on every table but those of cases and of the reports on them.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from django.db import connection
from django.db.backends.utils import CursorWrapper

from zorgportaal.accounts.roles import Permission

ROLE = "zorgportaal_funding"
FUNDING = frozenset(
    {
        Permission.PREPARE_ROUND,
        Permission.APPROVE_ROUND,
        Permission.MANAGE_POPULATION,
        Permission.VIEW_OWN_INVOICES,
    }
)
OUT_OF_REACH = ("cases.", "reporting.")
LIKE_THE_PORTAL = """
SELECT format('GRANT %s ON %I TO zorgportaal_funding', privilege_type, table_name)
FROM information_schema.role_table_grants
WHERE grantee = 'zorgportaal' AND table_schema = 'public' AND table_name <> ALL(%s)
"""


@contextmanager
def confined(permission: Permission | None) -> Iterator[None]:
    """Within a transaction: what needs a permission of funding runs without rights on cases.

    After an exception there is nothing to put back: the transaction is undone, and its role with it.
    """
    if permission not in FUNDING:
        yield
        return
    with connection.cursor() as at:
        at.execute(f"SET LOCAL ROLE {ROLE}")
    yield
    with connection.cursor() as at:
        at.execute("SET LOCAL ROLE NONE")


def tables_of_cases() -> list[str]:
    """Every table that tells of a case or counts them, those between two models included."""
    models = [
        model
        for app in apps.get_app_configs()
        if app.name.startswith(OUT_OF_REACH)
        for model in app.get_models(include_auto_created=True)
    ]
    return [model._meta.db_table for model in models]


def grant(at: CursorWrapper) -> None:
    """As the owner, whenever tables changed: all rights anew, so that no table is forgotten."""
    at.execute(f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {ROLE}")
    at.execute(f"GRANT USAGE ON SCHEMA public TO {ROLE}")
    at.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {ROLE}")
    at.execute(LIKE_THE_PORTAL.replace("%s ON %I", "%%s ON %%I"), [tables_of_cases()])
    for (statement,) in at.fetchall():
        at.execute(statement)
