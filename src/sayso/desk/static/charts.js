// Draws the charts of a page from the specifications that stand in it, in the page's own colours.
import "./vendor/vega.min.js";

const dark = matchMedia("(prefers-color-scheme: dark)");

function colours() {
  const style = getComputedStyle(document.documentElement);
  const of = (name) => style.getPropertyValue(name).trim();
  const small = 12;
  return {
    background: "transparent",
    font: of("--sans"),
    view: { stroke: null },
    axis: {
      labelColor: of("--ink"), titleColor: of("--quiet"), gridColor: of("--rule"),
      domainColor: of("--rule"), tickColor: of("--rule"), labelFontSize: small, titleFontSize: small,
    },
    legend: {
      labelColor: of("--ink"), titleColor: of("--quiet"), labelFontSize: small, titleFontSize: small,
      symbolStrokeColor: of("--ink"), orient: "bottom", labelLimit: 240,
    },
    mark: { color: of("--chart-one") },
    point: { color: of("--ink") },
    text: { color: of("--ink"), fontSize: small },
    style: {
      land: { color: of("--raised"), stroke: of("--rule") },
      area: { color: of("--chart-one"), stroke: of("--chart-one") },
      ring: { color: of("--chart-two") },
      halo: { color: of("--paper"), stroke: of("--paper"), strokeWidth: 4 },
      named: { color: of("--ink") },
    },
    range: { category: [of("--chart-one"), of("--chart-two"), of("--chart-three")] },
  };
}

async function draw(figure) {
  const spec = JSON.parse(figure.querySelector("script[type='application/json']").textContent);
  const place = figure.querySelector(".drawing");
  await window.vegaEmbed(place, spec, {
    mode: "vega-lite",
    renderer: "svg",
    logLevel: 1, // errors: what Vega warns of is not for readers
    ast: true, // no expression becomes code, which the page's policy would refuse
    actions: false,
    defaultStyle: false,
    tooltip: { disableDefaultStyle: true },
    config: colours(),
  });
  place.querySelector("svg")?.setAttribute("aria-hidden", "true"); // its label says what it shows
}

function drawAll() {
  for (const figure of document.querySelectorAll("figure.chart")) draw(figure);
}

drawAll();
dark.addEventListener("change", drawAll);
