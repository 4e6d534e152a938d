"""Membership steps: who wants to join what, and how far it is."""

from onrecord.extraction.memberships.memberships import memberships

__all__ = ["memberships"]
