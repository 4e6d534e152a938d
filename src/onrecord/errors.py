"""What can go wrong, as one small tree.

    OnrecordError
    ├── BadInput          (ValueError)    an argument or an input file that cannot be used
    │   └── BadArticle                    one article that cannot be read; a run rejects it and goes on
    ├── BadVocabulary     (ValueError)    a vocabulary file that does not fit its documented form
    ├── NotInstalled      (ImportError)   an optional part is missing; the message names what to install
    ├── RecordError       (RuntimeError)  a record or an index that is foreign, corrupt or locked
    │   └── OutdatedIndex                 an index of articles that other rules of tracing made; it can be made anew
    └── NotFound          (LookupError)   an id or a table that the record does not hold

Each is both ours and Python's, so a caller may catch either. A message says what was wrong,
where, and the mend.
"""

from __future__ import annotations


class OnrecordError(Exception):
    """Anything that onrecord raises on purpose."""


class BadInput(OnrecordError, ValueError):
    """An argument or an input file that cannot be used as given."""


class BadArticle(BadInput):
    """One article that cannot be read. A run turns it into a `rejected` row and goes on."""


class BadVocabulary(OnrecordError, ValueError):
    """A vocabulary file that does not fit its documented form."""


class NotInstalled(OnrecordError, ImportError):
    """An optional part that is not installed; the message names the extra to install."""


class RecordError(OnrecordError, RuntimeError):
    """A record file or an index that is foreign, corrupt, locked or of another version."""


class OutdatedIndex(RecordError):
    """An index that other rules of tracing, or another vocabulary, made. It can be made anew from what it holds."""


class NotFound(OnrecordError, LookupError):
    """An id or a table that the record does not hold."""
