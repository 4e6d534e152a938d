"""Links: entries that belong together without being one."""
