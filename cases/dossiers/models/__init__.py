from cases.dossiers.models.dossier import Dossier, Person, TeamMember
from cases.dossiers.models.option import Option

__all__ = ["Dossier", "Option", "Person", "TeamMember"]
