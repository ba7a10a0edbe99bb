package dev.eddy.stream;

import dev.eddy.series.Observation;
import dev.eddy.state.LiveSeries;
import dev.eddy.state.SourcePosition;
import org.apache.kafka.streams.processor.api.Record;

/**
 * A record and what it says.
 *
 * @param observation what it says
 * @param position where it was read
 * @param key as it came; null if there was none
 * @param value as it came; null if there was none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Reading(Observation observation, SourcePosition position, byte[] key, byte[] value)
    implements Arrival {
  @Override
  public boolean holdsOnce() {
    return false;
  }

  @Override
  public void handTo(ForecastProcessor processor, Record<String, Arrival> came, LiveSeries series) {
    processor.learn(this, came, series);
  }
}
