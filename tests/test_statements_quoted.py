"""Quoted statements in the forms that news prints them in. Every person and outlet here is invented."""

from __future__ import annotations

import pytest

from onrecord.extraction import statements
from onrecord.language import analyse
from onrecord.model import words_of
from onrecord.reading.article import article_from_text


def found(text, title=None):
    article = article_from_text(text if title is None else f"{title}\n\n{text}", id="a", title=title)
    (analysis,) = analyse([article])
    return article, statements(article, analysis)


def rows(text, title=None):
    """(source, cue, content as written) of each statement."""
    article, results = found(text, title)
    return [tuple(words_of(article.text, spans) for spans in (s.source, s.cue, s.content)) for s in results]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We will wait,” Orwin notes.", ("Orwin", "notes", "“We will wait,”")),
        ("Peter Zandt echoed:\n\n“We will wait for you.”", ("Peter Zandt", "echoed", "“We will wait for you.”")),
        ("“We will wait!” beamed Maria Orwin of Kell.", ("Maria Orwin of Kell", "beamed", "“We will wait!”")),
        ("Article 12 affirms: “No town shall close it.”", ("Article 12", "affirms", "“No town shall close it.”")),
    ],
)  # fmt: skip
def test_a_tag_that_the_parse_misses_is_found_by_its_place(text, expected):
    assert expected in rows(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Orwin went after Zandt, calling him “a total stiff.”", ("Orwin", "calling", "him “a total stiff.”")),
        ("Zandt referred to Orwin as “a leader” in a letter.", ("Zandt", "referred", "Orwin as “a leader”")),
        ("The mill, which Ann Orwin called “a ruin,” is shut.", ("Ann Orwin", "called", "which “a ruin,”")),
        ("The town lives on what Maria Orwin calls “hope.”", ("Maria Orwin", "calls", "what “hope.”")),
    ],
)  # fmt: skip
def test_what_a_verb_names_belongs_to_the_content(text, expected):
    assert expected in rows(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Maria Orwin said that the bridge was “a gift,” adding that the town would “never forget.”",
            ["that the bridge was “a gift,”", "that the town would “never forget.”"],
        ),
        ("Maria Orwin told the Kell Ledger simply, “We lost.”", ["“We lost.”"]),
        ("Maria Orwin said because tolls fell, “the town can pay.”", ["because tolls fell, “the town can pay.”"]),
        (
            "Maria Orwin declined to say whether she had read the letter, but called the delay “a shame for Kell”.",
            ["the delay “a shame for Kell”"],
        ),
        (
            "Sailors accuse it of hiding the bill; Maria Orwin called the charge “theatre for Kell” on the radio.",
            ["the charge “theatre for Kell”"],
        ),
        (
            "Maria Orwin told the town council that Zandt was “a fraud” and questioned how he “got away with it.”",
            ["that Zandt was “a fraud”", "how he “got away with it.”"],
        ),
        ("Maria Orwin says she is “glad to be here” as she faces a hard vote.", ["she is “glad to be here”"]),
        ("Maria Orwin called the bridge “a gift” in a statement on Monday.", ["the bridge “a gift”"]),
        ("Maria Orwin said Thursday that the bridge was “a gift to us.”", ["that the bridge was “a gift to us.”"]),
        (
            "Maria Orwin said she had a “great relationship” with voters in Kell.",
            ["she had a “great relationship” with voters in Kell"],
        ),
        (
            "Maria Orwin said she had offers for the mill, but “the offers were to close it.”",
            ["she had offers for the mill, but “the offers were to close it.”"],
        ),
    ],
)
def test_content_ends_where_the_writers_own_words_begin(text, expected):
    contents = [content for _, _, content in rows(text)]
    assert [content for content in contents if "“" in content] == expected


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("She then turned to the crowd again: “Here is what I regret.”", "She"),
        ("Zandt released the following statement:\n\n“We will rebuild the bridge.”", "Zandt"),
        ("The union of dockers had one message: “We will not move an inch.”", "The union of dockers"),
        ("The news did not surprise Maria Orwin: “We have seen it before.”", "Maria Orwin"),
    ],
)
def test_a_colon_gives_a_quotation_to_whom_the_sentence_is_about(text, source):
    assert [(row[0], row[2]) for row in rows(text)][-1] == (source, text[text.index("“") :])


def test_a_quotation_over_several_paragraphs_keeps_its_speaker():
    text = "“One thing is clear,” Maria Orwin said.\n\n“The bridge will open.\n\n“It will open soon.”"
    assert [row[0] for row in rows(text)] == ["Maria Orwin"] * 3


