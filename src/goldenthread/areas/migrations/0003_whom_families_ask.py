"""Keep whom families may ask, and where they get independent advice."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("areas", "0002_more_bodies_and_their_names"),
    ]

    operations = [
        migrations.AddField(
            "localarea",
            "contact_role",
            models.CharField(blank=True, default="", max_length=200),
            preserve_default=False,
        ),
        migrations.AddField(
            "localarea",
            "contact_email",
            models.EmailField(blank=True, default="", max_length=254),
            preserve_default=False,
        ),
        migrations.AddField(
            "localarea",
            "contact_phone",
            models.CharField(blank=True, default="", max_length=50),
            preserve_default=False,
        ),
        migrations.AddField(
            "localarea",
            "advice_address",
            models.URLField(blank=True, default="", max_length=300),
            preserve_default=False,
        ),
    ]
