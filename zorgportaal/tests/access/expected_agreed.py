"""What the matrix expects of the pages about what is agreed, and about who invoices."""

from zorgportaal.tests.access.people import FINANCE
from zorgportaal.tests.access.row import FORM, POST, Row

AGREED = (
    Row("contributions:schemes", FINANCE),
    Row("contributions:new_scheme", FINANCE, FORM),
    Row("contributions:scheme", FINANCE, on="scheme"),
    Row("contributions:change_scheme", FINANCE, FORM, on="scheme"),
    Row("contributions:end_scheme", FINANCE, FORM, on="scheme"),
    Row("contributions:confirm_vat", FINANCE, POST, on="scheme"),
    Row("contributions:decision", FINANCE, FORM, on="decision of venlo"),
    Row("contributions:arrangements", FINANCE),
    Row("contributions:arrangement", FINANCE, FORM, on="arrangement of venlo"),
    Row("invoices:proof", FINANCE, on="line"),
    Row("invoices:parties", FINANCE),
    Row("invoices:new_party", FINANCE, FORM),
    Row("invoices:change_party", FINANCE, FORM, on="party"),
    Row("invoices:make_usual", FINANCE, POST, on="party"),
    Row("invoices:approve_change", FINANCE, POST, on="party change"),
    Row("invoices:reject_change", FINANCE, POST, on="party change"),
    Row("invoices:billing", FINANCE, FORM),
    Row("invoices:end_billing", FINANCE, POST, on="billing"),
)
