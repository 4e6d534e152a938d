// The little script of every page. Without it everything can still be read and done.
"use strict";

// A filter takes effect when it is chosen; the address is the filter. Empty fields stay out of it.
for (const form of document.querySelectorAll("form.filters")) {
  form.addEventListener("submit", () => {
    for (const field of form.elements) if (field.name && field.value === "") field.disabled = true;
  });
  form.addEventListener("change", (event) => {
    if (event.target.matches("select, input[type=date], input[type=checkbox], input[type=radio]")) form.requestSubmit();
  });
  window.addEventListener("pageshow", () => {
    for (const field of form.elements) field.disabled = false;
  });
}

// "/" goes to the search field.
document.addEventListener("keydown", (event) => {
  if (event.key === "/" && !event.target.matches("input, textarea, select") && !event.ctrlKey && !event.metaKey) {
    const field = document.getElementById("find");
    if (field) {
      event.preventDefault();
      field.focus();
    }
  }
});

// Words that are folded away unfold when a link leads to them, and all of them on paper.
const unfold = () => {
  const wanted = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (let one = wanted; one; one = one.parentElement) if (one.tagName === "DETAILS") one.open = true;
  if (wanted) wanted.scrollIntoView();
};
window.addEventListener("hashchange", unfold);
window.addEventListener("DOMContentLoaded", unfold);
window.addEventListener("beforeprint", () => {
  for (const one of document.querySelectorAll("main details:not(.act)")) one.open = true;
});
