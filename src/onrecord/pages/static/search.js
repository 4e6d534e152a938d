// The search of a static site: words are looked up in the files of search/, which are loaded as scripts, since a page
// on a disk may not fetch. Queries, stems and ranks are those of the live search; see record/search_words.py and
// publishing/search_index.py. Whatever is shown is set as text.
"use strict";

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const VALUES = [];
for (let value = 0; value < DIGITS.length; value++) VALUES[DIGITS.charCodeAt(value)] = value;
const FIRST = 10, PAGE = 50, MOST = 40, BEGINS = 3, TITLE = 2, K1 = 1.2, B = 0.75;
const TYPES = { commitment: "Commitments", membership: "Membership bids", statement: "Statements" };

// ---- words: as SQLite's tokenizer "porter unicode61 remove_diacritics 2" has them

const OF_A_WORD = /[\p{L}\p{N}\p{Co}]/u;

/** The words of a text, each with the place where it begins and ends: [word, begin, end]. */
function tokens(text) {
  const found = [];
  let word = "", begin = 0, at = 0;
  for (const char of text) {
    const bare = char.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
    if (OF_A_WORD.test(char)) {
      if (!word) begin = at;
      word += bare || char;
    } else if (word && /\p{M}/u.test(char)) {
      // an accent that stands apart belongs to the word
    } else if (word) {
      found.push([word, begin, at]);
      word = "";
    }
    at += char.length;
  }
  if (word) found.push([word, begin, at]);
  return found;
}

const vowel = (char, y) => "aeiou".includes(char) || (y && char === "y");

/** After the first vowels and the consonants that follow them; 0 where there are none. */
function past(word, from, consonant) {
  let at = from;
  for (; at < word.length; at++) if (!(consonant = !vowel(word[at], consonant))) break;
  for (at++; at < word.length; at++) if ((consonant = !vowel(word[at], consonant))) return at + 1;
  return 0;
}
const some = (word) => past(word, 0, false) > 0;
const more = (word) => { const at = past(word, 0, false); return at > 0 && past(word, at, true) > 0; };
const once = (word) => { const at = past(word, 0, false); return at > 0 && past(word, at, true) === 0; };
const sounds = (word) => [...word].some((char, at) => vowel(char, at > 0));
function short(word) {
  if ("wxy".includes(word.at(-1))) return false;
  let consonant = false, mask = 0;
  for (const char of word) { consonant = !vowel(char, consonant); mask = ((mask << 1) | consonant) & 7; }
  return mask === 5;
}

const STEP2 = [["ational", "ate"], ["tional", "tion"], ["enci", "ence"], ["anci", "ance"], ["izer", "ize"], ["logi", "log"],
  ["bli", "ble"], ["alli", "al"], ["entli", "ent"], ["eli", "e"], ["ousli", "ous"], ["ization", "ize"], ["ation", "ate"],
  ["ator", "ate"], ["alism", "al"], ["iveness", "ive"], ["fulness", "ful"], ["ousness", "ous"], ["aliti", "al"],
  ["iviti", "ive"], ["biliti", "ble"]];
const STEP3 = [["ical", "ic"], ["ness", ""], ["icate", "ic"], ["iciti", "ic"], ["ful", ""], ["ative", ""], ["alize", "al"]];
const STEP4 = ["al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ion", "ou", "ism", "ate",
  "iti", "ous", "ive", "ize"];

function ended(word, endings, long) {
  for (const [ending, instead] of endings) {
    if (word.length > ending.length && word.endsWith(ending)) {
      const rest = word.slice(0, -ending.length);
      return long(rest) ? rest + instead : word;
    }
  }
  return word;
}

