package dev.eddy.model.narx;

import dev.eddy.archive.Archive;
import dev.eddy.model.DirectReadout;
import dev.eddy.model.Forecaster;
import dev.eddy.model.LearningReport;
import dev.eddy.series.Frame;
import dev.eddy.spec.ArxSpec;
import dev.eddy.spec.LagsSpec;
import dev.eddy.spec.RlsSpec;
import java.util.Optional;

/**
 * Linear in lags and calendar, each horizon forecast directly. Not safe for use by several threads.
 * Bytes and cost: those of its {@link DirectReadout} with k = lags of each target + lags of each
 * input + calendar features.
 */
public final class ArxForecaster implements Forecaster {
  private final LagsSpec lags;
  private final DirectReadout readout;
  private final double[] features; // [k]

  /** With weights of zero: it forecasts the base. */
  public ArxForecaster(ArxSpec spec, Frame frame) {
    this.lags = spec.lags();
    this.features = new double[frame.lagsSize(lags)];
    this.readout = new DirectReadout((RlsSpec) spec.readout(), features.length, frame);
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
    return readout.taught() ? Optional.of(readout.report()) : Optional.empty();
  }

  @Override
  public void archive(Archive archive) {
    readout.archive(archive);
  }
}
