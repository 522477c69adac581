"""Outlines of areas, for maps."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Add the table."""

    dependencies = (("areas", "0001_initial"),)

    operations = (
        migrations.CreateModel(
            name="AreaOutline",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=10)),
                ("name", models.CharField(max_length=120)),
                ("boundary_year", models.PositiveSmallIntegerField()),
                ("rings", models.JSONField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("code", "boundary_year"), name="one_outline_a_year"
                    )
                ],
            },
        ),
    )
