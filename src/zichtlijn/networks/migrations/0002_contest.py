"""A presence can be contested; an upload cannot be kept without its term."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """What is contested counts nowhere."""

    dependencies = [("networks", "0001_tables")]
    operations = [
        migrations.AddField(
            model_name="presence",
            name="contested",
            field=models.BooleanField(db_default=False),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind", "upload"), _negated=True)
                | models.Q(("expires_on__isnull", False)),
                name="an_upload_has_its_term",
            ),
        ),
    ]
