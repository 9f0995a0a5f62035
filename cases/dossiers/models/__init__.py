from cases.dossiers.models.dossier import Dossier, DossierQuerySet, Person
from cases.dossiers.models.link import DossierLink
from cases.dossiers.models.option import Option
from cases.dossiers.models.team import TeamMember

__all__ = ["Dossier", "DossierLink", "DossierQuerySet", "Option", "Person", "TeamMember"]