@pytest.mark.parametrize(
    "text",
    [
        "'We will wait,' Maria Orwin said.",
        "«\u202fWe will wait\u202f», Maria Orwin said.",
        "„We will wait“, Maria Orwin said.",
        "»We will wait«, Maria Orwin said.",
        '\\"We will wait,\\" Maria Orwin said.',
        "&quot;We will wait,&quot; Maria Orwin said.",
    ],
)
def test_marks_of_every_kind_hold_direct_speech(text):
    _, results = found(text)
    assert [(s.mode, s.speaker.name) for s in results] == [("direct", "Maria Orwin")]


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("Minister: Bridge will open in May", ("Minister", ":", "Bridge will open in May")),
        ("Maria Orwin: We must open it", ("Maria Orwin", ":", "We must open it")),
        ("Orwin: 'The bridge is ours'", ("Orwin", ":", "'The bridge is ours'")),
        ("Harbour will close again: officials", ("officials", ":", "Harbour will close again")),
        ("Harbour will close again: report", ("report", ":", "Harbour will close again")),
        ("Harbour will close again - foreign minister", ("foreign minister", "-", "Harbour will close again")),
        ("Bridge war: harbour will close, Orwin says", ("Orwin", "says", "harbour will close")),
        ("'We will wait', says Orwin", ("Orwin", "says", "'We will wait'")),
        ("Ferries to sail ‘by noon’, says minister", ("minister", "says", "Ferries to sail ‘by noon’")),
        ("Embassy: papers for sailors ‘by May’", ("Embassy", ":", "papers for sailors ‘by May’")),
        ("Ferry peace “near”: harbour chief", ("harbour chief", ":", "Ferry peace “near”")),
        ("Ferry peace ‘near’– transport minister", ("transport minister", "–", "Ferry peace ‘near’")),
        ("Kell can wait: mayor", ("mayor", ":", "Kell can wait")),
    ],
)  # fmt: skip
def test_a_headline_gives_its_claim_to_its_speaker(headline, expected):
    assert expected in rows("It rained in Kell on Monday.", headline)


@pytest.mark.parametrize(
    "headline",
    [
        "Bridge war: 'We miss our street but the girl has a school here'",
        "Kell harbour: mother of four opens her home",
        "Bridge opens at last after a year - video report",
        "Saving the harbour: the long fight for survival",
    ],
)
def test_a_headlines_subject_or_rubric_is_no_speaker(headline):
    assert [row for row in rows("It rained in Kell on Monday.", headline) if row[1] in (":", "-")] == []


def test_a_quotation_signed_in_the_next_paragraph_is_its_signers():
    text = "“We waited,” Peter Zandt said.\n\n“The bridge will open in May.”\n\n- Maria Orwin"
    assert [(row[0], row[2]) for row in rows(text)][-1] == ("Maria Orwin", "“The bridge will open in May.”")


def test_a_quotation_that_goes_on_is_not_given_to_a_participle_of_its_sentence():
    text = "“We wait,” Maria Orwin said, adding that the bridge is safe. “It is ours.”"
    assert ("Maria Orwin", "said", "“We wait,” “It is ours.”") in rows(text)


def test_what_somebody_was_asked_is_not_what_they_said():
    said = [row for row in rows("Asked if the bridge was “safe,” Maria Orwin said it was.") if row[1] == "said"]
    assert [content for _, _, content in said] == ["it was"]


def test_what_another_calls_something_meanwhile_is_a_statement_of_its_own():
    text = "Orwin refers to the man as “Mr. Zandt,” while Zandt refers to the mayor as “Ann.”"
    assert [(row[0], row[2]) for row in rows(text)] == [
        ("Orwin", "the man as “Mr. Zandt,”"),
        ("Zandt", "the mayor as “Ann.”"),
    ]


def test_a_mark_nested_at_the_end_does_not_hide_the_comma():
    text = "“A caller said, ‘The town has given a heads up,’” said Peter Zandt, who is from Kell."
    assert rows(text)[0][:2] == ("Peter Zandt, who is from Kell", "said")


def test_a_transcript_is_its_speakers_turns():
    text = (
        "ANN ORWIN: The bridge will open. He said that it is safe.\n\nZANDT: It will not.\n\n"
        "ORWIN: And you said “never”?\n\nIt rained on Monday."
    )
    assert [(s.speaker.name is not None, s.mode, s.text) for s in found(text)[1]] == [
        (True, "direct", "The bridge will open. He said that it is safe."),
        (True, "direct", "It will not."),
        (True, "direct", "And you said “never”?"),
    ]


