"""Reports of residents beside the bangs."""

from django.db import migrations, models

KINDS = [("bang", "bang"), ("string", "string"), ("display", "display"), ("other", "other")]


class Migration(migrations.Migration):
    """Two tables: what was reported, and what stays of it as a count."""

    dependencies = [("fireworks", "0003_locator")]

    operations = [
        migrations.CreateModel(
            name="NuisanceReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("moment", models.DateTimeField(db_index=True)),
                ("within_min", models.PositiveSmallIntegerField()),
                ("x", models.FloatField()),
                ("y", models.FloatField()),
                ("kind", models.CharField(choices=KINDS, max_length=10)),
                ("invented", models.BooleanField(default=False)),
                ("destroy_on", models.DateField(db_index=True)),
                ("retention_rule", models.CharField(max_length=40)),
            ],
            options={"ordering": ("moment", "pk")},
        ),
        migrations.CreateModel(
            name="NuisanceCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("square", models.CharField(max_length=20)),
                ("hour", models.DateTimeField()),
                ("reports", models.PositiveIntegerField(default=0)),
            ],
            options={"ordering": ("hour", "square")},
        ),
        migrations.AddConstraint(
            model_name="nuisancecount",
            constraint=models.UniqueConstraint(
                fields=("square", "hour"), name="one_nuisance_count"
            ),
        ),
    ]
