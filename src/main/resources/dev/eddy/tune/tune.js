// Draws the charts of a search's report from the object that the page carries.
(() => {
  "use strict";
  const data = JSON.parse(document.getElementById("data").textContent);
  const {ink, colour, figure, axis, upright, base, add, start} = eddyCharts;
  const scored = data.trials.filter(t => t[2] !== null); // [share, candidate, skill, …values]
  const rungs = data.rungs.map(r => r.share);
  const most = Math.max(...scored.map(t => t[0]));
  const label = share => data.rungs.find(r => r.share === share).rows + " rows";
  const told = t => "candidate " + t[1] + ", " + label(t[0]) + ": " + figure(t[2]) + "<br>"
    + data.ranges.map((r, i) => r.path + " " + t[3 + i]).join("<br>");
  const last = new Map(); // candidate → the trial on most rows
  scored.forEach(t => last.set(t[1], t));

  // Rungs are of different steps, and so of different levels: each by its own median they fit into one picture.
  const middle = new Map(rungs.map(share => {
    const skills = scored.filter(t => t[0] === share).map(t => t[2]).sort((a, b) => a - b);
    return [share, skills[Math.floor(skills.length / 2)]];
  }));
  const height = t => t[2] / middle.get(t[0]);
  // A few that failed altogether would press all others together.
  const heights = scored.map(height).sort((a, b) => a - b);
  const usual = heights[Math.floor(.98 * (heights.length - 1))];
  const ceiling = Math.ceil(100 * (usual + (usual - heights[0]) * .3)) / 100;
  const floor = Math.floor(100 * heights[0]) / 100;
  const skill = () => upright("skill over its rung's median", {min: floor, max: Math.max(ceiling, floor + .01)});
  const tooltip = {trigger: "item", confine: true, formatter: p => (p.value.length > 3 ? told(p.value[p.value.length - 1]) : "best so far: " + figure(p.value[1] * middle.get(most)))};
  const symbols = ["circle", "triangle", "rect", "diamond"];

  function points(x, trials) {
    return rungs.map((share, i) => ({type: "scatter", name: label(share), symbol: symbols[i % symbols.length], symbolSize: share === most ? 8 : 5, clip: true,
      data: trials.filter(t => t[0] === share).map(t => [x(t), height(t), share, t]),
      itemStyle: {color: colour(rungs.length - 1 - i), opacity: share === most ? .95 : .45}}));
  }

  add("trials", () => {
    let best = Infinity;
    const line = [];
    scored.filter(t => t[0] === most).forEach(t => {
      best = Math.min(best, height(t));
      line.push([t[1], best]);
    });
    return base({tooltip, xAxis: axis("candidate", {type: "value", minInterval: 1}), yAxis: skill(),
      series: [...points(t => t[1], scored),
        {type: "line", step: "end", name: "best so far, on most rows", data: line, showSymbol: false, lineStyle: {color: ink().text}, itemStyle: {color: ink().text}}]});
  });

  add("rungs", () => {
    const byCandidate = new Map();
    scored.forEach(t => byCandidate.set(t[1], [...(byCandidate.get(t[1]) || []), t]));
    const climbed = [...byCandidate.values()].filter(ts => ts.length > 1);
    return base({legend: {show: false}, tooltip,
      xAxis: axis("rows", {type: "category", data: rungs.map(label)}), yAxis: skill(),
      series: climbed.map(ts => ({type: "line", data: ts.map(t => [rungs.indexOf(t[0]), height(t), t[0], t]), symbolSize: 4, clip: true,
        lineStyle: {color: colour(ts[ts.length - 1][0] === most ? 0 : 1), width: 1, opacity: .5},
        itemStyle: {color: colour(ts[ts.length - 1][0] === most ? 0 : 1)}}))});
  });

  data.ranges.forEach((range, i) => {
    const name = range.path;
    add("range-" + i, () => base({tooltip, yAxis: skill(), series: points(t => t[3 + i], [...last.values()]),
      xAxis: range.number ? axis(name, {type: range.log ? "log" : "value", min: range.low, max: range.high}) : axis(name, {type: "category", data: range.words})}));
  });

  start();
})();
