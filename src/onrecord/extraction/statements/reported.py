"""Reports whose cue is no verb: what every kind of them needs to become an attribution."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.extraction.statements.attributions import Attribution
from onrecord.extraction.statements.contents import absorbed
from onrecord.extraction.statements.units import Unit
from onrecord.language import Sentence
from onrecord.model import CueClass, Span


@dataclass(frozen=True, slots=True)
class Reported:
    """A cue with its source, before its content is known.

    who: the head of the words that name the source, and their span; None where the sentence names none.
    """

    sentence: Sentence
    who: tuple[Token, Span] | None
    cue: Span
    cue_class: CueClass
    negated: bool = False
    modal: bool = False

    def of(self, unit: Unit, content: list[Span]) -> Attribution:
        """The attribution that the cue makes of `content`, quotations that it cuts taken in whole."""
        whole = tuple(absorbed(unit, piece) for piece in content)
        quoted = any(quotation.span.overlaps(piece) for quotation in unit.quotations for piece in whole)
        head, source = self.who if self.who is not None else (None, None)
        return Attribution(
            source,
            head,
            self.sentence,
            self.cue,
            self.cue_class,
            whole,
            unit.paragraph,
            quoted,
            negated=self.negated,
            modal=self.modal,
        )
