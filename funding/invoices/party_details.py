"""What a party tells about itself: the order and the words, the same in the form and in a proposal."""

LABELS = {
    "name": "Naam",
    "subtitle": "Ondertitel",
    "prefix": "Begin van het factuurnummer",
    "street": "Straat en huisnummer",
    "postal_code": "Postcode",
    "city": "Plaats",
    "email": "E-mailadres",
    "phone": "Telefoon",
    "kvk": "KvK-nummer",
    "rsin": "RSIN",
    "oin": "OIN",
    "vat_id": "Btw-nummer",
    "iban": "IBAN",
    "is_fictitious": "Dit is een verzonnen partij, voor een proef",
}