/** The stem of a word: Porter's, over bytes, as SQLite has it. */
function stem(given) {
  const bytes = new TextEncoder().encode(given);
  if (bytes.length > 64 || bytes.length < 3) return given;
  let word = String.fromCharCode(...bytes);
  if (word.endsWith("s")) {
    if (word.at(-2) === "e") {
      word = word.slice(0, (word.length > 4 && word.endsWith("sses")) || (word.length > 3 && word.endsWith("ies")) ? -2 : -1);
    } else if (word.at(-2) !== "s") word = word.slice(0, -1);
  }
  let cut = null;
  if (word.length > 3 && word.endsWith("eed")) {
    if (some(word.slice(0, -3))) word = word.slice(0, -1);
  } else if (word.length > 2 && word.endsWith("ed")) cut = word.slice(0, -2);
  else if (word.length > 3 && word.endsWith("ing")) cut = word.slice(0, -3);
  if (cut !== null && sounds(cut)) {
    word = cut;
    if (word.length > 2 && /(?:at|bl|iz)$/.test(word)) word += "e";
    else if (!"aeioulsz".includes(word.at(-1)) && word.at(-1) === word.at(-2)) word = word.slice(0, -1);
    else if (once(word) && short(word)) word += "e";
  }
  if (word.endsWith("y") && sounds(word.slice(0, -1))) word = word.slice(0, -1) + "i";
  word = ended(word, STEP2, some);
  word = ended(word, STEP3, some);
  word = ended(word, STEP4.map((ending) => [ending, ""]).filter(([ending]) => ending !== "ion" || /[st]ion$/.test(word)), more);
  if (word.endsWith("e")) {
    const rest = word.slice(0, -1);
    if (more(rest) || (once(rest) && !short(rest))) word = rest;
  }
  if (word.length > 1 && word.endsWith("ll") && more(word.slice(0, -1))) word = word.slice(0, -1);
  return new TextDecoder().decode(Uint8Array.from(word, (char) => char.charCodeAt(0)));
}

// ---- queries: as record/search_words.py takes them apart

const folded = (text) => tokens(text.normalize("NFKD")).map(([word]) => word);

/** {groups: [[atom]], without: [atom]}; an atom is {words, begins}. Null: more words than one search takes. */
function wanted(typed, names) {
  const parts = [];
  for (const found of typed.replace(/\0/g, " ").matchAll(/(-?)"([^"]*)"?|([^\s"]+)/gu)) {
    if (found[2] === undefined && (found[3] === "OR" || found[3] === "|")) { parts.push({ either: true }); continue; }
    const phrase = found[2] !== undefined;
    const minus = phrase ? Boolean(found[1]) : found[3].startsWith("-");
    const words = phrase ? found[2] : minus ? found[3].slice(1) : found[3];
    if (OF_A_WORD.test(words)) parts.push({ words, minus, phrase });
  }
  if (parts.length > MOST) return null;
  const groups = [], without = [];
  let joined = false;
  for (let at = 0; at < parts.length;) {
    if (parts[at].either) { joined = groups.length > 0; at++; continue; }
    const [taken, atoms] = together(parts, at, names);
    if (parts[at].minus) without.push(...atoms);
    else if (joined) groups.at(-1).push(...atoms);
    else groups.push(atoms);
    joined = false;
    at += taken;
  }
  return { groups, without };
}

function together(parts, at, names) {
  const first = parts[at];
  if (first.phrase) return [1, [{ words: first.words, begins: false }]];
  const row = [first.words];
  for (const part of parts.slice(at + 1, at + names.longest)) {
    if (part.phrase || part.minus || part.either || first.minus) break;
    row.push(part.words);
  }
  for (let size = row.length; size > 0; size--) {
    const written = row.slice(0, size).join(" ");
    const known = names.known[folded(written).join(" ")];
    if (known && (written === written.toUpperCase() || known[0] !== known[0].toUpperCase())) {
      return [size, [written, ...known.slice(1)].map((words) => ({ words, begins: false }))];
    }
  }
  const words = folded(first.words);
  const begins = at === parts.length - 1 && !first.minus && words.length === 1 && words[0].length >= BEGINS;
  return [1, [{ words: first.words, begins }]];
}

// ---- the index

const folder = new URL(document.getElementById("found")?.dataset.index ?? "search/", document.baseURI).href;
const arrived = new Map(), loading = new Map();
window.onrecord = (name, data) => arrived.set(name, data);

/** The data of a file of the index. */
function load(name) {
  if (!loading.has(name)) {
    loading.set(name, new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = `${folder}${name}.js`;
      script.onload = () => { script.remove(); done(arrived.get(name)); };
      script.onerror = () => failed(new Error(`search/${name}.js could not be loaded: is the site complete?`));
      document.head.append(script);
    }));
  }
  return loading.get(name);
}

/** The numbers that a text of digits holds. */
function numbers(text) {
  const found = [];
  for (let at = 0, value = 0, scale = 1; at < text.length; at++) {
    const digit = VALUES[text.charCodeAt(at)];
    value += (digit & 31) * scale;
    if (digit < 32) { found.push(value); value = 0; scale = 1; } else scale *= 32;
  }
  return found;
}

