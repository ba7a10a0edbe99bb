package dev.eddy.model.recurrent;

import dev.eddy.archive.Archive;
import dev.eddy.kernel.Kernel;
import dev.eddy.model.LearningReport;
import dev.eddy.model.LearningReport.Outcome;
import dev.eddy.model.Reach;
import dev.eddy.model.TrainedParameters;
import dev.eddy.spec.RecurrentSpec;
import dev.eddy.training.Chance;
import dev.eddy.training.Parameters;
import java.util.Optional;

/**
 * Real-time recurrent learning of one layer, with targets that arrive h steps after the step that
 * forecasts them (Williams and Zipser 1989, doi 10.1162/neco.1989.1.2.270): exact for Elman units,
 * truncated at the gates as Hochreiter and Schmidhuber 1997, doi 10.1162/neco.1997.9.8.1735, have
 * it for cells without a forget gate ({@link Sensitivities}).
 *
 * <p>At step n the pairs (n − h, h) are completed, and each teaches once: if n is a multiple of
 * {@code every}, the loss is the mean over the pairs completed since the last update, read out with
 * the present parameters from the states of their own time. A pair that completes now began up to H
 * + every − 1 steps ago. Keeping a set of sensitivities for each of those would multiply the
 * memory; kept are those of the state before the oldest, up to which the gradient goes backwards:
 * the sum is the same ({@link RealTimeNetwork}; Schmidhuber 1992, doi 10.1162/neco.1992.4.2.243,
 * mixes the two in this way). With constant parameters this is the gradient over the whole past.
 * Since they change, states and sensitivities are those of the parameters that held when they were
 * computed, as always online.
 *
 * <p>An update that is not finite is left out, and after some in a row the parameters go back to a
 * checkpoint ({@link TrainedParameters}); the past is then forgotten.
 *
 * <p>A step takes a multiply-add a parameter, what the sensitivities take and a copy of the window,
 * an update 3·(H + every) multiply-adds a parameter; nothing is allocated but reports. 32 bytes a
 * parameter, those of the sensitivities, and those of a {@link Network} of H + every steps, which
 * is its own. Not safe for use by several threads.
 */
final class RealTimeLearning implements OnlineLearner {
  private static final double[] NO_LAGS = {};

  private final int every;
  private final int horizon;
  private final Kernel kernel;
  private final RealTimeNetwork network;
  private final Parameters parameters;
  private final TrainedParameters training;
  private final SpectralRadiusEstimates spectralRadii;
  private Outcome outcome; // of the last step's update; null if there was none
  private double loss;
  private double saturation;
  private boolean pairSinceUpdate;

  private RealTimeLearning(
      RecurrentSpec spec,
      RealTimeNetwork network,
      int horizon,
      Parameters parameters,
      Kernel kernel) {
    this.horizon = horizon;
    this.kernel = kernel;
    this.network = network;
    this.parameters = parameters;
    every = spec.truncation().every();
    training =
        new TrainedParameters(
            parameters.layout(), parameters.values(), spec.optimizer(), spec.clip(), kernel);
    spectralRadii = new SpectralRadiusEstimates(network.network().layers());
  }

  /**
   * A network with weights drawn for a start.
   *
   * @param shape pairs are [targets][horizon], flat
   * @param chance where its weights are drawn from
   */
  static RealTimeLearning start(
      RecurrentSpec spec, NetworkShape shape, int horizon, Chance chance, Kernel kernel) {
    int steps = spec.truncation().leastWindowFor(horizon); // all that pairs not taught began at
    RealTimeNetwork network = new RealTimeNetwork(shape, spec.loss(), steps, kernel);
    Parameters start = network.network().start(spec.start(), chance);
    return new RealTimeLearning(spec, network, horizon, start, kernel);
  }

  @Override
  public boolean step(long n, float[] input, float[] completed) {
    network.append(parameters, input);
    for (int pair = 0; pair < completed.length; pair++) {
      if (Math.abs(completed[pair]) <= Float.MAX_VALUE) {
        int lag = pair % horizon + 1;
        pairSinceUpdate |= network.complete(pair, lag, completed[pair]);
      }
    }
    outcome = null;
    if (n % every == 0 && pairSinceUpdate) {
      pairSinceUpdate = false;
      update();
    }
    if (outcome == Outcome.ROLLED_BACK) {
      resetCarry();
      network.append(parameters, input);
    }
    network.pass(parameters);
    return outcome != null;
  }

  private void update() {
    int pairs = network.pairs();
    if (pairs == 0) { // numbers of steps were left out, and their pairs are not held any more
      return;
    }
    loss = network.teach(parameters, pairs);
    saturation = network.saturation();
    spectralRadii.follow(network.network().layers(), parameters, kernel);
    outcome = training.update(network.gradient().values());
  }

  @Override
  public void forecastInto(float[] forecast) {
    network.forecastInto(parameters, forecast);
  }

  /** Without norms by lag: the gradient ends at no lag. */
  @Override
  public Optional<LearningReport> report() {
    if (outcome == null) {
      return Optional.empty();
    }
    return Optional.of(
        new LearningReport(
            training.applied(),
            1,
            outcome,
            loss,
            training.report(NO_LAGS),
            saturation,
            spectralRadii.largest(),
            Reach.UNKNOWN));
  }

  @Override
  public void hasten() {
    training.hasten();
  }

  @Override
  public void resetCarry() {
    network.reset();
    pairSinceUpdate = false;
  }

  @Override
  public void archive(Archive archive) {
    pairSinceUpdate = archive.flag(pairSinceUpdate);
    training.archive(archive);
    network.archive(archive);
    spectralRadii.archive(archive);
  }
}
