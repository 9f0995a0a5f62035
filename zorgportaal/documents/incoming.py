"""What has to be done with a file from outside before anybody may open it."""

from zorgportaal.documents import scanner
from zorgportaal.documents.cleaning import apart
from zorgportaal.documents.cleaning.kinds import Kind
from zorgportaal.documents.cleaning.reasons import Reason, Refused


def made_safe(kind: Kind, content: bytes) -> apart.Cleaned:
    """Scan it, and make it anew in a process of its own. Raises Refused and scanner.ScannerAway."""
    if scanner.scan(content) == scanner.Verdict.INFECTED:
        raise Refused(Reason.VIRUS)
    return apart.clean(kind, content)
