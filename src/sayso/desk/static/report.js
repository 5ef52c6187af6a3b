// From the words to who says them and back: with the keyboard's focus the panel follows the text,
// and the left and right arrows walk from one attribution to the next.
"use strict";

const text = document.querySelector(".prose");
const panel = document.querySelector(".panel");

function follow(id) {
  const card = document.getElementById("a-" + id);
  if (!card || panel.scrollHeight <= panel.clientHeight) return;
  const room = panel.getBoundingClientRect();
  const box = card.getBoundingClientRect();
  if (box.top >= room.top && box.bottom <= room.bottom) return;
  panel.scrollTop += box.top - room.top - room.height / 4;
}

function held(target) {
  const pin = target.closest(".pin");
  return pin ? pin.id.slice("w-".length) : null;
}

function walk(event) {
  if (!held(event.target) || event.altKey || event.ctrlKey || event.metaKey) return;
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const pins = [...text.querySelectorAll(".pin")];
  const next = pins[pins.indexOf(event.target.closest(".pin")) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

if (text && panel) {
  text.addEventListener("focusin", (event) => {
    const id = held(event.target);
    if (id) follow(id);
  });
  text.addEventListener("click", (event) => {
    const mark = event.target.closest("[data-of]");
    if (mark) follow(mark.dataset.of.split(" ").pop());
  });
  text.addEventListener("keydown", walk);
}
