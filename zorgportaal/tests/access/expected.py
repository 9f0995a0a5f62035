"""What the matrix expects, written by hand and by person: a reader of the privacy office can check it.

`on` names an object of `objects.py`; own and other scope are two rows. `who` may open the door.
"""

from dataclasses import dataclass

from zorgportaal.tests.access.people import (
    BEESEL,
    CHAIN,
    COORDINATORS,
    EVERYBODY,
    FINANCE,
    FOCAL,
    MANAGERS,
    NOBODY,
    NORTH,
    OFFICERS,
    PEELRAND,
    POLICE,
    POLICY,
    PRIVACY,
    PROCESS,
    PROVIDERS,
    SOUTH,
    SWALMDAL,
    WEERT,
)  # fmt: skip


@dataclass(frozen=True)
class Row:
    name: str
    who: frozenset[str]
    methods: tuple[str, ...] = ("get", "head")
    on: str = ""


GET = ("get", "head")
FORM = ("get", "head", "post")
POST = ("post",)
MEETINGS = COORDINATORS | PROCESS | CHAIN | POLICE

PUBLIC = {
    "account_login", "account_logout", "account_reset_password", "account_reset_password_done",
    "account_reset_password_from_key", "account_reset_password_from_key_done", "accessibility", "privacy",
    "live", "ready", "robots", "security_txt",
}  # fmt: skip

