-- The record: one SQLite file. docs/record.md explains every table and column.
-- Offsets (begin, end) are half-open and count characters (code points) of articles.text, so
-- substr(articles.text, begin + 1, end - begin) gives the words. Lists inside a column are JSON arrays.

CREATE TABLE meta (
  name  TEXT PRIMARY KEY,
  value TEXT
);

CREATE TABLE articles (
  id           TEXT PRIMARY KEY,
  path         TEXT,
  title        TEXT,
  outlet       TEXT,
  byline       TEXT,
  dateline     TEXT,
  published    TEXT,
  url          TEXT,
  language     TEXT,
  wire         TEXT,
  contributors TEXT NOT NULL DEFAULT '[]',
  text         TEXT NOT NULL,
  sha256       TEXT NOT NULL,
  observed     TEXT
);

CREATE INDEX articles_sha256 ON articles (sha256);
CREATE INDEX articles_day ON articles (substr(published, 1, 10), id);
CREATE INDEX articles_outlet ON articles (outlet);
CREATE INDEX articles_wire ON articles (wire) WHERE wire NOT NULL;

-- Which characters are headline, story, credits and furniture.
CREATE TABLE layout (
  article  TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  part     TEXT NOT NULL CHECK (part IN ('headline', 'story', 'credits', 'furniture')),
  position INTEGER NOT NULL,
  begin    INTEGER NOT NULL,
  end      INTEGER NOT NULL,
  PRIMARY KEY (article, part, position)
);

-- Where title, byline, dateline, wire and contributors stand in the text.
CREATE TABLE anchors (
  article  TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  field    TEXT NOT NULL,
  position INTEGER NOT NULL,
  begin    INTEGER NOT NULL,
  end      INTEGER NOT NULL,
  words    TEXT NOT NULL,
  PRIMARY KEY (article, field, position)
);

-- What one article says: one row for every statement, commitment and membership step.
CREATE TABLE findings (
  id       TEXT PRIMARY KEY,
  type     TEXT NOT NULL CHECK (type IN ('statement', 'commitment', 'membership')),
  article  TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  seal     TEXT NOT NULL
);
CREATE INDEX findings_article ON findings (article);

