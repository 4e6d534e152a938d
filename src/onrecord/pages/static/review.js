// The keys of a reviewer. Everything they do can be done without them; they can be switched off, and none that is a
// single letter does anything while something is being typed or another key is held.
"use strict";

const OFF = "onrecord: keys off";
const KEYS = [
  ["n or j", "the next one"], ["p or k", "the one before"],
  ["a", "accept"], ["r", "reject"], ["s", "settle the first open disagreement"], ["c", "correct a value"],
  ["x", "split"], ["m", "merge"], ["u", "undo what was just ruled"],
  ["e", "open the entry's own page"], ["Enter", "in the field for the reason: write the ruling"],
  ["Esc", "leave a field, close what is open"], ["?", "these keys"],
];

// Storage may be forbidden; the keys then stay on.
function stored(value) {
  try {
    if (value !== undefined) localStorage.setItem(OFF, value);
    return localStorage.getItem(OFF);
  } catch {
    return null;
  }
}

const keysOn = () => stored() !== "yes";

function dialog() {
  const made = document.createElement("dialog");
  made.className = "keys";
  made.setAttribute("aria-labelledby", "keys-head");
  const head = document.createElement("h2");
  head.id = "keys-head";
  head.textContent = "Keys";
  const list = document.createElement("dl");
  list.className = "values";
  for (const [key, does] of KEYS) {
    const term = document.createElement("dt");
    const name = document.createElement("kbd");
    name.textContent = key;
    term.append(name);
    const told = document.createElement("dd");
    told.textContent = does;
    list.append(term, told);
  }
  const form = document.createElement("form");
  form.method = "dialog";
  const close = document.createElement("button");
  close.textContent = "Close";
  form.append(close);
  made.append(head, list, form);
  document.body.append(made);
  return made;
}

let shown = null;
function showKeys() {
  shown = shown || dialog();
  if (!shown.open) shown.showModal();
}

// Open one way to rule, close the others, and go to where the first decision is made: a choice, else the reason.
function open(act) {
  for (const other of document.querySelectorAll("details.act[open]")) if (other !== act) other.open = false;
  act.open = true;
  const choice = act.querySelector("input[type=radio], input[type=checkbox], input:not([type=hidden]), select");
  const first = act.dataset.key === "a" || act.dataset.key === "r" ? act.querySelector("[name=why]") : choice;
  const checked = first.type === "radio" ? act.querySelector(`input[name="${first.name}"]:checked`) : null;
  (checked || first).focus();
  act.scrollIntoView({ block: "nearest" });
}

function follow(rel) {
  const link = document.querySelector(`a[rel~="${rel}"]`);
  if (link) link.click();
  return Boolean(link);
}

function press(key) {
  if (key === "n" || key === "j") return follow("next");
  if (key === "p" || key === "k") return follow("prev");
  if (key === "e") return follow("bookmark");
  if (key === "?") {
    showKeys();
    return true;
  }
  const act = key === "u" ? document.querySelector(".notice details.act") : document.querySelector(`details.act[data-key="${key}"]`);
  if (act) open(act);
  return Boolean(act);
}

const typing = (target) => target.closest("form, input, textarea, select, [contenteditable], dialog");

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    const act = document.activeElement && document.activeElement.closest("details.act[open]");
    if (act) {
      act.open = false;
      act.querySelector("summary").focus();
    }
    return;
  }
  if (!keysOn() || event.defaultPrevented || event.isComposing || event.repeat) return;
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (press(event.key)) event.preventDefault();
});

// What a field takes, beside it; what it may be, as suggestions.
for (const select of document.querySelectorAll("select[name=field]")) {
  const form = select.form;
  const hint = form.querySelector("[data-hint]");
  const usual = hint.textContent;
  const tell = () => {
    const takes = select.selectedOptions[0].dataset.takes;
    hint.textContent = `${select.value} takes ${takes}. ${usual}`;
  };
  select.addEventListener("change", () => {
    tell();
    const own = form.querySelector('input[name=offer][value=""]');
    if (own) own.checked = true;
  });
  form.elements.value.addEventListener("input", () => {
    const own = form.querySelector('input[name=offer][value=""]');
    if (own) own.checked = true;
  });
  tell();
}

// A form is sent once.
for (const form of document.querySelectorAll(".ruling form")) {
  form.addEventListener("submit", () => {
    for (const button of form.querySelectorAll("button")) button.disabled = true;
  });
  window.addEventListener("pageshow", () => {
    for (const button of form.querySelectorAll("button")) button.disabled = false;
  });
}

for (const place of document.querySelectorAll("[data-keys]")) {
  const box = place.querySelector("#keys");
  place.hidden = false;
  box.checked = keysOn();
  box.addEventListener("change", () => stored(box.checked ? "no" : "yes"));
  place.querySelector("#show-keys").addEventListener("click", showKeys);
}
