"""Where things are: municipalities, houses, inhabitants, countries and nationalities."""
