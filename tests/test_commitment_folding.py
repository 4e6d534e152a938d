"""Folding: a headline that says in short what the story says in full."""

from __future__ import annotations

from commitment_texts import found

STORY = "\n\nSpain will send Mali six generators in May, its ministry said on Monday.\n"


def test_the_present_tense_of_a_headline_is_the_story_s_stage():
    (one,) = found("Spain gives Mali generators" + STORY, title="Spain gives Mali generators")
    assert (one.stage, one.quantity) == ("pledged", 6)


def test_a_headline_with_another_figure_stays():
    told = found("Spain gave Mali nine generators" + STORY, title="Spain gave Mali nine generators")
    assert {each.quantity for each in told} == {9, 6}
