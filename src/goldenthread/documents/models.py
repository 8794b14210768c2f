"""Source documents and the passages that facts rest on."""

from django.db import models


class Document(models.Model):
    """A source document; `held` says whether its text is here or it is only cited by name."""

    area = models.ForeignKey("areas.LocalArea", on_delete=models.PROTECT, related_name="documents")
    name = models.CharField(max_length=300)
    title = models.CharField(max_length=300)
    kind = models.CharField(max_length=40, blank=True)
    dated = models.DateField(null=True)
    sha256 = models.CharField(max_length=64)
    media = models.CharField(max_length=100, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    line_count = models.PositiveIntegerField(default=0)
    held = models.BooleanField(default=True)
    received_at = models.DateTimeField()
    received_by = models.CharField(max_length=200)
    supersedes = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="superseded_by"
    )

    class Meta:
        ordering = ("received_at", "id")
        constraints = (
            models.UniqueConstraint(fields=("area", "sha256"), name="one_document_once_per_area"),
        )

    def __str__(self) -> str:
        return self.title


class DocumentContent(models.Model):
    """The bytes of a document and its extracted lines as [[text, page or null], …]."""

    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="content")
    data = models.BinaryField()
    lines = models.JSONField(default=list)


class DocumentPart(models.Model):
    """One part of a document: a letter, minutes, a statement; lines from 1, inclusive."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="parts")
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=300)
    line_from = models.PositiveIntegerField()
    line_to = models.PositiveIntegerField()

    class Meta:
        ordering = ("document", "line_from", "id")


class Passage(models.Model):
    """Exact words of a document that something rests on."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="passages")
    page = models.PositiveIntegerField(null=True)
    line_from = models.PositiveIntegerField(null=True)
    line_to = models.PositiveIntegerField(null=True)
    sheet = models.CharField(max_length=100, blank=True)
    cell = models.CharField(max_length=50, blank=True)
    words = models.TextField(blank=True)
    words_hash = models.CharField(max_length=64)

    class Meta:
        ordering = ("document", "line_from", "id")


class Citation(models.Model):
    """A field of a fact in any room above rests on a passage.

    `fact` names the noun (such as "action"), `fact_ref` its key and `field` what of it.
    """

    fact = models.CharField(max_length=40)
    fact_ref = models.PositiveBigIntegerField()
    field = models.CharField(max_length=40, blank=True)
    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, related_name="citations")

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(fields=("fact", "fact_ref")),)
