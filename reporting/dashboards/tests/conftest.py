from reporting.tests.conftest import answered, asked, numbers, reported, service

__all__ = ["answered", "asked", "numbers", "reported", "service"]
