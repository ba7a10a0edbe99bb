package dev.eddy.state;

import java.util.List;

/**
 * A series as its store has it, for those who only look.
 *
 * @param steps that it has taken in, skipped ones included
 * @param frozen true if it forecasts without learning
 * @param challenger true if other models learn beside those that forecast
 * @param entries how many journal entries it has written so far
 * @param stored states that it can be asked to go back to
 * @param exported what it remembers, to be carried elsewhere
 */
public record KeptSeries(
    long steps,
    boolean frozen,
    boolean challenger,
    long entries,
    List<StoredState> stored,
    PortableSeries exported) {
  /** A thread that writes may spoil a look, but hardly several. */
  private static final int LOOKS = 5;

  /**
   * Looks. Costs as much as restoring the series. Safe beside a thread that writes to the store.
   *
   * @param store Not modified.
   * @throws DamagedState if something there is damaged, or is written all the time; what comes of
   *     damage is decided when the series' next record finds it
   * @throws UnsupportedState if another version of Eddy wrote what is there
   */
  public static KeptSeries of(Generation generation, String series, SeriesStore store) {
    for (int look = 0; look < LOOKS; look++) {
      ReadOnlyStore reading = new ReadOnlyStore(store);
      LiveSeries live = LiveSeries.restore(generation, series, reading);
      if (reading.whole()) {
        return of(series, live, StoredState.of(series, store));
      }
    }
    throw new DamagedState("the state of series " + series + " cannot be read as a whole");
  }

  private static KeptSeries of(String series, LiveSeries live, List<StoredState> stored) {
    SeriesState state = live.state();
    return new KeptSeries(
        state.steps(),
        state.frozen(),
        state.challenge().isPresent(),
        live.entries(),
        stored,
        PortableSeries.of(series, state));
  }
}
