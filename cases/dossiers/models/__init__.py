from cases.dossiers.models.dossier import Dossier, DossierQuerySet, Person, TeamMember
from cases.dossiers.models.option import Option

__all__ = ["Dossier", "DossierQuerySet", "Option", "Person", "TeamMember"]
