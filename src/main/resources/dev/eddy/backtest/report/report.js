// Draws the charts of a backtest's report from the object that the page carries.
(() => {
  "use strict";
  const data = JSON.parse(document.getElementById("data").textContent);
  const {ink, colour, style, figure, axis, upright, base, lines, zoom, add, redraw, start} = eddyCharts;
  const byTime = data.every !== null || data.timed;
  const timeAxis = byTime ? "time" : "value";

  // A band between two lines: the lower one invisible, the difference stacked on it.
  function band(name, points, low, high, shade) {
    const quiet = {type: "line", showSymbol: false, stack: name, stackStrategy: "all", lineStyle: {opacity: 0}, silent: true, tooltip: {show: false}};
    return [
      {...quiet, name: name + " from", data: points.map(p => [p[0], low(p)])},
      {...quiet, name, areaStyle: {color: shade || ink().band}, itemStyle: {color: shade || ink().band},
        data: points.map(p => [p[0], low(p) === null ? null : high(p) - low(p)])},
    ];
  }
  // A line is broken where a member was away: where a pause is much longer than pauses are.
  function broken(points) {
    const pauses = points.slice(1).map((p, i) => p[0] - points[i][0]).sort((a, b) => a - b);
    const usual = pauses[Math.floor(pauses.length / 2)] || 0;
    return points.flatMap((p, i) => (i > 0 && p[0] - points[i - 1][0] > 4 * usual ? [[p[0] - 1, null], p] : [p]));
  }
  const chosen = id => document.getElementById(id).value;

  const nobody = {steps: [], fans: [], marks: [], members: []};
  const shown = () => data.series[Number(chosen("series"))] || nobody;
  const stamp = t => (byTime ? new Date(t).toISOString().replace("T", " ").slice(0, 16) : String(t));

  add("forecasts", () => {
    const s = shown();
    const c = ink();
    const start = s.steps.length > 0 ? s.steps[Math.max(0, s.steps.length - 300)][0] : undefined;
    const values = new Map(s.steps.map(p => [p[0], p[1]]));
    const mark = what => s.marks.filter(m => m[1] === what && values.has(m[0])).map(m => [m[0], values.get(m[0])]);
    return base({
      grid: {left: 64, right: 18, top: 42, bottom: 66},
      xAxis: axis("", {type: timeAxis, scale: true}), yAxis: upright(data.target),
      dataZoom: [{type: "inside", startValue: start},
        {type: "slider", height: 20, bottom: 6, startValue: start,
          textStyle: {color: c.quiet}}],
      series: [
        ...band("interval, one step ahead", s.steps, p => p[3], p => p[4]),
        {type: "line", name: "value", showSymbol: false, data: s.steps.map(p => [p[0], p[1]]), lineStyle: {color: c.text, width: 1.5}, itemStyle: {color: c.text}},
        {type: "line", name: data.reference + ", one step ahead", showSymbol: false, data: s.steps.map(p => [p[0], p[2]]), lineStyle: {color: colour(0), width: 1.5}, itemStyle: {color: colour(0)}},
        {type: "scatter", name: "drift", symbol: "triangle", symbolSize: 13, data: mark("drift"), itemStyle: {color: colour(1)}},
        {type: "scatter", name: "anomaly", symbol: "circle", symbolSize: 9, data: mark("anomaly"), itemStyle: {color: colour(3)}},
      ],
      legend: {type: "scroll", top: 0, textStyle: {color: c.text}, data: ["value", data.reference + ", one step ahead", "interval, one step ahead", "drift", "anomaly"]},
    });
  });

  add("fan", () => {
    const s = shown();
    const slider = document.getElementById("origin");
    slider.max = s.fans.length - 1;
    const fan = s.fans[Math.min(Number(slider.value), s.fans.length - 1)];
    if (!fan) { return base({title: {text: "no origin has all of its values", textStyle: {color: ink().quiet, fontSize: 13}}}); }
    document.getElementById("origin-label").textContent = stamp(fan.t);
    const steps = s.steps.map(p => p[0]);
    const at = steps.indexOf(fan.t);
    const horizon = fan.mean.length;
    const places = Array.from({length: 3 * horizon + 1}, (x, i) => i - 2 * horizon);
    const values = places.map(h => (at < 0 || at + h < 0 || at + h >= s.steps.length ? null : s.steps[at + h][1]));
    const ahead = numbers => places.map(h => (h < 1 ? null : numbers[h - 1]));
    const c = ink();
    const quiet = {type: "line", showSymbol: false, lineStyle: {opacity: 0}, silent: true};
    const series = [];
    for (let q = 0; q < Math.floor(fan.quantiles.length / 2); q++) {
      const name = data.levels[q] + " to " + data.levels[data.levels.length - 1 - q];
      const low = ahead(fan.quantiles[q]);
      const high = ahead(fan.quantiles[data.levels.length - 1 - q]);
      series.push({...quiet, name: name + " from", stack: name, stackStrategy: "all", data: low, tooltip: {show: false}});
      series.push({...quiet, name, stack: name, stackStrategy: "all", data: high.map((v, i) => (v === null ? null : v - low[i])), areaStyle: {color: c.band}, itemStyle: {color: c.band}, tooltip: {show: false}});
    }
    series.push({type: "line", name: "value", data: values, showSymbol: false, lineStyle: {color: c.text}, itemStyle: {color: c.text}});
    series.push({type: "line", name: data.reference, data: ahead(fan.mean), symbolSize: 5, lineStyle: {color: colour(0)}, itemStyle: {color: colour(0)}});
    return base({xAxis: axis("steps from the origin", {type: "category", data: places, boundaryGap: false}), yAxis: upright(data.target), series,
      legend: {type: "scroll", top: 0, textStyle: {color: c.text}, data: series.map(x => x.name).filter(n => !n.endsWith(" from"))}});
  });

  add("skill-bars", () => {
    const c = ink();
    const rows = data.relative.slice().sort((a, b) => b.ratio - a.ratio);
    return base({
      grid: {left: 130, right: 24, top: 12, bottom: 46}, legend: {show: false},
      tooltip: {trigger: "item", confine: true, formatter: p => rows[p.dataIndex].name + ": " + figure(rows[p.dataIndex].ratio)
        + " (" + figure(rows[p.dataIndex].low) + " to " + figure(rows[p.dataIndex].high) + ")"},
      xAxis: axis("mean error over that of: " + data.best, {type: "value", min: 0, max: Math.min(2, Math.max(1.1, ...rows.map(r => r.high)))}),
      yAxis: {type: "category", data: rows.map(r => r.name), axisLabel: {color: c.text}, axisLine: {lineStyle: {color: c.rule}}},
      series: [
        {type: "bar", data: rows.map(r => ({value: r.ratio, itemStyle: {color: r.model ? colour(0) : c.quiet, decal: r.model ? undefined : {symbol: "rect", dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: .8, color: "rgba(255,255,255,.35)"}}})), barMaxWidth: 18, clip: true,
          label: {show: true, position: "insideLeft", color: "#ffffff", textBorderColor: "#1b2127", textBorderWidth: 2, formatter: p => figure(rows[p.dataIndex].ratio)},
          markLine: {silent: true, symbol: "none", label: {show: false}, lineStyle: {color: c.text, type: "dashed"}, data: [{xAxis: 1}]}},
        {type: "custom", clip: true, data: rows.map((r, i) => [r.low, r.high, i]), z: 5,
          renderItem: (params, api) => {
            const y = api.coord([0, api.value(2)])[1];
            const a = api.coord([api.value(0), 0])[0];
            const b = api.coord([api.value(1), 0])[0];
            const line = (x1, y1, x2, y2) => ({type: "line", shape: {x1, y1, x2, y2}, style: {stroke: c.text, lineWidth: 1.5}});
            return {type: "group", children: [line(a, y, b, y), line(a, y - 4, a, y + 4), line(b, y - 4, b, y + 4)]};
          }},
      ],
    });
  });

  add("by-horizon", () => base({
    xAxis: axis("steps ahead", {type: "value", min: 1, max: Math.max(2, data.horizon), minInterval: 1}), yAxis: upright("skill"),
    series: lines(data.models.map(m => m.name), i => data.models[i].skillByHorizon.map((v, h) => [h + 1, v])),
  }));

  const blockTimes = data.overTime.blocks.map(b => b.t);
  add("over-time", () => base({
    grid: {left: 64, right: 18, top: 42, bottom: 66}, dataZoom: zoom(),
    xAxis: axis("", {type: data.every === null ? "value" : "time", scale: true}), yAxis: upright("scaled error"),
    series: lines(data.contenders, i => data.overTime.blocks.map((b, k) => [blockTimes[k], b.losses[i]])),
  }));

  add("coverage", () => {
    const c = ink();
    return base({
      legend: {show: false},
      xAxis: axis("", {type: data.every === null ? "value" : "time", scale: true}), yAxis: upright("within the interval", {max: 1}),
      series: [{type: "line", name: "share within", data: data.overTime.blocks.map((b, k) => [blockTimes[k], b.coverage]), showSymbol: false,
        lineStyle: {color: colour(0)}, itemStyle: {color: colour(0)},
        markLine: {silent: true, symbol: "none", label: {formatter: "promised", color: c.text}, lineStyle: {color: c.text, type: "dashed"}, data: [{yAxis: data.nominal}]}}],
    });
  });

  add("reliability", () => base({
    xAxis: axis("level promised", {type: "value", min: 0, max: 1}), yAxis: upright("share of values below", {min: 0, max: 1}),
    tooltip: {trigger: "item", confine: true, formatter: p => p.seriesName + ": " + figure(p.value[1]) + " below the quantile of " + p.value[0]},
    series: [
      {type: "line", name: "as promised", data: [[0, 0], [1, 1]], showSymbol: false, silent: true, lineStyle: {color: ink().quiet, type: "dashed"}, itemStyle: {color: ink().quiet}},
      ...lines(data.models.filter(m => m.reliability).map(m => m.name), i => data.models.filter(m => m.reliability)[i].reliability, {showSymbol: true, symbolSize: 8}),
    ],
  }));

  add("weights", () => {
    const s = shown();
    return base({
      xAxis: axis("", {type: timeAxis, scale: true}), yAxis: upright("weight", {min: 0}),
      series: lines(s.members.map(m => m.name), i => broken(s.members[i].lessons.map(l => [l[0], l[1]]))),
    });
  });

  add("gradients", () => {
    const s = shown();
    return base({
      xAxis: axis("", {type: timeAxis, scale: true}), yAxis: upright("norm of the gradient", {type: "log"}),
      series: lines(s.members.map(m => m.name), i => broken(s.members[i].lessons.filter(l => l[2] > 0).map(l => [l[0], l[2]]))),
    });
  });

  add("lags", () => {
    const c = ink();
    const members = shown().members.filter(m => m.byLag.length > 0);
    const select = document.getElementById("member");
    if (select.options.length !== members.length || [...select.options].some((o, i) => o.text !== members[i].name)) {
      select.replaceChildren(...members.map((m, i) => new Option(m.name, i)));
    }
    const member = members[Number(select.value)] || members[0];
    if (!member) { return base({title: {text: "no model with memory made an update", textStyle: {color: c.quiet, fontSize: 13}}}); }
    const cells = [];
    let least = Infinity;
    let most = -Infinity;
    member.byLag.forEach((lag, x) => lag[1].forEach((norm, y) => {
      if (norm > 0) {
        const size = Math.log10(norm);
        least = Math.min(least, size);
        most = Math.max(most, size);
        cells.push([x, y, size]);
      }
    }));
    return base({
      legend: {show: false}, grid: {left: 64, right: 18, top: 12, bottom: 92},
      tooltip: {trigger: "item", confine: true, formatter: p => stamp(member.byLag[p.value[0]][0]) + ", " + p.value[1] + " steps back: " + figure(10 ** p.value[2])},
      xAxis: axis("", {type: "category", data: member.byLag.map(l => stamp(l[0]))}),
      yAxis: axis("steps back", {type: "category", nameGap: 40, data: member.byLag[0][1].map((v, i) => i)}),
      visualMap: {min: least, max: most, calculable: true, orient: "horizontal", left: "center", bottom: 0, itemHeight: 120, textStyle: {color: c.quiet},
        formatter: v => figure(10 ** v), inRange: {color: ["#440154", "#3b528b", "#21918c", "#5ec962", "#fde725"]}},
      series: [{type: "heatmap", data: cells, progressive: 0}],
    });
  });

  function bars(id, places, table) {
    add(id, () => base({
      xAxis: axis("", {type: "category", data: places}), yAxis: upright("scaled error", {scale: false}),
      series: data.models.map((m, i) => ({type: "bar", name: m.name, data: table[i], itemStyle: {color: colour(i)}})),
    }));
  }
  bars("hours", [...Array(24).keys()], data.conditions.hour);
  bars("days", ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"], data.conditions.day);
  bars("regimes", data.conditions.regimes, data.conditions.regime);

  add("paths", () => {
    const s = data.paths[Number(chosen("paths-series"))] || {paths: []};
    return base({
      legend: {show: false}, xAxis: axis("steps from the last origin", {type: "value", min: 1, minInterval: 1}), yAxis: upright(data.target),
      series: s.paths.map((path, i) => ({type: "line", name: "path " + (i + 1), showSymbol: false, data: path.map((v, h) => [h + 1, v]), lineStyle: {color: colour(i), width: 1, opacity: .8}})),
    });
  });

  add("equity", () => {
    const p = data.prices[Number(chosen("price-series"))] || {curve: []};
    return base({
      xAxis: axis("", {type: timeAxis, scale: true}), yAxis: upright("what 1 became"),
      series: lines(["by the sign of " + data.reference + ", costs taken off", "bought and held"], i => p.curve.map(q => [q[0], q[i + 1]])),
    });
  });

  for (const [control, ids] of Object.entries({
    series: ["forecasts", "fan", "weights", "gradients", "lags"], origin: ["fan"], member: ["lags"],
    "price-series": ["equity"], "paths-series": ["paths"]})) {
    const element = document.getElementById(control);
    if (element) { element.addEventListener("input", () => redraw(ids)); }
  }
  const slider = document.getElementById("origin");
  if (slider) { slider.max = Math.max(0, shown().fans.length - 1); slider.value = slider.max; }
  start();
})();
