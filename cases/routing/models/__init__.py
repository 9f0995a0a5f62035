"""Providers, help requests and placement requests."""

from cases.routing.models.providers import Provider, ProviderService
from cases.routing.models.requests import HelpRequest, PlacementRequest

__all__ = ["HelpRequest", "PlacementRequest", "Provider", "ProviderService"]
