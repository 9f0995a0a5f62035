"""Who may do what: the whole permission table. Nowhere else is a right given."""

from enum import StrEnum, unique

from zorgportaal.accounts.choices import Role


@unique
class Permission(StrEnum):
    # everybody
    USE_PORTAL = "use_portal"
    # cases
    REGISTER_DOSSIER = "register_dossier"
    VIEW_DOSSIER = "view_dossier"
    SHOW_IDENTITY = "show_identity"
    CHANGE_DOSSIER = "change_dossier"
    KEEP_VULNERABILITY = "keep_vulnerability"
    ARRANGE_COVER = "arrange_cover"
    PLACE = "place"
    ANSWER_PLACEMENT = "answer_placement"
    VIEW_PROVIDERS = "view_providers"
    MANAGE_PROVIDERS = "manage_providers"
    VIEW_CONFERENCE = "view_conference"
    LOG_CONFERENCE = "log_conference"
    EXPORT_DOSSIERS = "export_dossiers"
    # funding
    PREPARE_ROUND = "prepare_round"
    APPROVE_ROUND = "approve_round"
    MANAGE_POPULATION = "manage_population"
    VIEW_OWN_INVOICES = "view_own_invoices"
    # reporting
    MAKE_COMENSHA_REPORT = "make_comensha_report"
    VIEW_DASHBOARD = "view_dashboard"
    # platform
    MANAGE_ACCOUNTS = "manage_accounts"
    MANAGE_JOBS = "manage_jobs"
    MANAGE_TEXTS = "manage_texts"
    MANAGE_VOCABULARY = "manage_vocabulary"
    VIEW_TRAIL = "view_trail"


P = Permission
PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.CARE_COORDINATOR: frozenset(
        {
            P.USE_PORTAL,
            P.REGISTER_DOSSIER,
            P.VIEW_DOSSIER,
            P.SHOW_IDENTITY,
            P.KEEP_VULNERABILITY,
            P.CHANGE_DOSSIER,
            P.ARRANGE_COVER,
            P.PLACE,
            P.VIEW_PROVIDERS,
            P.VIEW_CONFERENCE,
            P.LOG_CONFERENCE,
            P.EXPORT_DOSSIERS,
            P.MAKE_COMENSHA_REPORT,
            P.VIEW_DASHBOARD,
        }
    ),
    Role.CHAIN_DIRECTOR: frozenset({P.USE_PORTAL, P.VIEW_CONFERENCE, P.LOG_CONFERENCE, P.VIEW_DASHBOARD}),
    Role.PROCESS_DIRECTOR: frozenset(
        {
            P.USE_PORTAL,
            P.VIEW_DOSSIER,
            P.ARRANGE_COVER,
            P.VIEW_CONFERENCE,
            P.LOG_CONFERENCE,
            P.VIEW_DASHBOARD,
        }
    ),
    Role.POLICE_LIAISON: frozenset({P.USE_PORTAL, P.VIEW_CONFERENCE}),
    Role.PROVIDER_CONTACT: frozenset({P.USE_PORTAL, P.ANSWER_PLACEMENT}),
    Role.FINANCE_ADMINISTRATOR: frozenset(
        {P.USE_PORTAL, P.PREPARE_ROUND, P.APPROVE_ROUND, P.MANAGE_POPULATION}
    ),
    Role.FINANCE_OFFICER: frozenset({P.USE_PORTAL, P.VIEW_OWN_INVOICES}),
    Role.POLICY_ADVISOR: frozenset({P.USE_PORTAL, P.VIEW_DASHBOARD}),
    Role.FUNCTIONAL_ADMINISTRATOR: frozenset(
        {
            P.USE_PORTAL,
            P.MANAGE_ACCOUNTS,
            P.MANAGE_JOBS,
            P.MANAGE_TEXTS,
            P.MANAGE_VOCABULARY,
            P.VIEW_PROVIDERS,
            P.MANAGE_PROVIDERS,
        }
    ),
    Role.PRIVACY_OFFICER: frozenset({P.USE_PORTAL, P.VIEW_TRAIL}),
    Role.FOCAL_POINT: frozenset({P.USE_PORTAL, P.VIEW_DASHBOARD}),
}

# Why somebody of this role looks at what the portal holds (NEN 7513 «purposeOfUse»).
PURPOSES: dict[Role, str] = {
    Role.CARE_COORDINATOR: "care_coordination",
    Role.CHAIN_DIRECTOR: "chain_coordination",
    Role.PROCESS_DIRECTOR: "chain_coordination",
    Role.POLICE_LIAISON: "chain_coordination",
    Role.PROVIDER_CONTACT: "placement",
    Role.FINANCE_ADMINISTRATOR: "contribution",
    Role.FINANCE_OFFICER: "contribution",
    Role.POLICY_ADVISOR: "policy",
    Role.FUNCTIONAL_ADMINISTRATOR: "operation",
    Role.PRIVACY_OFFICER: "oversight",
    Role.FOCAL_POINT: "policy",
}

# To know of cases, to hand out rights or money: such an account, and each change of its reach, takes two.
OF_WEIGHT = frozenset(
    {P.VIEW_DOSSIER, P.VIEW_CONFERENCE, P.ANSWER_PLACEMENT, P.VIEW_TRAIL, P.MANAGE_ACCOUNTS, P.APPROVE_ROUND}
)


def takes_two(role: str) -> bool:
    """Whether a second administrator must approve an account of this role (C006, ASVS 2.3.5)."""
    return bool(PERMISSIONS[Role(role)] & OF_WEIGHT)
