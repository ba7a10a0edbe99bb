package dev.eddy.spec;

/**
 * Where what the engine says goes.
 *
 * @param forecasts topic of forecasts; left out: the topology's name and {@code -forecasts}
 * @param learning learning reports; left out: the topology's name and {@code -learning}, one in 16
 * @param rejected topic of records that were refused; left out: the topology's name and {@code
 *     -rejected}
 */
public record SinkSpec(String forecasts, LearningSinkSpec learning, String rejected) {
  SinkSpec orNamedAfter(String topology) {
    LearningSinkSpec reports = learning == null ? new LearningSinkSpec(null, null) : learning;
    return new SinkSpec(
        forecasts == null ? topology + "-forecasts" : forecasts,
        new LearningSinkSpec(
            reports.topic() == null ? topology + "-learning" : reports.topic(), reports.every()),
        rejected == null ? topology + "-rejected" : rejected);
  }
}
