"""The tables at which people are spoken of, who sits there, and what two people decide."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """A purpose can be chosen."""

    dependencies = [("privacy", "0001_retention")]

    operations = [
        migrations.CreateModel(
            name="Opening",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=32, unique=True)),
                ("account", models.CharField(max_length=200)),
                ("role", models.CharField(max_length=40)),
                ("organisation", models.CharField(max_length=40)),
                ("purpose", models.CharField(max_length=40)),
                ("reason", models.CharField(blank=True, max_length=40)),
                ("opened_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("is_emergency", models.BooleanField(default=False)),
                ("destroy_on", models.DateField()),
            ],
            options={
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="RoleGrant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("account", models.CharField(db_index=True, max_length=200)),
                ("role", models.CharField(max_length=40)),
                ("organisation", models.CharField(max_length=40)),
                ("granted_on", models.DateField()),
                ("granted_by", models.CharField(max_length=200)),
                ("until", models.DateField()),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="Scope",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=32, unique=True)),
                ("kind", models.CharField(max_length=10)),
                ("title", models.CharField(max_length=120)),
                ("regime", models.CharField(max_length=40)),
                ("purpose", models.CharField(max_length=40)),
                ("gate", models.CharField(max_length=40)),
                ("ends_on", models.DateField()),
                ("covenant", models.CharField(max_length=200)),
            ],
            options={
                "ordering": ("code",),
            },
        ),
        migrations.CreateModel(
            name="BreakGlass",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("account", models.CharField(db_index=True, max_length=200)),
                ("opened_at", models.DateTimeField()),
                ("reason_key", models.CharField(max_length=64)),
                ("reason_sealed", models.BinaryField()),
                ("review_by", models.DateField()),
                ("reviewed_at", models.DateTimeField(null=True)),
                ("reviewed_by", models.CharField(blank=True, max_length=200)),
                ("verdict", models.CharField(blank=True, max_length=20)),
                (
                    "opening",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="privacy.opening",
                    ),
                ),
            ],
            options={
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=32, unique=True)),
                ("kind", models.CharField(max_length=40)),
                ("payload", models.CharField(max_length=200)),
                ("account", models.CharField(max_length=200)),
                ("role", models.CharField(max_length=40)),
                ("organisation", models.CharField(max_length=40)),
                ("needs_other_organisation", models.BooleanField()),
                ("reason_key", models.CharField(max_length=64)),
                ("reason_sealed", models.BinaryField()),
                ("proposed_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("state", models.CharField(default="open", max_length=10)),
                ("decided_by", models.CharField(blank=True, max_length=200)),
                ("decided_role", models.CharField(blank=True, max_length=40)),
                ("decided_organisation", models.CharField(blank=True, max_length=40)),
                ("decided_at", models.DateTimeField(null=True)),
                ("destroy_on", models.DateField()),
            ],
            options={
                "ordering": ("pk",),
                "indexes": [models.Index(fields=["state", "kind"], name="privacy_waiting")],
            },
        ),
        migrations.CreateModel(
            name="RuleVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(null=True, unique=True)),
                ("rules_csv", models.BinaryField()),
                ("sentences_csv", models.BinaryField()),
                ("sha256", models.CharField(max_length=64)),
                ("based_on", models.PositiveIntegerField()),
                ("confirmed_at", models.DateTimeField(null=True)),
                (
                    "proposal",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="privacy.proposal",
                    ),
                ),
            ],
            options={
                "ordering": ("pk",),
            },
        ),
        migrations.AddField(
            model_name="opening",
            name="scope",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="privacy.scope",
            ),
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("account", models.CharField(db_index=True, max_length=200)),
                ("role", models.CharField(max_length=40)),
                ("organisation", models.CharField(max_length=40)),
                ("until", models.DateField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "scope",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="privacy.scope",
                    ),
                ),
            ],
            options={
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="ShownSubjects",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("account", models.CharField(max_length=200)),
                ("role", models.CharField(max_length=40)),
                ("shown_at", models.DateTimeField()),
                ("number", models.PositiveIntegerField()),
            ],
            options={
                "ordering": ("pk",),
                "indexes": [models.Index(fields=["account", "shown_at"], name="privacy_shown")],
            },
        ),
        migrations.CreateModel(
            name="Transfer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=32, unique=True)),
                ("from_regime", models.CharField(max_length=40)),
                ("to_regime", models.CharField(max_length=40)),
                ("article", models.CharField(max_length=200)),
                ("decision", models.CharField(max_length=200)),
                ("receiver", models.CharField(max_length=200)),
                ("receipt", models.CharField(max_length=200)),
                ("logged_at", models.DateTimeField()),
                ("logged_by", models.CharField(max_length=200)),
                (
                    "scope",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="privacy.scope",
                    ),
                ),
            ],
            options={
                "ordering": ("pk",),
            },
        ),
    ]
