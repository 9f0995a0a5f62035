"""A leak on purpose: with this folder on PYTHONPATH the portal prints the name of whoever is registered.

The canary sweep must find it; a sweep that passes with this planted proves nothing.
"""

import importlib.abc
import importlib.machinery
import sys

LEAKY = "cases.dossiers.actions"


class Planter(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name != LEAKY:
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path, target)
        load = spec.loader.exec_module

        def load_and_plant(module):
            load(module)
            register = module.register_dossier

            def register_loudly(*, identity, **rest):
                print("registered", identity.surname, file=sys.stderr, flush=True)
                return register(identity=identity, **rest)

            module.register_dossier = register_loudly

        spec.loader.exec_module = load_and_plant
        return spec


sys.meta_path.insert(0, Planter())
