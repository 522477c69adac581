"""A delivery stands at the table it was brought to, and two people let a file of it leave."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """What was brought in before stands at no table: it opens for oversight alone."""

    dependencies = [("networks", "0003_clock")]
    operations = [
        migrations.AddField(
            "delivery", "scope", models.CharField(blank=True, default="", max_length=200),
            preserve_default=False,
        ),
        migrations.AddField(
            "delivery", "organisation", models.CharField(blank=True, default="", max_length=200),
            preserve_default=False,
        ),
        migrations.AddField(
            "delivery", "proposal", models.CharField(blank=True, default="", max_length=32),
            preserve_default=False,
        ),
        migrations.AddField(
            "export", "recipient", models.CharField(blank=True, default="", max_length=200),
            preserve_default=False,
        ),
        migrations.CreateModel(
            "Look",
            [
                ("id", models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reader", models.CharField(max_length=200)),
                ("looked_at", models.DateTimeField()),
                ("edition", models.ForeignKey(
                    on_delete=models.deletion.CASCADE, related_name="+", to="networks.edition")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("edition", "reader"), name="one_look_a_reader"),
                ],
            },
        ),
        migrations.CreateModel(
            "Agreement",
            [
                ("id", models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("proposal", models.CharField(max_length=32, unique=True)),
                ("kind", models.CharField(max_length=40)),
                ("payload", models.CharField(max_length=200)),
                ("reader", models.CharField(max_length=200)),
                ("agreed_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(null=True)),
                ("delivery", models.ForeignKey(
                    on_delete=models.deletion.CASCADE, related_name="+", to="networks.delivery")),
            ],
            options={"ordering": ("pk",)},
        ),
    ]
