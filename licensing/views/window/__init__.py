"""Pages of the window: only it receives and only it delivers (Art. 26)."""
