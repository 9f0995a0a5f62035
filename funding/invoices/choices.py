from zorgportaal.audit.choices import Kind


class Trail(Kind):
    ISSUED = "invoices.issued", "factuur genummerd"
    RENDERED = "invoices.rendered", "factuur als pdf bewaard"
    DOWNLOADED = "invoices.downloaded", "factuur opgehaald"
