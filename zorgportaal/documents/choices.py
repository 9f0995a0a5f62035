from django.db import models


class ContentType(models.TextChoices):
    """The only kinds of file that leave the portal; served as exactly this type."""

    PDF = "application/pdf", "pdf"
    UBL = "application/xml", "e-factuur (UBL)"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel"
    ODS = "application/vnd.oasis.opendocument.spreadsheet", "OpenDocument"
    JPEG = "image/jpeg", "foto (JPEG)"
    PNG = "image/png", "afbeelding (PNG)"


class Variant(models.TextChoices):
    """Which standard a paper keeps to."""

    ARCHIVE = (
        "pdf/a-3a",
        "PDF/A-3a",
    )  # invoices: kept for years, with the e-invoice inside
    ACCESSIBLE = "pdf/ua-1", "PDF/UA-1"  # reports: read aloud by any screen reader
