package dev.eddy.model.narx;

import dev.eddy.archive.Archive;
import dev.eddy.model.Forecaster;
import dev.eddy.model.LearningReport;
import dev.eddy.model.LinearReadout;
import dev.eddy.model.Readouts;
import dev.eddy.series.Frame;
import dev.eddy.spec.ArxSpec;
import dev.eddy.spec.LagsSpec;
import java.util.Optional;

/**
 * Linear in lags and calendar, each horizon forecast directly. Not safe for use by several threads.
 * Bytes and cost: those of its {@link LinearReadout} with k = the size of its lags.
 */
public final class ArxForecaster implements Forecaster {
  private final LagsSpec lags;
  private final LinearReadout readout;
  private final double[] features; // [k]

  /** With weights of zero: it forecasts the base. */
  public ArxForecaster(ArxSpec spec, Frame frame) {
    this.lags = spec.lags();
    this.features = new double[frame.lagsSize(lags)];
    this.readout = Readouts.of(spec.readout(), features.length, frame);
  }

  @Override
  public void learn(Frame frame) {
    frame.lagsInto(lags, features);
    readout.learn(frame, features);
  }

  @Override
  public void forecastInto(Frame frame, double[][] forecast) {
    readout.forecastInto(frame, forecast);
  }

  @Override
  public void resetCarry() {
    readout.resetCarry();
  }

  @Override
  public Optional<LearningReport> report() {
    return readout.report();
  }

  @Override
  public void archive(Archive archive) {
    readout.archive(archive);
  }
}
