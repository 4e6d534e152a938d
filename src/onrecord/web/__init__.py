"""The live pages: a server over one record."""
