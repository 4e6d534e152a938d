"""English: the pipeline, numbers, money, dates, actors."""

from onrecord.language.analysis import HEADLINE, Analysis, Sentence
from onrecord.language.pipeline import analyse, load_pipeline

__all__ = ["HEADLINE", "Analysis", "Sentence", "analyse", "load_pipeline"]
