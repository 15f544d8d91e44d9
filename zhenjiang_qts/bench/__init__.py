"""Measures the pages over the whole HTTP stack, on a demo world and in a crowd of cases."""
