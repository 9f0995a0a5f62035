import django.utils.timezone
from django.db import migrations, models
from django.db.models import F


def as_old_as_the_key(apps, schema_editor):
    keys = apps.get_model("vault", "DataKey").objects.using(schema_editor.connection.alias)
    keys.update(secret_since=F("created_at"))


class Migration(migrations.Migration):
    dependencies = [("vault", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="datakey",
            name="secret_since",
            field=models.DateTimeField(default=django.utils.timezone.now, verbose_name="geheim sinds"),
        ),
        migrations.RunPython(as_old_as_the_key, migrations.RunPython.noop),
    ]
