from django.db import connections, transaction
from psycopg2 import sql
from psycopg2.extras import execute_values

from bench.measure import Pair, row
from zorgportaal.audit import trail
from zorgportaal.audit.choices import Origin, Trail
from zorgportaal.audit.models import CHAINED

MANY = 100


@row("trail.write", n=30, each=MANY, unit="µs")
def write() -> Pair:
    """A hundred chained rows and their COMMIT, beside a plain INSERT of the same rows."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("CREATE TABLE bench_event AS SELECT * FROM audit_event LIMIT 0")
    columns = sql.SQL(", ").join(sql.Identifier(name) for name in (*CHAINED, "mac"))
    insert = sql.SQL("INSERT INTO bench_event ({}) VALUES %s").format(columns)
    example = (1, "2026-11-20", "audit.viewed", True, "done", None, "system", None, None, "operation")
    values = (*example, "", None, "command", "8f3a6f0e-0000-4000-8000-000000000000", "{}", b"0" * 32)

    def ours() -> None:
        with trail.recording(Origin.COMMAND):
            for _ in range(MANY):
                trail.look(Trail.VIEWED, by=trail.SYSTEM)

    def bare() -> None:
        with transaction.atomic(), connections["default"].cursor() as cursor:
            execute_values(cursor.cursor, insert, [values] * MANY, page_size=MANY)

    return Pair(ours, bare)
