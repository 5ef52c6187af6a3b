// What belongs to one record lights up together: under the pointer, and with the keyboard's focus.
// Of records within one another the innermost, which comes last, is what is pointed at.
"use strict";

const lit = "lit";

function records(element) {
  const held = element.closest("[data-of]");
  return held ? held.dataset.of.split(" ").slice(-1) : [];
}

function light(event) {
  for (const element of document.querySelectorAll("." + lit)) element.classList.remove(lit);
  for (const id of records(event.target)) {
    for (const element of document.querySelectorAll(`[data-of~="${CSS.escape(id)}"]`)) {
      element.classList.add(lit);
    }
  }
}

document.addEventListener("pointerover", light);
document.addEventListener("focusin", light);
