// Bounds by selecting words, and what is judged without leaving the page.
//
// A text under [data-text] is cut into elements that know by data-start at which character of the
// report they begin. Characters are code points there, and UTF-16 units here.
"use strict";

let chosen = null; // [start, end, words] of what was selected last

// What was selected in a report comes along to where an attribution of it is corrected.
const brought = /^(\d+)-(\d+)$/.exec(new URLSearchParams(location.search).get("selected") ?? "");
if (brought) chosen = [brought[1], brought[2], "what you selected in the report"];

document.addEventListener("click", (event) => {
  const link = event.target.closest?.('a[href^="/attribution/"][href$="#correct"]');
  if (link && chosen) link.search = `selected=${chosen[0]}-${chosen[1]}`;
});

function offsetOf(node, within) {
  const held = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-start]");
  if (!held) return null;
  const before = document.createRange();
  before.selectNodeContents(held);
  before.setEnd(node, within);
  return Number(held.dataset.start) + [...before.toString()].length;
}

document.addEventListener("selectionchange", () => {
  const selection = document.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return;
  const range = selection.getRangeAt(0);
  const around = range.commonAncestorContainer;
  const holder = around.nodeType === Node.TEXT_NODE ? around.parentElement : around;
  if (!holder.closest("[data-text]")) return;
  const start = offsetOf(range.startContainer, range.startOffset);
  const end = offsetOf(range.endContainer, range.endOffset);
  if (start !== null && end !== null && start < end) chosen = [start, end, selection.toString()];
});

function offerSelection(field) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Take selected words";
  const said = document.createElement("output");
  button.addEventListener("click", () => {
    if (!chosen) {
      said.textContent = "Select words in the text first.";
      return;
    }
    field.value = `${chosen[0]}-${chosen[1]}`;
    said.textContent = chosen[2];
  });
  field.closest(".field").append(button, said);
}

for (const field of document.querySelectorAll("[data-bounds]")) offerSelection(field);
for (const told of document.querySelectorAll("[data-with-script]")) told.hidden = false;

// What cannot be kept is told on a page of its own, as without a script; so is what a judgement took
// from the page.
document.addEventListener("htmx:beforeSwap", (event) => {
  const still = event.detail.serverResponse.includes(`id="${event.detail.target.id}"`);
  if (event.detail.xhr.status < 400 && still) return;
  event.detail.shouldSwap = true;
  event.detail.target = document.querySelector("main");
  event.detail.selectOverride = "main";
  event.detail.swapOverride = "outerHTML";
});

// The focus stays where the judgement was made.
document.addEventListener("htmx:afterSwap", (event) => {
  const id = event.detail.target?.id;
  const place = id && document.getElementById(id);
  place?.querySelector("summary, button")?.focus();
});
