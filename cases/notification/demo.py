"""Most demo dossiers are reported to CoMensha; some still have to be."""

from datetime import timedelta

from django.utils import timezone

from cases.dossiers.choices import Vocabulary
from cases.dossiers.models import Dossier, Option
from cases.notification import actions
from cases.notification.actions import Decided
from cases.notification.choices import Decision
from cases.notification.models import Notification


def make() -> None:
    """Decide about the dossiers that are a week old, where nobody did yet."""
    if Notification.objects.exists():
        return
    week_ago = timezone.localdate() - timedelta(days=7)
    for dossier in Dossier.objects.with_words().filter(reported_on__lte=week_ago):
        _report(dossier)


def _report(dossier: Dossier) -> None:
    by, day = dossier.registered_by, dossier.reported_on + timedelta(days=3)
    situation = actions.situation_of(dossier)
    by_name = situation.has_basis and not situation.is_anonymous
    decided = Decided(Decision.REGISTER if by_name else Decision.ANONYMOUS, notified_on=day)
    actions.decide(dossier, by=by, version=0, decided=decided)
    code = "REG_SHELTER" if by_name else "REG"
    case_type = Option.objects.get(vocabulary=Vocabulary.COMENSHA_CASE_TYPE, code=code)
    actions.change_type(dossier, by=by, case_type=case_type, starts_on=day)
