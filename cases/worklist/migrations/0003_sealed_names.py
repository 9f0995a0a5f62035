import django.db.models.deletion
from django.db import migrations, models

import zorgportaal.vault.fields


def throw_away(apps, schema_editor):
    """Their names stand in plain text and may be somebody's; a view is made again in one click."""
    apps.get_model("worklist", "SavedView").objects.using(schema_editor.connection.alias).all().delete()


class Migration(migrations.Migration):
    dependencies = [("vault", "0002_secret_since"), ("worklist", "0002_cover_scope")]

    operations = [
        migrations.RunPython(throw_away, migrations.RunPython.noop),
        migrations.AlterModelOptions(
            name="savedview",
            options={
                "ordering": ["created_at", "id"],
                "verbose_name": "weergave",
                "verbose_name_plural": "weergaven",
            },
        ),
        migrations.RemoveConstraint(model_name="savedview", name="saved_view_once_per_name"),
        migrations.RemoveField(model_name="savedview", name="name"),
        migrations.AddField(
            model_name="savedview",
            name="key",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="vault.datakey",
                verbose_name="sleutel",
            ),
        ),
        migrations.AddField(
            model_name="savedview",
            name="name",
            field=zorgportaal.vault.fields.SealedTextField(blank=True, null=True, verbose_name="naam"),
        ),
        migrations.AddField(
            model_name="savedview",
            name="name_index",
            field=models.CharField(default="", max_length=64, verbose_name="blinde index van de naam"),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="savedview",
            constraint=models.UniqueConstraint(
                fields=("owner", "name_index"),
                name="saved_view_once_per_name",
                violation_error_message="U hebt al een weergave met deze naam.",
            ),
        ),
    ]