/** Calls back with each thing that holds a stem: its number, and how many places there are in title and words, which
 * stand in `read` from `at` on, each as its distance from the one before. */
function eachThing(text, seen) {
  const read = numbers(text);
  for (let at = 0, thing = 0; at < read.length;) {
    const step = read[at++];
    thing += Math.floor(step / 2);
    let titles = 0, words = 1;
    if (step % 2 === 0) { titles = read[at++]; words = read[at++]; }
    seen(thing, read, titles, words, at);
    at += titles + words;
  }
}

/** The places of a stem in title and words: Map of number to [titles, words]. */
function places(text) {
  const found = new Map();
  eachThing(text, (thing, read, titles, words, at) => {
    const list = (from, to) => {
      const out = [];
      for (let here = from, last = 0; here < to; here++) out.push((last += read[here]));
      return out;
    };
    found.set(thing, [list(at, at + titles), list(at + titles, at + titles + words)]);
  });
  return found;
}

const shard = (index, begins) => {
  let low = 0, high = index.terms.length - 1;
  while (low < high) { const mid = (low + high + 1) >> 1; if (index.terms[mid] <= begins) low = mid; else high = mid - 1; }
  return low;
};

/** The texts of digits of a stem, or of all stems that begin so. */
async function texts(index, word, begins) {
  if (!index.terms.length) return [];
  const terms = await load(`t${shard(index, word.slice(0, 2))}`);
  if (begins) return Object.keys(terms).filter((one) => one.startsWith(word)).map((one) => terms[one]);
  return Object.hasOwn(terms, word) ? [terms[word]] : [];
}

/** How often a row of words stands in each thing, words of titles counted twice: Map of number to count. */
async function counted(index, atom, begins) {
  const stems = tokens(atom.words).map(([word]) => stem(word));
  const found = [];
  for (const word of stems) found.push(await texts(index, word, begins));
  const out = new Map();
  if (stems.length === 1) {
    for (const text of found[0]) {
      eachThing(text, (thing, _read, titles, words) => out.set(thing, (out.get(thing) ?? 0) + titles * TITLE + words));
    }
    return out;
  }
  if (!stems.length || found.some((one) => !one.length)) return out;
  const [start, ...others] = found.map((one) => places(one[0]));
  for (const [thing, first] of start) {
    const next = others.map((one) => one.get(thing));
    if (next.some((one) => one === undefined)) continue;
    let count = 0;
    for (const column of [0, 1]) {
      const rows = first[column].filter((place) => next.every((one, at) => one[column].includes(place + at + 1)));
      count += rows.length * (column === 0 ? TITLE : 1);
    }
    if (count) out.set(thing, count);
  }
  return out;
}

/** What is found, the best first: [number]. */
async function search(index, asked) {
  const scores = new Map();
  const average = index.words / index.lengths.length;
  let kept = null;
  for (const group of asked.groups) {
    const here = new Set();
    for (const atom of group) {
      for (const begins of atom.begins ? [false, true] : [false]) {
        const counts = await counted(index, atom, begins);
        const rare = Math.max(Math.log((index.lengths.length - counts.size + 0.5) / (counts.size + 0.5)), 1e-6);
        for (const [thing, count] of counts) {
          here.add(thing);
          const long = 1 - B + (B * index.lengths[thing]) / average;
          scores.set(thing, (scores.get(thing) ?? 0) + (rare * count * (K1 + 1)) / (count + K1 * long));
        }
      }
    }
    kept = kept === null ? here : new Set([...kept].filter((thing) => here.has(thing)));
  }
  for (const atom of asked.without) for (const thing of (await counted(index, atom, false)).keys()) kept?.delete(thing);
  return [...(kept ?? [])].sort((a, b) => scores.get(b) - scores.get(a) || a - b);
}

async function opened() {
  const index = await load("index");
  if (!index.names.known) {
    index.names = { known: index.names, longest: Math.max(1, ...Object.keys(index.names).map((one) => one.split(" ").length)) };
    index.lengths = numbers(index.lengths);
  }
  return index;
}

async function shown(index, thing) {
  let file = index.docs.length - 1;
  while (file > 0 && index.docs[file] > thing) file--;
  return (await load(`d${file}`))[thing - index.docs[file]];
}

// ---- what is shown

