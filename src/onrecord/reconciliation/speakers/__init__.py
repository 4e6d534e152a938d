"""Speakers: which names and voices are one."""
