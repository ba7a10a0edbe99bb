package dev.eddy.model.recurrent;

import dev.eddy.archive.Archive;
import dev.eddy.archive.Archived;
import dev.eddy.kernel.Kernel;
import dev.eddy.model.LearningReport;
import dev.eddy.model.LearningReport.Outcome;
import dev.eddy.model.TrainedParameters;
import dev.eddy.spec.LstmSpec;
import dev.eddy.training.Chance;
import java.util.Optional;

/**
 * Truncated backpropagation through time, BPTT(k1, k2), with targets that arrive h steps after the
 * step that forecasts them (Williams and Peng 1990, doi 10.1162/neco.1990.2.4.490).
 *
 * <p>At step n the pairs (n − h, h) are completed. If n is a multiple of k1 and a pair was
 * completed since the last update, the last k2 steps are unrolled from the carry last computed
 * before them, held constant, with the present parameters; the loss is the mean squared error over
 * the complete pairs of the window; its gradient is clipped and given to the optimizer; the
 * unrolled carries replace the stored ones, and step n is passed once more with the new parameters.
 * Any other step is passed once. Pairs whose horizon reaches k2 lie outside of every window and
 * would never be learned; {@link dev.eddy.spec.TruncationSpec} sees to it that none does.
 *
 * <p>An update that is not finite is left out, and after some in a row the parameters go back to a
 * checkpoint ({@link TrainedParameters}); the window then starts anew.
 *
 * <p>Time of an update 12·k2·units·(inputs + units) multiply-adds; 24 bytes a parameter and the
 * {@link LstmMemory}. Not safe for use by several threads.
 */
public final class TruncatedBackpropagation implements Archived {
  private final LstmSpec spec;
  private final LstmShape shape;
  private final int horizon;
  private final int window; // k2
  private final Kernel kernel;
  private final LstmParameters parameters;
  private final TrainedParameters training;
  private final LstmMemory memory;
  private final SpectralRadius spectralRadius;
  private boolean pairSinceUpdate;

  /**
   * A network at its start.
   *
   * @param shape outputs are [targets][horizon], flat
   * @param parameters Modified by learning.
   */
  TruncatedBackpropagation(
      LstmSpec spec, LstmShape shape, int horizon, LstmParameters parameters, Kernel kernel) {
    this.spec = spec;
    this.shape = shape;
    this.horizon = horizon;
    this.kernel = kernel;
    this.parameters = parameters;
    window = spec.truncation().windowFor(horizon);
    training =
        new TrainedParameters(
            parameters.layout(), parameters.values(), spec.optimizer(), spec.clip(), kernel);
    memory = new LstmMemory(shape, window);
    spectralRadius = new SpectralRadius(shape.units());
  }

  /**
   * A network with weights drawn for a start.
   *
   * @param shape outputs are [targets][horizon], flat
   * @param chance where its weights are drawn from
   */
  public static TruncatedBackpropagation start(
      LstmSpec spec, LstmShape shape, int horizon, Chance chance, Kernel kernel) {
    LstmParameters parameters = LstmParameters.start(shape, chance);
    return new TruncatedBackpropagation(spec, shape, horizon, parameters, kernel);
  }

  /**
   * Takes in step n, learns if an update is due, and passes the step.
   *
   * @param n number of the step
   * @param input [inputs]. Not modified.
   * @param completed [outputs] the targets of the pairs (n − h, h); NaN where missing. Not
   *     modified.
   * @return what the update did, if there was one
   */
  public Optional<LearningReport> step(long n, float[] input, float[] completed) {
    memory.append(input);
    for (int output = 0; output < completed.length; output++) {
      if (Math.abs(completed[output]) <= Float.MAX_VALUE) {
        int lag = output % horizon + 1;
        pairSinceUpdate |= memory.complete(output, lag, completed[output]);
      }
    }
    LstmWindow scratch = LstmWindow.shared(shape, window);
    Optional<LearningReport> report = Optional.empty();
    if (n % spec.truncation().every() == 0 && pairSinceUpdate) {
      pairSinceUpdate = false;
      report = update(scratch);
    }
    Outcome outcome = report.map(LearningReport::outcome).orElse(null);
    if (outcome == Outcome.ROLLED_BACK) {
      resetCarry();
      memory.append(input);
    }
    if (outcome != Outcome.APPLIED) {
      passPresent(scratch);
    }
    return report;
  }

  private void passPresent(LstmWindow scratch) {
    memory.presentInputInto(scratch.inputs);
    memory.carryInto(1, scratch.trace.hidden, scratch.trace.cells);
    scratch.pass(parameters, 0, kernel);
    store(scratch, 1);
  }

  private void store(LstmWindow scratch, int count) {
    if (scratch.finite(count - 1, kernel)) {
      memory.storeCarries(count, scratch.trace.hidden, scratch.trace.cells);
    } else {
      resetCarry();
    }
  }

  private Optional<LearningReport> update(LstmWindow scratch) {
    int count = memory.held();
    memory.targetsInto(count, scratch.targets);
    int pairs = scratch.pairs(count);
    if (pairs == 0) {
      return Optional.empty();
    }
    memory.inputsInto(count, scratch.inputs);
    memory.carryInto(
        spec.stateful() ? count : Integer.MAX_VALUE, scratch.trace.hidden, scratch.trace.cells);
    scratch.forward(parameters, count, kernel);
    double loss = scratch.loss(count, pairs);
    scratch.backward(parameters, count, kernel);
    Outcome outcome = training.update(scratch.gradient.values());
    double[] norms = new double[count];
    for (int lag = 0; lag < count; lag++) {
      norms[lag] = scratch.hiddenGradientNorm(count - 1 - lag, kernel);
    }
    if (outcome == Outcome.APPLIED) {
      scratch.pass(parameters, count - 1, kernel);
      store(scratch, count);
    }
    return Optional.of(
        new LearningReport(
            training.applied(),
            outcome,
            loss,
            training.norm(),
            training.appliedNorm(),
            training.clipped(),
            norms,
            scratch.saturation(count - 1),
            spectralRadius.estimate(parameters.candidate, kernel)));
  }

  /**
   * Reads out the present step.
   *
   * @param outputs [outputs]; zero before the first step. Modified.
   */
  public void outputsInto(float[] outputs) {
    LstmWindow scratch = LstmWindow.shared(shape, window);
    memory.presentInputInto(scratch.inputs);
    memory.carryInto(0, scratch.trace.hidden, scratch.trace.cells);
    scratch.readoutCarry(parameters, outputs, kernel);
  }

  /** Drops carry, window and open pairs; what was learned stays. */
  public void resetCarry() {
    memory.reset();
    pairSinceUpdate = false;
  }

  @Override
  public void archive(Archive archive) {
    pairSinceUpdate = archive.flag(pairSinceUpdate);
    training.archive(archive);
    memory.archive(archive);
    spectralRadius.archive(archive);
  }
}
