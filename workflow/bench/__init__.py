"""Measuring the engine: whole cases beside a floor of bare SQL, pages at many open cases."""
