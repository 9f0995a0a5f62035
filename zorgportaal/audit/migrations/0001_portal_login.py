"""What the portal's own login may do: work with rows, never with the shape of the tables.

Runs as the owner. Tables that exist by now are covered by GRANT, those to come by the default.
"""

from django.db import migrations

GRANT = """
GRANT USAGE ON SCHEMA public TO zorgportaal;
ALTER DEFAULT PRIVILEGES IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO zorgportaal;
ALTER DEFAULT PRIVILEGES IN SCHEMA public
    GRANT USAGE, SELECT ON SEQUENCES TO zorgportaal;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO zorgportaal;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO zorgportaal;
REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM zorgportaal;
"""
REVOKE = """
ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON TABLES FROM zorgportaal;
ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON SEQUENCES FROM zorgportaal;
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM zorgportaal;
REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM zorgportaal;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies: list[tuple[str, str]] = []
    operations = [migrations.RunSQL(GRANT, REVOKE)]