function made(tag, name, ...inside) {
  const node = document.createElement(tag);
  if (name) node.className = name;
  node.append(...inside.filter((one) => one !== null && one !== ""));
  return node;
}
function link(href, name, ...inside) {
  const node = made("a", name, ...inside);
  node.setAttribute("href", href);
  return node;
}
const plural = (number, word) => `${number.toLocaleString("en")} ${word}${number === 1 ? "" : "s"}`;

/** Finds the words of a query in a text: [stem, begin, end]. */
function finder(asked) {
  const whole = new Set(), beginnings = [];
  for (const atom of asked.groups.flat()) {
    for (const [word] of tokens(atom.words)) { whole.add(stem(word)); if (atom.begins) beginnings.push(stem(word)); }
  }
  return (text) => tokens(text).map(([word, begin, end]) => [stem(word), begin, end])
    .filter(([held]) => whole.has(held) || beginnings.some((one) => held.startsWith(one)));
}

/** The text from one place to another as nodes, with the words there marked. */
function marked(text, hits, from, to) {
  const nodes = [];
  let at = from;
  for (const [, begin, end] of hits.filter((one) => one[1] >= from && one[2] <= to)) {
    nodes.push(text.slice(at, begin), made("mark", "look-found", text.slice(begin, end)));
    at = end;
  }
  return [...nodes, text.slice(at, to)];
}

/** The part of a paragraph in which most of the words stand, with those marked. */
function excerpt(story, find) {
  const different = (hits) => new Set(hits.map((one) => one[0])).size;
  let hits = [], best = -1, text = "";
  for (const paragraph of story.split("\n")) {
    const here = find(paragraph);
    if (different(here) > best) { best = different(here); hits = here; text = paragraph; }
  }
  let size = 0, around = 0;
  for (const [, begin] of hits) {
    const near = different(hits.filter((one) => one[1] >= begin && one[1] < begin + 200));
    if (near > size) { size = near; around = begin; }
  }
  let from = Math.max(0, around - 60), to = Math.min(text.length, around + 220);
  while (from > 0 && !/\s/.test(text[from - 1])) from--;
  while (to < text.length && !/\s/.test(text[to])) to++;
  return made("p", "words", from > 0 ? "… " : "", ...marked(text, hits, from, to), to < text.length ? " …" : "");
}

function entryLine([href, stage, bold, told, day, articles, origins, open, unnamed], type) {
  const about = made("div", "about", made("span", "support", made("b", "", plural(origins, "origin")), `, ${plural(articles, "article")}`,
    unnamed ? ", " : null, unnamed ? made("span", "warn", "anonymous sources only") : null), " ",
    open ? made("span", "flag open", plural(open, "open disagreement")) : null);
  const kind = type === "statement" ? made("span", "type", "statement")
    : made("span", `stage stage-${(stage || "none").toLowerCase().replace(/\s+/g, "-")}`, stage || "no stage");
  const words = link(href, "what", bold ? made("b", "", bold) : null, bold ? " " : null, told);
  let more = null;
  if (day) { more = made("span", "more", made("time", "", day)); more.firstChild.setAttribute("datetime", day); }
  return made("li", "", kind, made("div", "what-of", words, more), about);
}

function articleLine([href, title, outlet, day, text], find) {
  return made("li", "", link(href, "what", ...marked(title, find(title), 0, title.length)),
    made("span", "about", [outlet, day].filter(Boolean).join(" · ")), text.trim() === title.trim() ? null : excerpt(text, find));
}

function section(id, name, total, list) {
  const heading = made("h2", "", `${name} `, made("span", "quiet", total.toLocaleString("en")));
  heading.id = id;
  const node = made("section", "", heading, list);
  node.setAttribute("aria-labelledby", id);
  return node;
}

