from django.db import migrations

# Their papers said this; an invoice is immutable, so its trigger is put aside for this one time.
FILL = """
ALTER TABLE invoices_invoice DISABLE TRIGGER USER;
UPDATE invoices_invoice AS invoice SET
    seller = jsonb_build_object(
        'name', party.name, 'subtitle', party.subtitle, 'street', party.street,
        'postal_code', party.postal_code, 'city', party.city, 'kvk', party.kvk, 'rsin', party.rsin,
        'oin', party.oin, 'vat_id', party.vat_id, 'iban', party.iban, 'email', party.email,
        'phone', party.phone, 'is_fictitious', party.is_fictitious
    ),
    buyer = jsonb_build_object(
        'name', 'Gemeente ' || municipality.name, 'gm_code', municipality.gm_code,
        'attention', 'Afdeling Financiën', 'street', 'Voorbeeldplein 1',
        'postal_code', '0000 AA', 'city', 'Voorbeeldplaats', 'oin', repeat('0', 20), 'kvk', '',
        'email', '', 'order_number', '', 'cost_centre', '', 'task_field', '', 'is_fictitious', true
    )
FROM invoices_issuingparty AS party, regions_municipality AS municipality
WHERE party.id = invoice.party_id AND municipality.id = invoice.municipality_id;
ALTER TABLE invoices_invoice ENABLE TRIGGER USER;
"""


class Migration(migrations.Migration):
    dependencies = [("invoices", "0002_parties_credit_notes_books")]

    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop)]
