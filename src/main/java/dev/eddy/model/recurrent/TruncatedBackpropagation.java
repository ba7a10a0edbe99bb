package dev.eddy.model.recurrent;

import dev.eddy.archive.Archive;
import dev.eddy.archive.Archived;
import dev.eddy.kernel.Kernel;
import dev.eddy.model.LearningReport;
import dev.eddy.model.LearningReport.Outcome;
import dev.eddy.spec.AdamSpec;
import dev.eddy.spec.LstmSpec;
import dev.eddy.training.Adam;
import dev.eddy.training.GradientClip;
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
 * Any other step is passed once. Pairs whose horizon reaches k2 lie outside of every window and are
 * never learned.
 *
 * <p>An update that is not finite is left out. After three in a row parameters and moments return
 * to those of the last checkpoint, of which one is taken at the start and one every 1,024 updates,
 * and the window starts anew.
 *
 * <p>Time of an update 12·k2·units·(inputs + units) multiply-adds; 24 bytes a parameter and the
 * {@link LstmMemory}. Not safe for use by several threads.
 */
final class TruncatedBackpropagation implements Archived {
  private static final int CHECKPOINT_EVERY = 1_024;
  private static final int FAILURES_BEFORE_ROLLBACK = 3;

  private final LstmSpec spec;
  private final LstmShape shape;
  private final int horizon;
  private final Kernel kernel;
  private final LstmParameters parameters;
  private final Adam adam;
  private final LstmParameters checkpoint;
  private final Adam checkpointAdam;
  private final GradientClip clip;
  private final LstmMemory memory;
  private final SpectralRadius spectralRadius;
  private boolean pairSinceUpdate;
  private long updates; // applied
  private int failures; // in a row

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
    AdamSpec rule = (AdamSpec) spec.optimizer();
    adam = new Adam(rule, parameters.layout(), kernel);
    checkpoint = new LstmParameters(shape);
    checkpoint.copyFrom(parameters);
    checkpointAdam = new Adam(rule, parameters.layout(), kernel);
    clip = new GradientClip(spec.clip());
    memory = new LstmMemory(shape, spec.truncation().window());
    spectralRadius = new SpectralRadius(shape.units());
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
  Optional<LearningReport> step(long n, float[] input, float[] completed) {
    memory.append(input);
    for (int output = 0; output < completed.length; output++) {
      if (Math.abs(completed[output]) <= Float.MAX_VALUE) {
        int lag = output % horizon + 1;
        pairSinceUpdate |= memory.complete(output, lag, completed[output]);
      }
    }
    LstmWindow window = LstmWindow.shared(shape, spec.truncation().window());
    Optional<LearningReport> report = Optional.empty();
    if (n % spec.truncation().every() == 0 && pairSinceUpdate) {
      pairSinceUpdate = false;
      report = update(window);
    }
    Outcome outcome = report.map(LearningReport::outcome).orElse(null);
    if (outcome == Outcome.ROLLED_BACK) {
      resetCarry();
      memory.append(input);
    }
    if (outcome != Outcome.APPLIED) {
      passPresent(window);
    }
    return report;
  }

  private void passPresent(LstmWindow window) {
    memory.presentInputInto(window.inputs);
    memory.carryInto(1, window.trace.hidden, window.trace.cells);
    window.pass(parameters, 0, kernel);
    store(window, 1);
  }

  private void store(LstmWindow window, int count) {
    if (window.finite(count - 1, kernel)) {
      memory.storeCarries(count, window.trace.hidden, window.trace.cells);
    } else {
      resetCarry();
    }
  }

  private Optional<LearningReport> update(LstmWindow window) {
    int count = memory.held();
    memory.targetsInto(count, window.targets);
    int pairs = window.pairs(count);
    if (pairs == 0) {
      return Optional.empty();
    }
    memory.inputsInto(count, window.inputs);
    memory.carryInto(
        spec.stateful() ? count : Integer.MAX_VALUE, window.trace.hidden, window.trace.cells);
    window.forward(parameters, count, kernel);
    double loss = window.loss(count, pairs);
    window.backward(parameters, count, kernel);
    double norm = window.gradientNorm(kernel);
    double scale = norm <= Double.MAX_VALUE ? clip.scale(norm) : Double.NaN;
    Outcome outcome = apply(window, scale);
    double[] norms = new double[count];
    for (int lag = 0; lag < count; lag++) {
      norms[lag] = window.hiddenGradientNorm(count - 1 - lag, kernel);
    }
    if (outcome == Outcome.APPLIED) {
      window.pass(parameters, count - 1, kernel);
      store(window, count);
    }
    return Optional.of(
        new LearningReport(
            updates,
            outcome,
            loss,
            norm,
            outcome == Outcome.APPLIED ? norm * scale : 0,
            scale < 1,
            norms,
            window.saturation(count - 1),
            spectralRadius.estimate(parameters.candidate, kernel)));
  }

  /**
   * Gives the gradient to the optimizer.
   *
   * @param scale NaN if the gradient is not finite
   */
  private Outcome apply(LstmWindow window, double scale) {
    boolean finite = !Double.isNaN(scale);
    if (finite && adam.step(parameters.values(), window.gradient.values(), scale)) {
      failures = 0;
      updates++;
      if (updates % CHECKPOINT_EVERY == 0) {
        checkpoint.copyFrom(parameters);
        checkpointAdam.copyFrom(adam);
      }
      return Outcome.APPLIED;
    }
    failures++;
    if (failures < FAILURES_BEFORE_ROLLBACK) {
      return Outcome.NON_FINITE;
    }
    failures = 0;
    parameters.copyFrom(checkpoint);
    adam.copyFrom(checkpointAdam);
    return Outcome.ROLLED_BACK;
  }

  /**
   * Reads out the present step.
   *
   * @param outputs [outputs]; zero before the first step. Modified.
   */
  void outputsInto(float[] outputs) {
    LstmWindow window = LstmWindow.shared(shape, spec.truncation().window());
    memory.presentInputInto(window.inputs);
    memory.carryInto(0, window.trace.hidden, window.trace.cells);
    window.readoutCarry(parameters, outputs, kernel);
  }

  /** Drops carry, window and open pairs; what was learned stays. */
  void resetCarry() {
    memory.reset();
    pairSinceUpdate = false;
  }

  @Override
  public void archive(Archive archive) {
    pairSinceUpdate = archive.flag(pairSinceUpdate);
    updates = archive.number(updates);
    failures = archive.number(failures);
    parameters.archive(archive);
    adam.archive(archive);
    checkpoint.archive(archive);
    checkpointAdam.archive(archive);
    clip.archive(archive);
    memory.archive(archive);
    spectralRadius.archive(archive);
  }
}
