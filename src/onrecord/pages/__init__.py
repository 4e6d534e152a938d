"""What pages show and how they look: one set of queries and of templates for the live and the static site."""
