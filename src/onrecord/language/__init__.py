"""English: the pipeline, numbers, money, dates, actors."""

from onrecord.language.actors import Actor, actor_code, find_actors
from onrecord.language.analysis import HEADLINE, Analysis, Sentence
from onrecord.language.dates import DateMention, find_dates
from onrecord.language.money import Money, currency_context, dollar_context, find_money, in_currency
from onrecord.language.numbers import Number, Share, find_numbers, find_shares
from onrecord.language.pipeline import analyse, load_pipeline

__all__ = [
    "HEADLINE",
    "Actor",
    "Analysis",
    "DateMention",
    "Money",
    "Number",
    "Sentence",
    "Share",
    "actor_code",
    "analyse",
    "currency_context",
    "dollar_context",
    "find_actors",
    "find_dates",
    "find_money",
    "find_numbers",
    "find_shares",
    "in_currency",
    "load_pipeline",
]
