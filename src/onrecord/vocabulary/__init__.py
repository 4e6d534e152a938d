"""The field's words as data: cue verbs, stages, actors, items, organisations.

Every vocabulary is a TOML file in this folder, described in docs/vocabulary.md. A user extends one
without code: a folder named in the environment variable ONRECORD_VOCABULARY may hold files of the same
names; their tables are laid over ours, lists are joined, a key that both hold takes the user's value.
"""

from onrecord.vocabulary.loading import EXTENSION_VARIABLE, vocabulary

__all__ = ["EXTENSION_VARIABLE", "vocabulary"]
