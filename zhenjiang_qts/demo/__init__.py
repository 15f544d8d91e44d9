"""The demo world: fictional people and firms, and a year of cases made through the real acts."""
