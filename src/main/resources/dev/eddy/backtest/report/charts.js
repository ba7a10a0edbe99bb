// What the charts of all pages have in common: colours, axes, light and dark, print. A page adds its own, then starts.
const eddyCharts = (() => {
  "use strict";
  // Okabe and Ito's colours, which people of every kind of sight tell apart.
  const COLOURS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#b8a800", "#7f7f7f"];
  const DASHES = ["solid", "dashed", "dotted"];
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const drawers = new Map(); // id → makes the chart's options
  const charts = new Map(); // id → chart
  let printing = false;

  const ink = () => (dark.matches && !printing
    ? {text: "#e4e8ec", quiet: "#98a3ad", rule: "#333b43", band: "rgba(86,180,233,.25)"}
    : {text: "#1b2127", quiet: "#5b6670", rule: "#d9dee3", band: "rgba(0,114,178,.18)"});
  const colour = i => COLOURS[i % COLOURS.length];
  const style = i => ({color: colour(i), type: DASHES[Math.floor(i / COLOURS.length) % DASHES.length]});
  const figure = x => (x === null || x === undefined || Number.isNaN(x) ? "–" : Number(x.toPrecision(4)).toString());
  function axis(name, more) {
    const c = ink();
    return {name, nameLocation: "middle", nameGap: 28, nameTextStyle: {color: c.quiet},
      axisLine: {lineStyle: {color: c.rule}}, axisLabel: {color: c.quiet, hideOverlap: true},
      splitLine: {lineStyle: {color: c.rule, opacity: .6}}, ...more};
  }
  function upright(name, more) {
    return axis(name, {nameGap: 48, scale: true, ...more});
  }
  function base(more) {
    const c = ink();
    return {animation: false, aria: {enabled: true}, color: COLOURS,
      textStyle: {fontFamily: "system-ui, sans-serif", color: c.text},
      grid: {left: 64, right: 18, top: 42, bottom: 46},
      tooltip: {trigger: "axis", confine: true, valueFormatter: figure},
      legend: {type: "scroll", top: 0, textStyle: {color: c.text}, pageTextStyle: {color: c.text}, pageIconColor: c.text},
      ...more};
  }
  function lines(names, of, more) {
    return names.map((name, i) => ({type: "line", name, data: of(i), showSymbol: false, lineStyle: style(i),
      itemStyle: {color: colour(i)}, emphasis: {focus: "series"}, connectNulls: false, ...more}));
  }
  function zoom() {
    return [{type: "inside"}, {type: "slider", height: 18, bottom: 4, textStyle: {color: ink().quiet}}];
  }

  function draw(id) {
    const place = document.getElementById(id);
    if (!place) { return; }
    const options = drawers.get(id)();
    let chart = charts.get(id);
    if (!chart) {
      chart = echarts.init(place, null, {renderer: "svg"});
      charts.set(id, chart);
      new ResizeObserver(() => chart.resize()).observe(place);
    }
    chart.setOption(options, true);
  }
  function add(id, options) {
    drawers.set(id, options);
  }

  const redraw = ids => ids.forEach(draw);
  const all = () => redraw([...drawers.keys()]);
  // Draws all, now and whenever the paper changes; to be called once all have been added.
  function start() {
    dark.addEventListener("change", all);
    window.addEventListener("beforeprint", () => { printing = true; all(); });
    window.addEventListener("afterprint", () => { printing = false; all(); });
    all();
    document.documentElement.dataset.drawn = String(charts.size);
  }
  return {COLOURS, ink, colour, style, figure, axis, upright, base, lines, zoom, add, redraw, start};
})();
