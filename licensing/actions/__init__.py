"""The acts of licensing."""

from licensing.actions.catalogue import CatalogueRefusal, LoadReport, load_catalogue

__all__ = ["CatalogueRefusal", "LoadReport", "load_catalogue"]
