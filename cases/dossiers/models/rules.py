"""What must always hold for a dossier: the database refuses the opposite."""

from django.db import models
from django.db.models import Q

from cases.dossiers.choices import (
    CONSENT_BOTH,
    CONSENT_GUARDIAN,
    CONSENT_SELF,
    DUTCH_NATIONAL,
    NONE_ANONYMOUS,
    REPORTERS_WITH_DUTY,
    STATUTORY_DUTY,
    IdentityMode,
    SafetyLevel,
)

OLDEST = 120  # years
MOST_CHILDREN = 20

RULES: list[models.BaseConstraint] = [
    models.CheckConstraint(
        condition=Q(identity_mode=IdentityMode.ANONYMOUS, person=None)
        | ~Q(identity_mode=IdentityMode.ANONYMOUS) & Q(person__isnull=False),
        name="dossier_anonymous_holds_no_person",
        violation_error_message="Een anoniem dossier bevat geen naam.",
    ),
    models.CheckConstraint(
        condition=Q(age=None) | Q(age__lte=OLDEST),
        name="dossier_age_is_possible",
        violation_error_message="Vul een leeftijd van 0 tot en met 120 jaar in.",
    ),
    models.CheckConstraint(
        condition=Q(age_is_estimated=False) | Q(age__isnull=False),
        name="dossier_estimate_has_an_age",
        violation_error_message="Vul de geschatte leeftijd in.",
    ),
    models.CheckConstraint(
        condition=Q(may_be_minor=False) | Q(age=None) | Q(age_is_estimated=True),
        name="dossier_perhaps_minor_only_when_uncertain",
        violation_error_message="De leeftijd staat vast. Dan kan ‘misschien jonger dan 18’ niet.",
    ),
    models.CheckConstraint(
        condition=Q(safety_level__lte=SafetyLevel.ACUTE),
        name="dossier_safety_level_is_known",
        violation_error_message="Kies een veiligheidsniveau van 0 tot en met 3.",
    ),
    models.CheckConstraint(
        condition=Q(children_along__lte=MOST_CHILDREN),
        name="dossier_children_are_counted",
        violation_error_message="Vul een aantal kinderen van 0 tot en met 20 in.",
    ),
    models.CheckConstraint(
        condition=~Q(legal_basis=NONE_ANONYMOUS) | Q(identity_mode=IdentityMode.ANONYMOUS),
        name="dossier_without_basis_is_anonymous",
        violation_error_message="Zonder grondslag kan alleen een anonieme registratie.",
    ),
    models.CheckConstraint(
        condition=~Q(legal_basis=STATUTORY_DUTY) | Q(reporter_category__in=REPORTERS_WITH_DUTY),
        name="dossier_duty_is_for_investigators",
        violation_error_message="Alleen de politie, de marechaussee en de "
        "Arbeidsinspectie hebben een wettelijke plicht om te melden.",
    ),
    models.CheckConstraint(
        condition=~Q(legal_basis=CONSENT_SELF) | Q(age=None) | Q(age__gte=16),
        name="dossier_consent_of_self_from_16",
        violation_error_message="Jonger dan 16: een ouder of voogd geeft toestemming.",
    ),
    models.CheckConstraint(
        condition=~Q(legal_basis=CONSENT_SELF) | Q(may_be_minor=False),
        name="dossier_consent_of_self_not_when_perhaps_a_child",
        violation_error_message="Misschien een kind: een ouder of voogd geeft toestemming.",
    ),
    models.CheckConstraint(
        condition=~Q(legal_basis=CONSENT_GUARDIAN) | Q(may_be_minor=True) | Q(age=None) | Q(age__lt=16),
        name="dossier_consent_of_guardian_until_16",
        violation_error_message="Vanaf 16 jaar geeft iemand zelf toestemming.",
    ),
    models.CheckConstraint(
        condition=~Q(legal_basis=CONSENT_BOTH) | Q(may_be_minor=True) | Q(age=None) | Q(age__range=(12, 15)),
        name="dossier_consent_of_both_from_12_until_16",
        violation_error_message="Samen toestemming geven is er van 12 tot en met 15 jaar.",
    ),
    models.CheckConstraint(
        condition=~Q(residence_status=DUTCH_NATIONAL) | Q(reflection_started_on=None),
        name="dossier_reflection_is_not_for_dutch_nationals",
        violation_error_message="Een Nederlander krijgt geen bedenktijd.",
    ),
    models.CheckConstraint(
        condition=Q(changed_by=None, changed_at=None) | Q(changed_by__isnull=False, changed_at__isnull=False),
        name="dossier_changed_by_someone_at_some_time",
    ),
]