ROWS = (
    Row("home", EVERYBODY),
    Row("account_change_password", EVERYBODY, FORM),
    # dossiers: the own house, or the case team
    Row("dossiers:list", COORDINATORS | PROCESS),
    Row("dossiers:register", COORDINATORS, FORM),
    Row("dossiers:find", COORDINATORS | PROCESS, FORM),
    Row("dossiers:detail", NORTH, on="north dossier"),
    Row("dossiers:detail", SOUTH, on="south dossier"),
    Row("dossiers:detail", NORTH | PROCESS, on="north dossier with team"),
    Row("dossiers:change", NORTH, FORM, on="north dossier"),
    Row("dossiers:change", SOUTH, FORM, on="south dossier"),
    Row("dossiers:change", NORTH, FORM, on="north dossier with team"),
    Row("dossiers:identity", NORTH, POST, on="north dossier"),
    Row("dossiers:identity", SOUTH, POST, on="south dossier"),
    Row("dossiers:identity", NORTH, POST, on="north dossier with team"),
    Row("dossiers:change_identity", NORTH, POST, on="north dossier"),
    Row("dossiers:change_identity", SOUTH, POST, on="south dossier"),
    Row("dossiers:team", NORTH, FORM, on="north dossier"),
    Row("dossiers:team", SOUTH, FORM, on="south dossier"),
    Row("dossiers:leave_team", NORTH, POST, on="north dossier"),
    Row("dossiers:leave_team", SOUTH, POST, on="south dossier"),
    # routing: the coordinator's side
    Row("routing:list", COORDINATORS),
    Row("routing:create", NORTH, FORM, on="for north dossier"),
    Row("routing:create", SOUTH, FORM, on="for south dossier"),
    Row("routing:detail", NORTH, FORM, on="north help request"),
    Row("routing:detail", SOUTH, FORM, on="south help request"),
    Row("routing:withdraw", NORTH, POST, on="north help request"),
    Row("routing:withdraw", SOUTH, POST, on="south help request"),
    Row("routing:answer", NORTH, FORM, on="request to swalmdal"),
    Row("routing:answer", SOUTH, FORM, on="request to peelrand"),
    Row("routing:withdraw_request", NORTH, POST, on="request to swalmdal"),
    Row("routing:withdraw_request", SOUTH, POST, on="request to peelrand"),
    # routing: the provider's side, and who manages providers
    Row("routing:inbox", PROVIDERS),
    Row("routing:reply", SWALMDAL, FORM, on="request to swalmdal"),
    Row("routing:reply", PEELRAND, FORM, on="request to peelrand"),
    Row("routing:providers", COORDINATORS | MANAGERS),
    Row("routing:propose_provider", MANAGERS, FORM),
    Row("routing:approve_provider", MANAGERS, POST, on="provider"),
    Row("routing:end_provider", MANAGERS, POST, on="provider"),
    Row("routing:add_service", MANAGERS, FORM, on="for provider"),
    Row("routing:change_service", MANAGERS, FORM, on="service"),
    # meetings: the own house, or an organisation at the table; items by their confidentiality
    Row("conferences:list", MEETINGS),
    Row("conferences:create", COORDINATORS | PROCESS | CHAIN, FORM),
    Row("conferences:detail", NORTH | PROCESS | CHAIN | POLICE, on="north meeting"),
    Row("conferences:detail", SOUTH, on="south meeting"),
    Row("conferences:attendance", NORTH | PROCESS | CHAIN, FORM, on="north meeting"),
    Row("conferences:attendance", SOUTH, FORM, on="south meeting"),
    Row("conferences:add_item", NORTH | PROCESS | CHAIN, FORM, on="north meeting"),
    Row("conferences:add_item", SOUTH, FORM, on="south meeting"),
    Row("conferences:close", NORTH | PROCESS | CHAIN, POST, on="north meeting"),
    Row("conferences:close", SOUTH, POST, on="south meeting"),
    Row("conferences:item", NORTH | PROCESS | CHAIN | POLICE, on="open item"),
    Row("conferences:item", NORTH | PROCESS, on="care item"),
    Row("conferences:item", NORTH | POLICE, on="police item"),
    Row("conferences:item", SOUTH, on="south item"),
    Row("conferences:add_entry", NORTH | PROCESS, FORM, on="care item"),
    Row("conferences:add_entry", NORTH, FORM, on="police item"),
    Row("conferences:add_entry", SOUTH, FORM, on="south item"),
    Row("conferences:audience", NORTH | PROCESS, FORM, on="care item"),
    Row("conferences:audience", NORTH, FORM, on="police item"),
    Row("conferences:audience", SOUTH, FORM, on="south item"),
    Row("conferences:action", NORTH | POLICE | PROCESS, FORM, on="action of the police"),
    # contributions and invoices: nothing of cases, the own municipality
    Row("contributions:rounds", FINANCE, FORM),
    Row("contributions:round", FINANCE, on="round"),
    Row("contributions:progress", FINANCE, on="round"),
    Row("contributions:approve", FINANCE, POST, on="round"),
    Row("contributions:cancel", FINANCE, FORM, on="draft round"),
    Row("contributions:xlsx", FINANCE, on="round"),
    Row("contributions:ods", FINANCE, on="round"),
    Row("invoices:municipality", OFFICERS),
    Row("invoices:download", BEESEL, on="invoice of beesel"),
    Row("invoices:download", WEERT, on="invoice of weert"),
    Row("invoices:of_round_download", FINANCE, on="invoice of beesel"),
    Row("regions:population", FINANCE),
    Row("regions:import_population", FINANCE, FORM),
    Row("regions:confirm_import", FINANCE, FORM, on="import"),
    Row("regions:discard_import", FINANCE, POST, on="import"),
    # reporting
    Row("comensha:list", COORDINATORS, FORM),
    Row("comensha:detail", COORDINATORS, on="report"),
    Row("comensha:progress", COORDINATORS, on="report"),
    Row("comensha:download", COORDINATORS, on="report"),
    Row("dashboards:dashboard", COORDINATORS | CHAIN | PROCESS | POLICY | FOCAL),
    # management
    Row("accounts:list", MANAGERS),
    Row("accounts:create", MANAGERS, FORM),
    Row("accounts:add_organisation", MANAGERS, FORM),
    Row("accounts:change", MANAGERS, FORM, on="account"),
    Row("accounts:end", MANAGERS, POST, on="account"),
    Row("accounts:approve", MANAGERS, POST, on="account"),
    Row("accounts:reopen", MANAGERS, POST, on="ended account"),
    Row("accounts:reinvite", MANAGERS, POST, on="invited account"),
    Row("accounts:reinvite", NOBODY, POST, on="account"),
    Row("jobs:list", MANAGERS),
    Row("jobs:retry", MANAGERS, POST, on="job"),
    Row("oversight:trail", PRIVACY),
    # what is not there opens for nobody
    Row("dossiers:detail", NOBODY, on="nothing"),
    Row("routing:detail", NOBODY, FORM, on="nothing"),
    Row("invoices:download", NOBODY, on="nothing"),
)  # fmt: skip
