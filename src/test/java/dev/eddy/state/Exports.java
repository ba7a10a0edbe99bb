package dev.eddy.state;

import dev.eddy.series.Observation;
import java.util.List;

/** Exported series, for tests of those who read them. */
public final class Exports {
  private Exports() {}

  /** What a series remembers of observations. */
  public static PortableSeries after(
      List<Observation> observations, Generation generation, String series) {
    MapStore store = new MapStore();
    LiveSeries live = LiveSeries.restore(generation, series, store);
    for (int i = 0; i < observations.size(); i++) {
      live.accept(observations.get(i), new SourcePosition(0, i), store);
    }
    return KeptSeries.of(generation, series, store).exported();
  }
}
