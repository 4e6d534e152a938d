// Filters and sorts a list where there is no server to do it: the address says how, in the words of the live site.
// Rows carry what they are filtered by as data-*; `pages/marks.py` writes it, without case and accents.
"use strict";

const bare = (text) => text.toLowerCase().replaceAll("ß", "ss").normalize("NFKD").replace(/\p{M}/gu, "");
const lines = (text) => (text === undefined ? [] : text.split("\n"));
const has = (text, part) => lines(text).some((one) => one.includes(bare(part)));

// Codes by name, and by the codes themselves.
const codes = new Map(), usual = new Map();
for (const option of document.getElementById("codes")?.options ?? []) {
  usual.set(option.value, option.dataset.names);
  for (const name of [option.value, ...lines(option.dataset.names)]) {
    if (!codes.has(bare(name))) codes.set(bare(name), option.value);
  }
}
const codeOf = (words) => codes.get(bare(words.trim()));

// The first and the last day of a day, a month or a year.
function span(given) {
  const [year, month, day] = given.split("-");
  const last = day ?? String(new Date(Date.UTC(Number(year), Number(month ?? 12), 0)).getUTCDate()).padStart(2, "0");
  return [`${year}-${month ?? "01"}-${day ?? "01"}`, `${year}-${month ?? "12"}-${last}`];
}

function within(row, from, until) {
  const first = from ? span(from)[0] : "0000-01-01", last = until ? span(until)[1] : "9999-12-31";
  return lines(row.dataset.days).some((one) => {
    const [begin, end] = one.split("/");
    return end >= first && begin <= last;
  });
}

// What each filter asks of a row.
const RULES = {
  same: (row, name, value) => row.dataset[name] === value,
  among: (row, name, value) => lines(row.dataset[name]).includes(value),
  part: (row, name, value) => has(row.dataset[name], value),
  least: (row, name, value) => Number(row.dataset[name] ?? 0) >= Number(value),
  item: (row, name, value) => has(row.dataset.item, value) || row.dataset.itemClass === value.toLowerCase(),
  named: (row, name, value) => {
    const code = codeOf(value);
    if (code !== undefined) return row.dataset[name] === code.toLowerCase();
    return row.dataset[name] === value.toLowerCase() || has(row.dataset[`${name}Name`], value);
  },
  article: (row, name, value) =>
    lines(row.dataset.article).some((one) => one === value || one.startsWith(value) || one.endsWith(`/${value}`)),
  since: (row, name, value, field, all) => within(row, value, all.get("until")),
  until: (row, name, value, field, all) => within(row, all.get("since"), value),
};

const form = document.querySelector("form.filters[data-kind]");
const list = document.querySelector("[data-rows]");
const rows = list ? [...list.children] : [];
const given = new URLSearchParams(location.search);
const controls = form ? [...form.elements].filter((field) => field.name) : [];
const fields = controls.filter((field) => field.dataset.rule);
const asked = new Map();
for (const field of fields) {
  const value = given.get(field.name) ?? "";
  if (value !== "") asked.set(field.name, value);
}

const fits = (row, but) =>
  fields.every((field) => {
    const value = asked.get(field.name);
    const mark = field.dataset.mark ?? field.name;
    return value === undefined || field.name === but || RULES[field.dataset.rule](row, mark, value, field, asked);
  });

// The form shows what the address says, and days in full, as fields for days take them.
function fill() {
  for (const field of controls) {
    const value = given.get(field.name) ?? "";
    if (field.type === "date" && value) field.value = span(value)[field.name === "since" ? 0 : 1];
    else if (field.tagName === "SELECT") {
      const wanted = value === (field.dataset.default ?? "") ? "" : value;
      if (![...field.options].some((option) => option.value === wanted)) field.add(new Option(wanted, wanted));
      field.value = wanted;
    } else field.value = value;
  }
}

// Rows in the order asked for; what has no such value comes last, and among equals the list's own order decides.
function sort() {
  const reversed = given.has("ascending") ? (form?.elements.sort?.dataset.default ?? form?.elements.ascending?.dataset.sort) : null;
  const by = (form?.elements.sort && given.get("sort")) || reversed;
  if (!by) return;
  const order = given.get("ascending") ?? "";
  const ascending = order === "" ? by === "name" : ["true", "1", "on", "yes"].includes(order);
  const key = (row) => {
    const mark = row.dataset[by];
    return mark === undefined ? null : by === "day" ? mark : Number(mark);
  };
  const sorted = rows.map((row, place) => [key(row), place, row]);
  sorted.sort(([a, here, _one], [b, there, _other]) => {
    if (a === null || b === null) return (a === null) - (b === null) || here - there;
    const less = a < b ? -1 : a > b ? 1 : 0;
    return (ascending ? less : -less) || here - there;
  });
  list?.append(...sorted.map(([_key, _place, row]) => row));
}

function told(field, value) {
  if (field.tagName === "SELECT") return field.selectedOptions[0]?.dataset.label ?? value;
  const code = field.dataset.rule === "named" ? codeOf(value) : undefined;
  if (code === undefined) return value;
  const name = lines(usual.get(code))[0];
  return name && name !== code ? `${name} (${code})` : code;
}

function link(query, ...words) {
  const made = document.createElement("a");
  const text = query.toString();
  made.href = location.pathname + (text ? `?${text}` : "");
  made.append(...words);
  return made;
}

function without(name) {
  const query = new URLSearchParams(given);
  query.delete(name);
  return query;
}

function words(tag, className, text) {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}

const number = (count) => count.toLocaleString("en");

function chips() {
  const place = document.querySelector(".chips");
  const active = fields.filter((field) => asked.has(field.name));
  for (const field of active) {
    const value = told(field, asked.get(field.name));
    const item = document.createElement("li");
    const head = field.labels[0].textContent;
    item.append(
      link(without(field.name), words("span", "quiet", `${head}:`), ` ${value} `, "×", words("span", "vh", ", remove this filter")),
    );
    place.append(item);
  }
  if (active.length > 1) {
    const item = document.createElement("li");
    const rest = new URLSearchParams();
    item.append(link(rest, "Remove all"));
    item.firstChild.className = "all";
    place.append(item);
  }
  place.hidden = active.length === 0;
}

function loosen(count) {
  const place = document.querySelector(".empty");
  if (!place) return;
  place.hidden = count > 0;
  if (count > 0) return;
  const some = document.createElement("ul");
  for (const field of fields.filter((one) => asked.has(one.name))) {
    const left = rows.filter((row) => fits(row, field.name)).length;
    if (left === 0) continue;
    const item = document.createElement("li");
    const filter = `${field.labels[0].textContent}: ${told(field, asked.get(field.name))}`;
    item.append("without ", link(without(field.name), filter), `, ${number(left)}`);
    some.append(item);
  }
  const why = document.createElement("p");
  if (some.children.length) why.append("Nothing fits all of these filters. Loosen one:");
  else why.append("Nothing fits these filters. No single one of them is the reason: ", link(new URLSearchParams(), "remove all"), ", then choose again.");
  place.replaceChildren(why, some);
}

fill();
let count = 0;
for (const row of rows) {
  row.hidden = !fits(row);
  if (!row.hidden) count += 1;
}
sort();
for (const place of document.querySelectorAll("[data-count]")) place.textContent = number(count);
chips();
loosen(count);
