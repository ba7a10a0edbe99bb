package dev.eddy.observe;

import dev.eddy.spec.ModelSpec;
import dev.eddy.spec.TopologySpec;
import java.util.List;
import java.util.stream.Collectors;

/** The page for people: which topologies run here, how they do, and where to look further. */
final class StatusPage {
  private static final String HEAD =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>Eddy</title>
      <style>
      :root { color-scheme: light dark; --ink: #1b1f24; --quiet: #5d6673; --paper: #fbfbf9; --line: #dcdfe3; --good: #1a7f4b; --bad: #b3261e; }
      @media (prefers-color-scheme: dark) { :root { --ink: #e6e8eb; --quiet: #98a1ad; --paper: #16191d; --line: #30363d; --good: #57c98a; --bad: #ff8a80; } }
      body { margin: 0 auto; max-width: 60rem; padding: 2.5rem 1.25rem; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
      h1 { margin: 0; font-size: 1.5rem; }
      p { margin: .25rem 0 2rem; color: var(--quiet); }
      .wide { overflow-x: auto; }
      table { width: 100%; border-collapse: collapse; }
      th { text-align: left; font-size: .8125rem; font-weight: 600; color: var(--quiet); }
      th, td { padding: .5rem .75rem .5rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
      .good { color: var(--good); } .bad { color: var(--bad); }
      nav { margin-top: 2rem; } nav a { margin-right: 1.25rem; }
      a { color: inherit; }
      </style>
      </head>
      <body>
      <h1>Eddy</h1>
      <p>Forecasts every series of a Kafka topic, and learns from each record.</p>
      """;

  private static final String FOOT =
      """
      <nav><a href="/v1/topologies">Topologies</a><a href="/v1/openapi.json">API</a><a href="/metrics">Metrics</a><a href="/health/live">Live</a><a href="/health/ready">Ready</a></nav>
      </body>
      </html>
      """;

  private StatusPage() {}

  static Answer of(List<TopologyStatus> topologies) {
    return Answer.text(200, "text/html; charset=utf-8", HEAD + table(topologies) + FOOT);
  }

  private static String table(List<TopologyStatus> topologies) {
    if (topologies.isEmpty()) {
      return "<p>No topology runs yet.</p>\n";
    }
    return """
        <div class="wide"><table>
        <thead><tr><th>Topology</th><th>State</th><th>From</th><th>To</th><th>Forecasts</th><th>Models</th></tr></thead>
        <tbody>
        """
        + topologies.stream().map(StatusPage::row).collect(Collectors.joining())
        + "</tbody>\n</table></div>\n";
  }

  private static String row(TopologyStatus topology) {
    TopologySpec spec = topology.spec();
    String models = spec.models().stream().map(ModelSpec::name).collect(Collectors.joining(", "));
    String targets = String.join(", ", spec.source().targets());
    int horizon = spec.forecast().horizon();
    return "<tr><td>%s</td><td class=\"%s\">%s</td><td>%s</td><td>%s</td><td>%s, %d %s ahead</td><td>%s</td></tr>\n"
        .formatted(
            escaped(spec.name()),
            topology.ready() ? "good" : topology.live() ? "" : "bad",
            escaped(topology.state()),
            escaped(spec.source().topic()),
            escaped(spec.sink().forecasts()),
            escaped(targets),
            horizon,
            horizon == 1 ? "step" : "steps",
            escaped(models));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
