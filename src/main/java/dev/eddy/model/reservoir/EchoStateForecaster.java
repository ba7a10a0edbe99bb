package dev.eddy.model.reservoir;

import dev.eddy.archive.Archive;
import dev.eddy.archive.DamagedArchive;
import dev.eddy.model.DirectReadout;
import dev.eddy.model.Forecaster;
import dev.eddy.model.LearningReport;
import dev.eddy.series.Frame;
import dev.eddy.spec.EchoStateSpec;
import dev.eddy.spec.LagsSpec;
import dev.eddy.spec.RlsSpec;
import java.util.Arrays;
import java.util.Optional;

/**
 * An echo state network: lags and the states of a shared {@link Reservoir} are the features of a
 * {@link DirectReadout}. Not safe for use by several threads. Bytes: 4·units and those of the
 * readout with k = units + lags; cost: those of the reservoir and the readout.
 */
public final class EchoStateForecaster implements Forecaster {
  private final LagsSpec lags;
  private final Reservoir reservoir;
  private final DirectReadout readout;
  private final int linear;
  private final float[] input; // [1 + sequence]
  private final float[] sums; // [units]
  private final double[] features; // [linear + units]
  private final float[] state; // [units], the carry

  /**
   * With weights of zero: it forecasts the base.
   *
   * @param reservoirs where the reservoir is shared
   * @param seed the topology's
   * @param member which of the entry's members
   */
  public EchoStateForecaster(
      EchoStateSpec spec, Frame frame, Reservoirs reservoirs, long seed, int member) {
    this.lags = spec.lags();
    this.input = new float[1 + frame.sequenceSize()];
    this.reservoir = reservoirs.of(spec, input.length, seed, member);
    this.linear = frame.lagsSize(lags);
    this.sums = new float[spec.units()];
    this.features = new double[linear + spec.units()];
    this.state = new float[spec.units()];
    this.readout = new DirectReadout((RlsSpec) spec.readout(), features.length, frame);
  }

  @Override
  public void learn(Frame frame) {
    input[0] = 1;
    System.arraycopy(frame.sequence(), 0, input, 1, input.length - 1);
    reservoir.step(input, state, sums);
    frame.lagsInto(lags, features);
    for (int unit = 0; unit < state.length; unit++) {
      features[linear + unit] = state[unit];
    }
    readout.learn(frame, features);
  }

  @Override
  public void forecastInto(Frame frame, double[][] forecast) {
    readout.forecastInto(frame, forecast);
  }

  @Override
  public void resetCarry() {
    Arrays.fill(state, 0);
    readout.resetCarry();
  }

  @Override
  public Optional<LearningReport> report() {
    return readout.taught() ? Optional.of(readout.report()) : Optional.empty();
  }

  /** The reservoir is drawn again, not kept; a checksum tells if another one was drawn. */
  @Override
  public void archive(Archive archive) {
    int checksum = archive.number(reservoir.checksum());
    if (checksum != reservoir.checksum()) {
      throw new DamagedArchive(
          "a state of a reservoir with checksum "
              + checksum
              + ", where the one drawn now has "
              + reservoir.checksum());
    }
    archive.array(state);
    readout.archive(archive);
  }
}
