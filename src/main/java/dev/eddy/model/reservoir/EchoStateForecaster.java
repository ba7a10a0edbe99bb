package dev.eddy.model.reservoir;

import dev.eddy.archive.Archive;
import dev.eddy.archive.DamagedArchive;
import dev.eddy.model.Forecaster;
import dev.eddy.model.LearningReport;
import dev.eddy.model.LinearReadout;
import dev.eddy.model.Readouts;
import dev.eddy.series.Frame;
import dev.eddy.spec.EchoStateSpec;
import dev.eddy.spec.LagsSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * An echo state network: lags and the states of shared {@link Reservoir}s are the features of a
 * {@link LinearReadout}. Not safe for use by several threads. Bytes: 4·units and those of the
 * readout with k = units + lags; cost: those of the reservoirs and the readout.
 */
public final class EchoStateForecaster implements Forecaster {
  /** What is fed back stays within so many scales of the residual. */
  private static final double LIMIT = 4;

  private final LagsSpec lags;
  private final int linear; // features before the states
  private final List<Reservoir> reservoirs;
  private final LinearReadout readout;
  private final int fedBack; // targets whose forecast is an input
  private final float[] input; // [1 + sequence + fedBack]
  private final float[][] states; // [reservoirs][units], the carry
  private final float[][] sums; // [reservoirs][units]
  private final double[] features; // [linear + all units]

  /**
   * With weights of zero: it forecasts the base.
   *
   * @param shared where the reservoirs are
   * @param seed the topology's
   * @param member which of the entry's members
   */
  public EchoStateForecaster(
      EchoStateSpec spec, Frame frame, Reservoirs shared, long seed, int member) {
    this.lags = spec.lags();
    this.fedBack = spec.feedback() > 0 ? frame.targets() : 0;
    int inputs = 1 + frame.sequenceSize();
    this.input = new float[inputs + fedBack];
    this.reservoirs = shared.of(spec, inputs, fedBack, seed, member);
    this.states = reservoirs.stream().map(each -> new float[each.units()]).toArray(float[][]::new);
    this.sums = reservoirs.stream().map(each -> new float[each.units()]).toArray(float[][]::new);
    int units = reservoirs.stream().mapToInt(Reservoir::units).sum();
    this.linear = frame.lagsSize(lags);
    this.features = new double[linear + units];
    this.readout = Readouts.of(spec.readout(), features.length, frame);
  }

  @Override
  public void learn(Frame frame) {
    fillInput(frame);
    frame.lagsInto(lags, features);
    int next = linear;
    for (int r = 0; r < states.length; r++) {
      reservoirs.get(r).step(input, states[r], sums[r]);
      for (float state : states[r]) {
        features[next++] = state;
      }
    }
    readout.learn(frame, features);
  }

  /** What is fed back was said at the step before, of this one. */
  private void fillInput(Frame frame) {
    float[] sequence = frame.sequence();
    input[0] = 1;
    System.arraycopy(sequence, 0, input, 1, sequence.length);
    for (int t = 0; t < fedBack; t++) {
      double said = readout.predict(t, 1);
      boolean absurd = Double.isNaN(said); // would stay in the states for ever
      input[1 + sequence.length + t] = absurd ? 0 : (float) Math.max(-LIMIT, Math.min(LIMIT, said));
    }
  }

  @Override
  public void forecastInto(Frame frame, double[][] forecast) {
    readout.forecastInto(frame, forecast);
  }

  @Override
  public void resetCarry() {
    for (float[] state : states) {
      Arrays.fill(state, 0);
    }
    readout.resetCarry();
  }

  @Override
  public Optional<LearningReport> report() {
    return readout.report();
  }

  /** Reservoirs are drawn again, not kept; a checksum tells if others were drawn. */
  @Override
  public void archive(Archive archive) {
    for (int r = 0; r < states.length; r++) {
      int drawn = reservoirs.get(r).checksum();
      int checksum = archive.number(drawn);
      if (checksum != drawn) {
        throw new DamagedArchive(
            "a state of a reservoir with checksum "
                + checksum
                + ", where the one drawn now has "
                + drawn);
      }
      archive.array(states[r]);
    }
    readout.archive(archive);
  }
}
