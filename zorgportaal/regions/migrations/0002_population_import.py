import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    # Apart from 0001, because accounts need the houses first.
    dependencies = [
        ("regions", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PopulationImport",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("source", models.CharField(max_length=200, verbose_name="bron")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("provisional", "voorlopig"),
                            ("definitive", "definitief"),
                        ],
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                (
                    "sha256",
                    models.CharField(max_length=64, verbose_name="controlegetal"),
                ),
                ("rows", models.JSONField(verbose_name="regels")),
                (
                    "uploaded_at",
                    models.DateTimeField(auto_now_add=True, verbose_name="ingelezen"),
                ),
                (
                    "confirmed_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="overgenomen"
                    ),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="overgenomen door",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ingelezen door",
                    ),
                ),
            ],
            options={
                "verbose_name": "inlezing",
                "verbose_name_plural": "inlezingen",
                "ordering": ["-uploaded_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confirmed_by", None),
                            ("confirmed_at__isnull", False),
                            _connector="OR",
                        ),
                        name="population_import_confirmed_by_someone_at_some_time",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="populationfigure",
            name="came_with",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="figures",
                to="regions.populationimport",
                verbose_name="inlezing",
            ),
        ),
    ]
