from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('persons', '0001_records'),
    ]

    operations = [
        migrations.AddField(
            model_name='identityrecord',
            name='marked',
            field=models.BooleanField(db_index=True, default=False),
        ),
    ]
