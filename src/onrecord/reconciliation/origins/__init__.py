"""Origins: what independent sources stand behind a finding, and whom they have it from."""
