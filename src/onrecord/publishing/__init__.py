"""The static site: the same pages as files."""