/** Everything that a query finds, as nodes. */
async function answer(query) {
  const index = await opened();
  const asked = wanted(query.q, index.names);
  if (asked === null) return [made("p", "warn", `A search takes at most ${MOST} words and phrases: ask for fewer.`)];
  if (!asked.groups.length) return query.q.trim() ? [made("p", "", "Say also what must be there.")] : [];
  const found = await search(index, asked);
  if (!found.length) return nothing(index, asked);
  const bounds = [];
  let begin = 0;
  for (const [type, number] of Object.entries(index.types)) bounds.push([type, begin, (begin += number)]);
  const typeOf = (thing) => bounds.find(([, from, to]) => thing >= from && thing < to)?.[0] ?? null;
  const entries = found.filter((thing) => thing < begin), articles = found.filter((thing) => thing >= begin);
  const nodes = [tabs(query, bounds.map(([type, from, to]) => [type, entries.filter((one) => one >= from && one < to).length]),
    entries.length, articles.length)];
  const page = Math.max(1, Number(query.page) || 1);
  for (const [show, name, all] of [["entries", TYPES[query.type] ?? "Entries", entries], ["articles", "Articles", articles]]) {
    if (query.show && query.show !== show) continue;
    const chosen = show === "entries" && query.type ? all.filter((one) => typeOf(one) === query.type) : all;
    if (!chosen.length) continue;
    const some = query.show ? chosen.slice(PAGE * (page - 1), PAGE * page) : chosen.slice(0, FIRST);
    const rows = await Promise.all(some.map((one) => shown(index, one)));
    const list = made("ol", show === "entries" ? "lines" : "found",
      ...rows.map((row, at) => (show === "entries" ? entryLine(row, typeOf(some[at])) : articleLine(row, finder(asked)))));
    nodes.push(section(show, name, chosen.length, list));
    if (!query.show && chosen.length > some.length) {
      nodes.push(made("p", "", link(address(query, { show }), "", `All ${plural(chosen.length, show).replace(/s$/, "")}`)));
    }
    if (query.show && chosen.length > PAGE) nodes.push(pager(query, page, Math.ceil(chosen.length / PAGE)));
  }
  return nodes;
}

async function nothing(index, asked) {
  const list = made("ul", "");
  for (const group of asked.groups) {
    const number = (await search(index, { groups: [group], without: [] })).length;
    const words = /\s/.test(group[0].words) && group.length === 1 ? `"${group[0].words}"` : group[0].words;
    list.append(made("li", "", number ? link(`?q=${encodeURIComponent(words)}`, "", words) : made("b", "", words),
      number ? ` alone: ${plural(number, "article or entry").replace("article or entrys", "articles and entries")}` : " alone: nothing"));
  }
  return [made("p", "nothing", "Nothing here holds all of this together."), asked.groups.length > 1 ? list : "",
    made("p", "small quiet", "Try fewer words, or the beginning of one. A spelling of a name that another outlet uses may find more.")];
}

function address(query, changed) {
  const given = Object.entries({ ...query, page: "", ...changed }).filter(([, value]) => value);
  return `?${new URLSearchParams(given)}`;
}

function tabs(query, types, entries, articles) {
  const tab = (name, number, there, changed) => {
    const node = link(address(query, changed), "", `${name} `, made("b", "", number.toLocaleString("en")));
    if (there) node.setAttribute("aria-current", "true");
    return made("li", "", node);
  };
  const list = made("ul", "", tab("All", entries + articles, !query.show, { show: "", type: "" }),
    tab("Entries", entries, query.show === "entries" && !query.type, { show: "entries", type: "" }));
  for (const [type, number] of types) {
    if (number) list.append(tab(TYPES[type], number, query.type === type, { show: "entries", type }));
  }
  list.append(tab("Articles", articles, query.show === "articles", { show: "articles", type: "" }));
  const node = made("nav", "tabs", list);
  node.setAttribute("aria-label", "What is shown");
  return node;
}

function pager(query, page, last) {
  const node = made("nav", "pager", page > 1 ? link(address(query, { page: page - 1 }), "", "← Before") : null,
    made("span", "", `Page ${page} of ${last}`), page < last ? link(address(query, { page: page + 1 }), "", "After →") : null);
  node.setAttribute("aria-label", "Pages of this list");
  return node;
}

async function start() {
  const place = document.getElementById("found");
  if (!place) return;
  const given = new URLSearchParams(location.search);
  const query = Object.fromEntries(["q", "show", "type", "page"].map((name) => [name, given.get(name) ?? ""]));
  if (!TYPES[query.type]) query.type = "";
  if (!["entries", "articles"].includes(query.show)) query.show = "";
  const field = document.getElementById("q");
  field.value = query.q;
  if (!query.q.trim()) { field.focus(); return; }
  document.title = `${query.q} · ${document.title}`;
  document.getElementById("search-help").open = false;
  try {
    place.replaceChildren(...(await answer(query)));
  } catch (error) {
    place.replaceChildren(made("p", "warn", error.message));
  }
}

start();
