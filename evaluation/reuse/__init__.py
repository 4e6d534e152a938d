"""Planted reuse: sets of articles in which it is known who took what from whom, and measures of tracing on them.

lexicon, subjects, newsroom, scripts   invented news: words, names, topics, articles, other languages
real                                   articles of files as bases
drafts, outlets, swaps                 an article in the making, who prints it and how, words for words
kinds, units                           how one article is taken from another; what is planted together
making, manifest                       a set, chunk by chunk, and its truth
scoring, showing                       how a tool's pairs, passages and derivations compare with the truth
peers, benchmark, curve, incremental   other tools, and what everything costs
"""
