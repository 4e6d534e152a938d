"""What goes through alignment, in columns: pairs of articles, then links of sentences."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.tracing.folding import I64


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of articles to align, as places in a batch of sheets.

    The id of the article at `first` is smaller than that of the article at `second`; passages have their `a` side
    in `first`. No pair stands twice.
    """

    first: I64
    second: I64

    def __len__(self) -> int:
        return len(self.first)


@dataclass(frozen=True, slots=True)
class Links:
    """Sentences `a` to `a_end` (excluded) of a pair's first article beside `b` to `b_end` of its second.

    pair:             the pair's place among `Pairs`, not decreasing; within a pair, links are in the order of `a`.
    a, a_end, b, b_end: places in the batch's columns of sentences (`Sheets.sentence_begin`). No sentence is in two
                      links of one pair. A link that spans several sentences on both sides is allowed only when
                      they are equal word for word.
    """

    pair: I64
    a: I64
    a_end: I64
    b: I64
    b_end: I64

    def __len__(self) -> int:
        return len(self.pair)