def test_titles_and_names_known_from_the_article_make_labels():
    text = (
        "The chair gave the floor to Brenda Tern.\n\nTERN: They shut the harbour. They will shut it again.\n\n"
        "Sir Aldous: The hon. Lady knows who shut it. So do I."
    )
    assert [row for row in rows(text) if row[1] == ":"] == [
        ("TERN", ":", "They shut the harbour. They will shut it again."),
        ("Sir Aldous", ":", "The hon. Lady knows who shut it. So do I."),
    ]


def test_questions_and_answers_are_turns():
    assert [row[2] for row in rows("Q: Will the bridge open?\n\nA: It will open in May.")] == [
        "Will the bridge open?",
        "It will open in May.",
    ]


def test_whom_a_turn_quotes_stays_on_record_within_it():
    text = (
        "It rained in Kell on Monday, and the bridge was shut.\n\nQ: Will the bridge ever be open again?\n\n"
        "A: It will. A colleague from Kell told me, “We are writing in the dark.” I think so."
    )
    _, (asked, answer, quoted) = found(text)
    assert [asked.within, answer.within, quoted.within] == [None, None, answer.id]
    assert quoted.text == "“We are writing in the dark.”"


def test_one_heading_with_a_colon_is_no_turn():
    assert rows("UPDATE: The bridge is open again since Monday.") == []


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("@annorwin: The bridge opens today. Come all.", "@annorwin"),
        ("2.20pm @annorwin: The bridge opens today. Come all.", "@annorwin"),
        ("Dr Ann Orwin @annorwin: The bridge opens today. Come all.", "Dr Ann Orwin @annorwin"),
        ("The bridge opens today. Come all. — Ann Orwin (@annorwin) May 3, 2021", "Ann Orwin"),
    ],
)
def test_a_message_belongs_to_its_sender(text, source):
    assert [(row[0], row[2]) for row in rows(text)] == [(source, "The bridge opens today. Come all.")]


@pytest.mark.parametrize(
    "text",
    [
        "'First works' on the bridge began as the town claimed to be safe.",
        "A film calls it, in one shot, the “third bridge war.” Lantern's Maria Orwin reports.",
        "The song “Harbour Lights” was played at the ball.",
    ],
)
def test_marks_around_names_and_single_words_are_no_speech_of_who_stands_near(text):
    assert [row for row in rows(text) if row[2].startswith(("“", "'"))] == []


def test_whom_somebody_quotes_in_part_is_on_record_within_their_report():
    _, (outer, inner) = found("Ann Orwin said that the harbour master had told her that “no boat sails in May”.")
    assert (inner.within, inner.text) == (outer.id, "that “no boat sails in May”")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“What is lost is lost,” was Ms Orwin’s verdict.", ("Ms Orwin", "verdict", "“What is lost is lost,”")),
        ("“I slept well,” came her reply.", ("her", "reply", "“I slept well,”")),
        ("Ms Orwin’s verdict: “We can wait for it.”", ("Ms Orwin", "verdict", "“We can wait for it.”")),
        ("Her reply came: “We can wait for it.”", ("Her", "reply came", "“We can wait for it.”")),
        ("The crowd broke into chants of “open it now”.", ("The crowd", "chants", "“open it now”")),
        ("A guest whispered to the Ledger: “She will go.”", ("A guest", "whispered", "“She will go.”")),
    ],
)
def test_a_noun_or_a_verb_with_its_addressee_reports_the_quotation_beside_it(text, expected):
    assert expected in rows(text)


def test_a_poll_says_nothing_of_what_it_was_asked():
    text = "Asked whether the bridge was “safe”, 75 percent said yes."
    assert [row for row in rows(text) if row[0] == "75 percent"] == []


@pytest.mark.parametrize("tail", ["ministry assures", "Kell envoy warns", "memo shows", "council claims"])
def test_a_headline_ends_with_who_says_so(tail):
    assert ("Ferry yard to stay in Kell", tail.split()[-1]) in [
        (content, cue) for _, cue, content in rows("It rained in Kell.", f"Ferry yard to stay in Kell, {tail}")
    ]


def test_a_post_stands_behind_a_colon():
    assert ("He", "posted", "Thank you for the boat") in rows("He posted afterwards: Thank you for the boat.")


@pytest.mark.parametrize(
    "text",
    [
        "“Boats leak,” said Zandt, speaking of ferries, “and then they sink. So do towns.”",
        "“Boats leak,” said Capt. Rolf Zandt, who said he would not sail. “And then they sink.”",
    ],
)
def test_a_quotation_goes_on_behind_what_else_its_speaker_does(text):
    first = found(text)[1][0]
    assert (first.text.startswith("“Boats leak,” “"), "sink" in first.text) == (True, True)


def test_a_thing_called_by_its_name_says_nothing():
    assert [row for row in rows("Zandt wrote a book called “Boats Who Leak” and left.") if row[1] == "called"] == []
