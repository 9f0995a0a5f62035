"""Who tries the doors: one demo account of each role and scope, in groups as people speak of them."""

NORTH = frozenset({"coordinator.noord"})
SOUTH = frozenset({"coordinator.heuvelland"})
COORDINATORS = NORTH | SOUTH
PROCESS = frozenset({"procesregisseur"})
CHAIN = frozenset({"ketenregisseur"})
POLICE = frozenset({"politie"})
SWALMDAL = frozenset({"aanbieder.swalmdal"})
PEELRAND = frozenset({"aanbieder.peelrand"})
PROVIDERS = SWALMDAL | PEELRAND
FINANCE = frozenset({"financien.een"})
BEESEL = frozenset({"beesel"})
WEERT = frozenset({"weert"})
OFFICERS = BEESEL | WEERT
POLICY = frozenset({"beleid"})
MANAGERS = frozenset({"beheer.een"})
PRIVACY = frozenset({"privacy"})
FOCAL = frozenset({"aandacht"})
NOBODY: frozenset[str] = frozenset()
EVERYBODY = (
    COORDINATORS | PROCESS | CHAIN | POLICE | PROVIDERS | FINANCE | OFFICERS | POLICY | MANAGERS
    | PRIVACY | FOCAL
)  # fmt: skip
