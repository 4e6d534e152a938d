"""The command line: one file for each command, standard output for results, standard error for the rest."""

from __future__ import annotations


def main() -> None:
    """Run the command line."""
    from onrecord.cli.app import run

    run()
