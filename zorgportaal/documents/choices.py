from django.db import models


class ContentType(models.TextChoices):
    """The only kinds of file that leave the portal; served as exactly this type."""

    PDF = "application/pdf", "pdf"
    UBL = "application/xml", "e-factuur (UBL)"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel"
    ODS = "application/vnd.oasis.opendocument.spreadsheet", "OpenDocument"
