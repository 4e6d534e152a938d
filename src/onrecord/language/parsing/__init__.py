"""The shipped parser: tokenizer, features, network, decoding, and the spaCy component that holds them."""

from onrecord.language.parsing.component import Parser
from onrecord.language.parsing.tokenizer import ud_tokenizer

__all__ = ["Parser", "ud_tokenizer"]
