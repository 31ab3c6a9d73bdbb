"""What is shipped with the program and can be read before anybody signed in."""

from functools import cached_property
from pathlib import Path

from dinsos_desk import paths as places
from dinsos_desk.catalog.loader import Catalog, load_catalog
from dinsos_desk.catalog.office import Offices, load_offices
from dinsos_desk.catalog.regions import load_regions
from dinsos_desk.documents.letters import Letters
from dinsos_desk.domain.regions import Regions


class Library:
    """What is shipped and needs no key: services, presets, regions, templates. Loaded when first used.

    ``catalog``: a folder of service files to use instead of the shipped one.
    """

    def __init__(self, own_templates: Path, catalog: Path | None = None) -> None:
        self._own_templates = own_templates
        self._catalog = catalog

    @cached_property
    def letters(self) -> Letters:
        """The Word templates, the office's own before the shipped ones."""
        return Letters(places.templates_dir(), self._own_templates)

    @cached_property
    def catalog(self) -> Catalog:
        """Every service that could be read, and what was wrong with the others."""
        return load_catalog(self._catalog or places.resources_dir() / "catalog", self.letters.has)

    @cached_property
    def offices(self) -> Offices:
        """The presets a set-up may start from."""
        return load_offices(places.resources_dir() / "offices")

    @cached_property
    def regions(self) -> Regions:
        """Provinces, regencies, districts and villages."""
        return load_regions(places.resources_dir() / "regions")
