package dev.eddy.state;

import dev.eddy.forecast.SeriesForecaster;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A series' state as a file that can be carried elsewhere: to another deployment, or to a backtest
 * that is to begin where production is. In bytes, little-endian:
 *
 * <pre>
 *   magic | format | name of the series | snapshot | CRC-32C of all before
 *   int     int      length, UTF-8        length     int
 * </pre>
 *
 * <p>Immutable.
 */
public final class PortableSeries {
  private static final int MAGIC = 0x53444445; // "EDDS"
  private static final int FORMAT = 1;
  private static final int LEAST_BYTES = 5 * Integer.BYTES;

  private final String series;
  private final byte[] snapshot;

  private PortableSeries(String series, byte[] snapshot) {
    this.series = series;
    this.snapshot = snapshot;
  }

  /** What is known of a series. */
  static PortableSeries of(String series, SeriesState state) {
    return new PortableSeries(
        series, Snapshot.write(0, state, Math.toIntExact(Snapshot.size(state))));
  }

  /**
   * What a forecaster has learned. What it goes on learning is not in it.
   *
   * @param generation that of the topology for which the forecaster was made
   * @param forecaster Not modified.
   */
  public static PortableSeries of(
      Generation generation, String series, SeriesForecaster forecaster) {
    Contender alone = new Contender(generation, forecaster);
    return of(series, new SeriesState(generation, alone, new Progress()));
  }

  /**
   * A series as its store has it. Safe beside a thread that writes there, whose writing may make it
   * fail; it can then be asked again.
   *
   * @param store Not modified.
   * @throws UnsupportedState if another version of Eddy wrote what is there
   */
  public static PortableSeries of(Generation generation, String series, SeriesStore store) {
    LiveSeries live = LiveSeries.restore(generation, series, new ReadOnlyStore(store));
    return of(series, live.state());
  }

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException if it is none, or damaged
   */
  public static PortableSeries read(byte[] bytes) {
    if (bytes.length < LEAST_BYTES || littleEndian(bytes).getInt() != MAGIC) {
      throw new IllegalArgumentException("is no exported series");
    }
    if (!Checksum.fits(bytes)) {
      throw new IllegalArgumentException("is damaged: its checksum does not fit its content");
    }
    ByteBuffer in = littleEndian(bytes);
    int format = in.getInt(Integer.BYTES);
    if (format != FORMAT) {
      throw new IllegalArgumentException(
          "is an exported series of format " + format + ", where this version knows " + FORMAT);
    }
    in.position(2 * Integer.BYTES);
    String series = new String(part(in), StandardCharsets.UTF_8);
    return new PortableSeries(series, part(in));
  }

  private static byte[] part(ByteBuffer in) {
    int length = in.remaining() < Integer.BYTES ? -1 : in.getInt();
    if (length < 0 || length > in.remaining()) {
      throw new IllegalArgumentException("is no exported series: a part has " + length + " bytes");
    }
    byte[] part = new byte[length];
    in.get(part);
    return part;
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The series that it was. */
  public String series() {
    return series;
  }

  /** The file's content. */
  public byte[] bytes() {
    byte[] name = series.getBytes(StandardCharsets.UTF_8);
    byte[] bytes = new byte[LEAST_BYTES + name.length + snapshot.length];
    littleEndian(bytes)
        .putInt(MAGIC)
        .putInt(FORMAT)
        .putInt(name.length)
        .put(name)
        .putInt(snapshot.length)
        .put(snapshot);
    Checksum.seal(bytes);
    return bytes;
  }

  /**
   * The state for a series of a generation.
   *
   * @throws IllegalArgumentException if it was learned for other targets, steps or another horizon
   * @throws UnsupportedState if another version of Eddy wrote it
   */
  SeriesState state(Generation generation) {
    SeriesState state = Snapshot.read(snapshot).load(generation);
    if (state.champion().generation().changeTo(generation) == Generation.Change.SERIES) {
      throw new IllegalArgumentException(
          "is of a topology with other targets, another zone, step or horizon");
    }
    state.changeTo(generation);
    return state;
  }

  /**
   * Returns if a series of a generation can go on from the state. Costs as much as loading it.
   *
   * @throws IllegalArgumentException if it was learned for other targets, steps or another horizon
   * @throws UnsupportedState if another version of Eddy wrote it
   */
  public void requireFor(Generation generation) {
    state(generation);
  }

  /**
   * A forecaster that goes on from the state, for a backtest: the same that a series of a
   * deployment has which begins with it.
   *
   * @throws IllegalArgumentException if it was learned for other series or other models
   * @throws UnsupportedState if another version of Eddy wrote it
   */
  public SeriesForecaster forecaster(Generation generation) {
    SeriesState state = state(generation);
    if (state.challenge().isPresent()) {
      throw new IllegalArgumentException("is of a topology with other models");
    }
    state.champion().forecaster().resume();
    return state.champion().forecaster();
  }
}
