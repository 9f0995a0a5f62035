"""What somebody saw on a page: it goes along with the form, and tells whether it changed meanwhile."""

import hashlib

from django.db import models
from django.forms.models import model_to_dict


def fingerprint(*seen: object) -> str:
    """Another one for any other content, of rows or of plain values."""
    content = repr([model_to_dict(one) if isinstance(one, models.Model) else one for one in seen])
    return hashlib.sha256(content.encode()).hexdigest()[:16]