CREATE TABLE statements (
  id            TEXT PRIMARY KEY REFERENCES findings (id) ON DELETE CASCADE,
  article       TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  mode          TEXT NOT NULL CHECK (mode IN ('direct', 'mixed', 'indirect')),
  speaker_name  TEXT,
  speaker_role  TEXT,
  speaker_actor TEXT,
  speaker_kind  TEXT CHECK (speaker_kind IN ('person', 'body', 'group', 'document')),
  anonymous     INTEGER NOT NULL CHECK (anonymous IN (0, 1)),
  text          TEXT NOT NULL,
  cue_class     TEXT NOT NULL CHECK (cue_class IN ('speech', 'thought', 'intent')),
  negated       INTEGER NOT NULL CHECK (negated IN (0, 1)),
  modal         INTEGER NOT NULL CHECK (modal IN (0, 1)),
  venue         TEXT,
  within        TEXT REFERENCES statements (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX statements_article ON statements (article);

CREATE TABLE commitments (
  id             TEXT PRIMARY KEY REFERENCES findings (id) ON DELETE CASCADE,
  article        TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  actor          TEXT,
  actor_name     TEXT,
  recipient      TEXT,
  recipient_name TEXT,
  members        TEXT NOT NULL DEFAULT '[]',
  kind           TEXT NOT NULL,
  stage          TEXT,
  conditional    INTEGER NOT NULL CHECK (conditional IN (0, 1)),
  recalled       INTEGER NOT NULL CHECK (recalled IN (0, 1)),
  doubted        INTEGER NOT NULL CHECK (doubted IN (0, 1)),
  item           TEXT,
  item_class     TEXT,
  quantity       REAL,
  quantity_bound TEXT,
  quantity_low   REAL,
  quantity_high  REAL,
  unit           TEXT,
  amount         REAL,
  amount_bound   TEXT,
  amount_low     REAL,
  amount_high    REAL,
  currency       TEXT,
  amount_eur     REAL,
  amount_usd     REAL,
  rate_day       TEXT,
  additional     INTEGER NOT NULL CHECK (additional IN (0, 1)),
  date           TEXT,
  date_precision TEXT,
  said_on        TEXT,
  said_by        TEXT
);
CREATE INDEX commitments_article ON commitments (article);
CREATE INDEX commitments_actor ON commitments (actor);

CREATE TABLE memberships (
  id           TEXT PRIMARY KEY REFERENCES findings (id) ON DELETE CASCADE,
  article      TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  organisation TEXT NOT NULL,
  candidate    TEXT NOT NULL,
  stage        TEXT NOT NULL,
  ratified     TEXT NOT NULL DEFAULT '[]',
  outstanding  TEXT NOT NULL DEFAULT '[]',
  count        INTEGER,
  "of"         INTEGER,
  "by"         TEXT,
  date         TEXT
);
CREATE INDEX memberships_article ON memberships (article);

-- The spans that a finding's values rest on. For statements, the fields source, cue and content too.
CREATE TABLE evidence (
  finding  TEXT NOT NULL REFERENCES findings (id) ON DELETE CASCADE,
  field    TEXT NOT NULL,
  position INTEGER NOT NULL,
  begin    INTEGER NOT NULL,
  end      INTEGER NOT NULL,
  how      TEXT NOT NULL CHECK (how IN ('stated', 'inferred', 'refused')),
  rule     TEXT,
  words    TEXT NOT NULL,
  PRIMARY KEY (finding, field, position),
  CHECK ((how = 'stated') = (rule IS NULL))
);

-- Two articles' aligned passages; a < b.
CREATE TABLE reuse (
  a          TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  b          TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  relation   TEXT NOT NULL CHECK (relation IN ('verbatim', 'edited', 'rewritten')),
  coverage_a REAL NOT NULL,
  coverage_b REAL NOT NULL,
  PRIMARY KEY (a, b)
);
CREATE INDEX reuse_b ON reuse (b);

CREATE TABLE passages (
  a        TEXT NOT NULL,
  b        TEXT NOT NULL,
  position INTEGER NOT NULL,
  a_begin  INTEGER NOT NULL,
  a_end    INTEGER NOT NULL,
  b_begin  INTEGER NOT NULL,
  b_end    INTEGER NOT NULL,
  relation TEXT NOT NULL CHECK (relation IN ('verbatim', 'edited', 'rewritten')),
  PRIMARY KEY (a, b, position),
  FOREIGN KEY (a, b) REFERENCES reuse (a, b) ON DELETE CASCADE
);
CREATE INDEX passages_b ON passages (b);

-- Where an article, or some passages of it, most likely came from.
CREATE TABLE derivations (
  id         INTEGER PRIMARY KEY,
  article    TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  source     TEXT REFERENCES articles (id) ON DELETE CASCADE,
  wire       TEXT,
  confidence REAL NOT NULL
);
CREATE INDEX derivations_article ON derivations (article);
CREATE INDEX derivations_source ON derivations (source);

CREATE TABLE derivation_passages (
  derivation INTEGER NOT NULL REFERENCES derivations (id) ON DELETE CASCADE,
  position   INTEGER NOT NULL,
  begin      INTEGER NOT NULL,
  end        INTEGER NOT NULL,
  PRIMARY KEY (derivation, position)
);

CREATE TABLE derivation_reasons (
  derivation INTEGER NOT NULL REFERENCES derivations (id) ON DELETE CASCADE,
  position   INTEGER NOT NULL,
  kind       TEXT NOT NULL,
  detail     TEXT NOT NULL,
  spans      TEXT NOT NULL DEFAULT '[]',
  PRIMARY KEY (derivation, position)
);

-- What findings of several articles, judged to be about one thing, say together.
CREATE TABLE entries (
  id       TEXT PRIMARY KEY,
  type     TEXT NOT NULL CHECK (type IN ('statement', 'commitment', 'membership')),
  stage    TEXT,
  fields   TEXT NOT NULL,
  articles INTEGER NOT NULL,
  origins  INTEGER NOT NULL
);

CREATE TABLE entry_articles (
  entry   TEXT NOT NULL REFERENCES entries (id) ON DELETE CASCADE,
  article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  PRIMARY KEY (entry, article)
);
CREATE INDEX entry_articles_article ON entry_articles (article);

CREATE TABLE entry_findings (
  entry   TEXT NOT NULL REFERENCES entries (id) ON DELETE CASCADE,
  finding TEXT NOT NULL REFERENCES findings (id) ON DELETE CASCADE,
  PRIMARY KEY (entry, finding)
);
CREATE INDEX entry_findings_finding ON entry_findings (finding);

-- What each independent origin has behind an entry, and whom it has it from.
CREATE TABLE entry_origins (
  entry    TEXT NOT NULL REFERENCES entries (id) ON DELETE CASCADE,
  origin   TEXT NOT NULL,
  sourcing TEXT CHECK (sourcing IN ('official', 'named', 'anonymous')),
  articles TEXT NOT NULL DEFAULT '[]',
  findings TEXT NOT NULL DEFAULT '[]',
  PRIMARY KEY (entry, origin)
);

-- The values of a field to which an entry's findings give several; the standing one first.
CREATE TABLE entry_values (
  entry    TEXT NOT NULL REFERENCES entries (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  field    TEXT NOT NULL,
  value    TEXT NOT NULL,
  stands   INTEGER NOT NULL CHECK (stands IN (0, 1)),
  why      TEXT NOT NULL,
  findings TEXT NOT NULL DEFAULT '[]',
  origins  TEXT NOT NULL DEFAULT '[]',
  PRIMARY KEY (entry, position)
);

-- Entries that belong together without being one: part and whole, request and answer, promise and recall.
CREATE TABLE links (
  a        TEXT NOT NULL REFERENCES entries (id) ON DELETE CASCADE,
  b        TEXT NOT NULL REFERENCES entries (id) ON DELETE CASCADE,
  relation TEXT NOT NULL CHECK (relation IN ('part of', 'kind of', 'answers', 'follows', 'recalls')),
  reason   TEXT NOT NULL,
  PRIMARY KEY (a, b, relation)
);
CREATE INDEX links_b ON links (b);

-- An origin's later word on what it said before, and which articles still carry the old value.
CREATE TABLE corrections (
  id      TEXT PRIMARY KEY,
  entry   TEXT NOT NULL REFERENCES entries (id) ON DELETE CASCADE,
  field   TEXT NOT NULL,
  article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  spans   TEXT NOT NULL DEFAULT '[]',
  before  TEXT NOT NULL,
  after   TEXT NOT NULL,
  still   TEXT NOT NULL DEFAULT '[]',
  mended  TEXT NOT NULL DEFAULT '[]'
);
CREATE INDEX corrections_entry ON corrections (entry);

CREATE TABLE ladder (
  entry    TEXT NOT NULL REFERENCES entries (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  stage    TEXT NOT NULL,
  date     TEXT,
  articles TEXT NOT NULL DEFAULT '[]',
  findings TEXT NOT NULL DEFAULT '[]',
  told     TEXT,
  observed TEXT,
  quantity REAL,
  "of"     REAL,
  "by"     TEXT NOT NULL DEFAULT '[]',
  outstanding TEXT NOT NULL DEFAULT '[]',
  doubted  INTEGER NOT NULL DEFAULT 0 CHECK (doubted IN (0, 1)),
  PRIMARY KEY (entry, position)
);

-- The wordings in which articles print one utterance; the first is the standing one.
CREATE TABLE variants (
  entry    TEXT NOT NULL REFERENCES entries (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  relation TEXT NOT NULL CHECK (
    relation IN ('identical', 'trimmed', 're-translated', 'altered', 'other part', 'reported')
  ),
  article  TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  text     TEXT NOT NULL,
  origins  TEXT NOT NULL DEFAULT '[]',
  closest  TEXT,
  PRIMARY KEY (entry, position)
);

CREATE TABLE variant_findings (
  entry    TEXT NOT NULL,
  variant  INTEGER NOT NULL,
  position INTEGER NOT NULL,
  finding  TEXT NOT NULL REFERENCES findings (id) ON DELETE CASCADE,
  PRIMARY KEY (entry, variant, position),
  FOREIGN KEY (entry, variant) REFERENCES variants (entry, position) ON DELETE CASCADE
);
CREATE INDEX variant_findings_finding ON variant_findings (finding);

-- What stands in a variant for words of the first one.
CREATE TABLE variant_changes (
  entry    TEXT NOT NULL,
  variant  INTEGER NOT NULL,
  position INTEGER NOT NULL,
  kind     TEXT NOT NULL CHECK (
    kind IN ('cut', 'left out', 'added', 'replaced', 'spelling', 'contraction', 'brackets')
  ),
  before   TEXT NOT NULL,
  after    TEXT NOT NULL,
  PRIMARY KEY (entry, variant, position),
  FOREIGN KEY (entry, variant) REFERENCES variants (entry, position) ON DELETE CASCADE
);

-- Where a variant's words stand, and for each change (by its position) the words before and after.
CREATE TABLE variant_spans (
  entry    TEXT NOT NULL,
  variant  INTEGER NOT NULL,
  part     TEXT NOT NULL CHECK (part IN ('words', 'before', 'after')),
  change   INTEGER,
  position INTEGER NOT NULL,
  article  TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  begin    INTEGER NOT NULL,
  end      INTEGER NOT NULL,
  words    TEXT NOT NULL,
  FOREIGN KEY (entry, variant) REFERENCES variants (entry, position) ON DELETE CASCADE
);
CREATE INDEX variant_spans_variant ON variant_spans (entry, variant);
CREATE INDEX variant_spans_article ON variant_spans (article);

CREATE TABLE disagreements (
  id        TEXT PRIMARY KEY,
  entry     TEXT REFERENCES entries (id) ON DELETE CASCADE,
  kind      TEXT NOT NULL,
  a_article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  a_text    TEXT NOT NULL,
  b_article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  b_text    TEXT NOT NULL,
  reason    TEXT NOT NULL,
  severity  REAL NOT NULL,
  weight    TEXT NOT NULL DEFAULT '',
  cause     TEXT,
  settled   TEXT
);
CREATE INDEX disagreements_entry ON disagreements (entry);
CREATE INDEX disagreements_a_article ON disagreements (a_article);
CREATE INDEX disagreements_b_article ON disagreements (b_article);

CREATE TABLE disagreement_spans (
  disagreement TEXT NOT NULL REFERENCES disagreements (id) ON DELETE CASCADE,
  side         TEXT NOT NULL CHECK (side IN ('a', 'b')),
  position     INTEGER NOT NULL,
  begin        INTEGER NOT NULL,
  end          INTEGER NOT NULL,
  words        TEXT NOT NULL,
  PRIMARY KEY (disagreement, side, position)
);

-- What people decided. Hangs on content (the words of findings), so it outlives every rebuild.
-- body is the whole ruling as a line of JSON; state says what has come of it in this record.
CREATE TABLE rulings (
  id      TEXT PRIMARY KEY,
  act     TEXT NOT NULL CHECK (act IN ('accept', 'reject', 'merge', 'split', 'correct', 'settle', 'undo')),
  "by"    TEXT NOT NULL,
  at      TEXT NOT NULL,
  reason  TEXT NOT NULL,
  state   TEXT NOT NULL CHECK (state IN ('holds', 'undone', 'overruled', 'no longer there')),
  settled TEXT,
  body    TEXT NOT NULL
);

-- Which rulings made an entry what it is.
CREATE TABLE entry_rulings (
  entry  TEXT NOT NULL REFERENCES entries (id) ON DELETE CASCADE,
  ruling TEXT NOT NULL,
  PRIMARY KEY (entry, ruling)
);

-- What was concluded before rulings, so that one ruling touches only what it is on, and can be taken back:
-- the group of each finding, what each disagreement was, links between groups, corrections of groups.
CREATE TABLE grouped (
  finding TEXT PRIMARY KEY REFERENCES findings (id) ON DELETE CASCADE,
  base    TEXT NOT NULL
);
CREATE INDEX grouped_base ON grouped (base);

CREATE TABLE unruled (
  disagreement TEXT PRIMARY KEY REFERENCES disagreements (id) ON DELETE CASCADE,
  base         TEXT,
  settled      TEXT,
  apart        TEXT,
  added        INTEGER NOT NULL CHECK (added IN (0, 1))
);
CREATE INDEX unruled_base ON unruled (base);

CREATE TABLE unruled_links (
  a        TEXT NOT NULL,
  b        TEXT NOT NULL,
  relation TEXT NOT NULL,
  reason   TEXT NOT NULL,
  PRIMARY KEY (a, b, relation)
);

CREATE TABLE unruled_corrections (
  id      TEXT PRIMARY KEY,
  entry   TEXT NOT NULL,
  field   TEXT NOT NULL,
  article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  spans   TEXT NOT NULL DEFAULT '[]',
  before  TEXT NOT NULL,
  after   TEXT NOT NULL,
  still   TEXT NOT NULL DEFAULT '[]',
  mended  TEXT NOT NULL DEFAULT '[]'
);

CREATE TABLE rejected (
  path   TEXT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (path, reason)
);

-- Who speaks: one row for each person or body over all articles, whatever spelling they give; written anew by
-- every run.
CREATE TABLE speakers (
  id         TEXT PRIMARY KEY,
  name       TEXT NOT NULL,
  role       TEXT,
  actor      TEXT,
  kind       TEXT CHECK (kind IN ('person', 'body', 'group', 'document')),
  spellings  TEXT NOT NULL,
  statements INTEGER NOT NULL
);

CREATE TABLE speaker_statements (
  speaker   TEXT NOT NULL REFERENCES speakers (id) ON DELETE CASCADE,
  statement TEXT NOT NULL REFERENCES statements (id) ON DELETE CASCADE,
  PRIMARY KEY (speaker, statement)
);
CREATE INDEX speaker_statements_statement ON speaker_statements (statement);

CREATE VIEW commitment_entries AS
SELECT id, stage,
       json_extract(fields, '$.actor') AS actor, json_extract(fields, '$.actor_name') AS actor_name,
       json_extract(fields, '$.recipient') AS recipient, json_extract(fields, '$.recipient_name') AS recipient_name,
       json_extract(fields, '$.members') AS members, json_extract(fields, '$.kind') AS kind,
       json_extract(fields, '$.item') AS item, json_extract(fields, '$.item_class') AS item_class,
       json_extract(fields, '$.quantity') AS quantity, json_extract(fields, '$.quantity_bound') AS quantity_bound,
       json_extract(fields, '$.quantity_low') AS quantity_low,
       json_extract(fields, '$.quantity_high') AS quantity_high, json_extract(fields, '$.unit') AS unit,
       json_extract(fields, '$.amount') AS amount, json_extract(fields, '$.amount_bound') AS amount_bound,
       json_extract(fields, '$.amount_low') AS amount_low, json_extract(fields, '$.amount_high') AS amount_high,
       json_extract(fields, '$.currency') AS currency, json_extract(fields, '$.amount_eur') AS amount_eur,
       json_extract(fields, '$.amount_usd') AS amount_usd, json_extract(fields, '$.rate_day') AS rate_day,
       json_extract(fields, '$.additional') AS additional, json_extract(fields, '$.conditional') AS conditional,
       json_extract(fields, '$.recalled') AS recalled, json_extract(fields, '$.doubted') AS doubted,
       json_extract(fields, '$.date') AS date, json_extract(fields, '$.date_precision') AS date_precision,
       json_extract(fields, '$.said_on') AS said_on, json_extract(fields, '$.said_by') AS said_by,
       articles, origins
FROM entries WHERE type = 'commitment';

CREATE VIEW statement_entries AS
SELECT id, json_extract(fields, '$.mode') AS mode,
       json_extract(fields, '$.speaker.name') AS speaker_name,
       json_extract(fields, '$.speaker.role') AS speaker_role,
       json_extract(fields, '$.speaker.actor') AS speaker_actor,
       json_extract(fields, '$.text') AS text, articles, origins
FROM entries WHERE type = 'statement';

CREATE VIEW membership_entries AS
SELECT id, stage, json_extract(fields, '$.organisation') AS organisation,
       json_extract(fields, '$.candidate') AS candidate, json_extract(fields, '$.ratified') AS ratified,
       json_extract(fields, '$.outstanding') AS outstanding, json_extract(fields, '$.count') AS count,
       json_extract(fields, '$.of') AS "of", json_extract(fields, '$.date') AS date, articles, origins
FROM entries WHERE type = 'membership';

-- Every value with its words and thirty characters on either side.
CREATE VIEW evidence_in_context AS
SELECT f.article, f.type, e.finding, e.field, e.how, e.rule, e.begin, e.end,
       substr(a.text, max(e.begin - 29, 1), min(e.begin, 30)) AS before,
       e.words,
       substr(a.text, e.end + 1, 30) AS after
FROM evidence e JOIN findings f ON f.id = e.finding JOIN articles a ON a.id = f.article;

-- Full-text search over the articles' texts and over what entries say. The words are not kept twice: the index reads
-- them through the view search_texts, and triggers keep it in step. Keys of its own, since VACUUM may renumber rows.
CREATE TABLE search_keys (
  key   INTEGER PRIMARY KEY,
  place TEXT NOT NULL CHECK (place IN ('articles', 'entries')),
  id    TEXT NOT NULL,
  UNIQUE (place, id)
);

CREATE VIEW entry_words AS
SELECT id, coalesce((SELECT group_concat(atom, ' ') FROM json_tree(fields) WHERE type = 'text'), '') AS words
FROM entries;

CREATE VIEW search_texts AS
SELECT k.key, coalesce(a.title, '') AS title, a.text AS words
FROM search_keys k JOIN articles a ON a.id = k.id WHERE k.place = 'articles'
UNION ALL
SELECT k.key, coalesce(e.stage, '') AS title, w.words
FROM search_keys k JOIN entries e ON e.id = k.id JOIN entry_words w ON w.id = k.id WHERE k.place = 'entries';

CREATE VIRTUAL TABLE search USING fts5 (
  title, words, content = 'search_texts', content_rowid = 'key', tokenize = "porter unicode61 remove_diacritics 2"
);

CREATE TRIGGER search_new_article AFTER INSERT ON articles BEGIN
  INSERT INTO search_keys (place, id) VALUES ('articles', new.id);
  INSERT INTO search (rowid, title, words)
  SELECT key, coalesce(new.title, ''), new.text FROM search_keys WHERE place = 'articles' AND id = new.id;
END;

CREATE TRIGGER search_gone_article BEFORE DELETE ON articles BEGIN
  INSERT INTO search (search, rowid, title, words)
  SELECT 'delete', key, coalesce(old.title, ''), old.text FROM search_keys WHERE place = 'articles' AND id = old.id;
  DELETE FROM search_keys WHERE place = 'articles' AND id = old.id;
END;

CREATE TRIGGER search_new_entry AFTER INSERT ON entries BEGIN
  INSERT INTO search_keys (place, id) VALUES ('entries', new.id);
  INSERT INTO search (rowid, title, words)
  SELECT k.key, coalesce(new.stage, ''), w.words FROM search_keys k JOIN entry_words w ON w.id = k.id
  WHERE k.place = 'entries' AND k.id = new.id;
END;

CREATE TRIGGER search_gone_entry BEFORE DELETE ON entries BEGIN
  INSERT INTO search (search, rowid, title, words)
  SELECT 'delete', k.key, coalesce(old.stage, ''), w.words FROM search_keys k JOIN entry_words w ON w.id = k.id
  WHERE k.place = 'entries' AND k.id = old.id;
  DELETE FROM search_keys WHERE place = 'entries' AND id = old.id;
END;
