// What becomes of the reports that were sent, shown as it happens.
"use strict";

const progress = document.querySelector("#progress[data-events]");

function show() {
  return htmx.ajax("GET", location.href, { target: "#progress", select: "#progress", swap: "outerHTML" });
}

if (progress) {
  const news = new EventSource(progress.dataset.events);
  news.addEventListener("message", show);
  news.addEventListener("done", () => {
    news.close();
    show();
  });
}
