package dev.eddy.model.recurrent;

import dev.eddy.archive.Archive;
import dev.eddy.kernel.Kernel;
import dev.eddy.model.LearningReport;
import dev.eddy.model.LearningReport.Outcome;
import dev.eddy.model.TrainedParameters;
import dev.eddy.spec.RecurrentSpec;
import dev.eddy.training.Chance;
import dev.eddy.training.Draws;
import dev.eddy.training.Parameters;
import dev.eddy.training.WeightNoise;
import java.util.Optional;

/**
 * Truncated backpropagation through time, BPTT(k1, k2), with targets that arrive h steps after the
 * step that forecasts them (Williams and Peng 1990, doi 10.1162/neco.1990.2.4.490).
 *
 * <p>At step n the pairs (n − h, h) are completed. If n is a multiple of k1 and a pair was
 * completed since the last update, the last k2 steps are unrolled from the carry last computed
 * before them, held constant, with the present parameters; the loss is the mean over the complete
 * pairs of the window; its gradient is clipped and given to the optimizer; the unrolled carries
 * replace the stored ones, and step n is passed once more with the new parameters. Any other step
 * is passed once. Pairs whose horizon reaches k2 lie outside of every window and would never be
 * learned; {@link dev.eddy.spec.TruncationSpec} sees to it that none does.
 *
 * <p>An update that is not finite is left out, and after some in a row the parameters go back to a
 * checkpoint ({@link TrainedParameters}); the window then starts anew.
 *
 * <p>An update takes 3·k2 multiply-adds a parameter, and allocates nothing; 24 bytes a parameter
 * and the {@link Memory}. Not safe for use by several threads.
 */
public final class TruncatedBackpropagation implements OnlineLearner {
  private final RecurrentSpec spec;
  private final NetworkPlan plan;
  private final int horizon;
  private final int window; // k2
  private final Kernel kernel;
  private final Parameters parameters;
  private final TrainedParameters training;
  private final Memory memory;
  private final SpectralRadiusEstimates spectralRadii;
  private final GradientReach reach;
  private final Draws replayed;
  private final WeightNoise noise;
  private final Draws noiseDraws;
  private final float[] normByLag; // [window]
  private int lags;
  private long before; // updates applied before the last step
  private Outcome outcome; // the worst of the last step's updates; null if there was none
  private boolean applied; // the latest update
  private double loss;
  private double saturation;
  private boolean pairSinceUpdate;

  /**
   * A network at its start.
   *
   * @param network of the specification's layers and loss, and its window
   * @param parameters Modified by learning.
   * @param chance where replayed windows and noise are drawn from
   */
  TruncatedBackpropagation(
      RecurrentSpec spec,
      Network network,
      int horizon,
      Parameters parameters,
      Chance chance,
      Kernel kernel) {
    this.spec = spec;
    this.horizon = horizon;
    this.kernel = kernel;
    this.parameters = parameters;
    window = spec.truncation().windowFor(horizon);
    plan = NetworkPlan.of(network.shape(), spec.loss(), window);
    training =
        new TrainedParameters(
            parameters.layout(), parameters.values(), spec.optimizer(), spec.clip(), kernel);
    int capacity =
        spec.replay().windows() == 0 ? window : Math.max(window, spec.replay().history());
    memory = new Memory(network, capacity);
    spectralRadii = new SpectralRadiusEstimates(network.layers());
    boolean chosen = spec.truncation().window().isPresent(); // or else it is nobody's mistake
    int leastWindow = chosen ? spec.truncation().leastWindowFor(horizon) : window;
    reach = new GradientReach(window, leastWindow);
    normByLag = new float[window];
    replayed = chance.draws("replayed windows");
    noise = new WeightNoise(spec.weightNoise());
    noiseDraws = chance.draws("weight noise");
  }

  /**
   * A network with weights drawn for a start.
   *
   * @param shape pairs are [targets][horizon], flat
   * @param chance where its weights are drawn from
   */
  public static TruncatedBackpropagation start(
      RecurrentSpec spec, NetworkShape shape, int horizon, Chance chance, Kernel kernel) {
    int window = spec.truncation().windowFor(horizon);
    Network network = NetworkPlan.of(shape, spec.loss(), window).network();
    return new TruncatedBackpropagation(
        spec, network, horizon, network.start(spec.start(), chance), chance, kernel);
  }

  @Override
  public boolean step(long n, float[] input, float[] completed) {
    memory.append(input);
    for (int pair = 0; pair < completed.length; pair++) {
      if (Math.abs(completed[pair]) <= Float.MAX_VALUE) {
        int lag = pair % horizon + 1;
        pairSinceUpdate |= memory.complete(pair, lag, completed[pair]);
      }
    }
    Network network = plan.network();
    outcome = null;
    before = training.applied();
    boolean passed = false;
    if (n % spec.truncation().every() == 0 && pairSinceUpdate) {
      pairSinceUpdate = false;
      passed = update(network);
    }
    if (outcome == Outcome.ROLLED_BACK) {
      resetCarry();
      memory.append(input);
    }
    if (!passed) {
      memory.presentInto(network);
      memory.carryInto(network, 1);
      network.pass(parameters, 0, kernel);
      store(network, 1);
    }
    return outcome != null;
  }

  private void store(Network network, int count) {
    if (finite(network, count)) {
      memory.storeCarries(network, count);
    } else {
      resetCarry();
    }
  }

  /** Without noise all steps but the last were passed on the way to a finite gradient. */
  private boolean finite(Network network, int count) {
    boolean finite = true;
    for (int step = spec.weightNoise() > 0 ? 0 : count - 1; step < count; step++) {
      finite &= network.finite(step, kernel);
    }
    return finite;
  }

  /** Learns windows of the past, then the present one; true if that passed the present step. */
  private boolean update(Network network) {
    for (int i = 0; i < spec.replay().windows() && outcome != Outcome.ROLLED_BACK; i++) {
      int lag = replayed.below(memory.held());
      learn(network, lag, Math.min(window, memory.held() - lag));
    }
    int count = Math.min(window, memory.held());
    lags = 0;
    if (outcome == Outcome.ROLLED_BACK || !learn(network, 0, count)) {
      return false;
    }
    lags = count;
    for (int lag = 0; lag < count; lag++) {
      normByLag[lag] = (float) network.hiddenGradientNorm(count - 1 - lag, kernel);
    }
    saturation = network.saturation(count - 1);
    spectralRadii.follow(network.layers(), parameters, kernel);
    reach.follow(network, parameters, count, kernel);
    if (!applied) {
      return false;
    }
    if (spec.weightNoise() > 0) {
      network.forward(parameters, count, kernel); // what is carried on has no noise
    } else {
      network.pass(parameters, count - 1, kernel);
    }
    store(network, count);
    return true;
  }

  /** One update with the steps that end at a lag; false if no pair of theirs is complete. */
  private boolean learn(Network network, int lag, int count) {
    memory.windowInto(network, lag, count);
    int pairs = network.pairs(count, kernel);
    if (pairs == 0) {
      return false;
    }
    memory.carryInto(network, spec.stateful() ? lag + count : Long.MAX_VALUE);
    Parameters passed = parameters;
    if (spec.weightNoise() > 0) {
      passed = network.noisy();
      noise.perturbInto(parameters, noiseDraws, passed);
    }
    network.forward(passed, count, kernel);
    loss = network.loss(count, pairs, kernel);
    network.backward(passed, count, kernel);
    Outcome latest = training.update(network.gradient().values());
    applied = latest == Outcome.APPLIED;
    outcome = outcome == null || latest.compareTo(outcome) > 0 ? latest : outcome;
    return true;
  }

  @Override
  public void forecastInto(float[] forecast) {
    Network network = plan.network();
    memory.presentInto(network);
    memory.carryInto(network, 0);
    network.readCarry(parameters, forecast, kernel);
  }

  @Override
  public Optional<LearningReport> report() {
    if (outcome == null) {
      return Optional.empty();
    }
    double[] norms = new double[lags];
    for (int lag = 0; lag < lags; lag++) {
      norms[lag] = normByLag[lag];
    }
    return Optional.of(
        new LearningReport(
            training.applied(),
            (int) (training.applied() - before),
            outcome,
            loss,
            training.report(norms),
            saturation,
            spectralRadii.largest(),
            reach.reach()));
  }

  @Override
  public void hasten() {
    training.hasten();
  }

  @Override
  public void resetCarry() {
    memory.reset();
    pairSinceUpdate = false;
  }

  @Override
  public void archive(Archive archive) {
    pairSinceUpdate = archive.flag(pairSinceUpdate);
    training.archive(archive);
    memory.archive(archive);
    spectralRadii.archive(archive);
    reach.archive(archive);
    replayed.archive(archive);
    noiseDraws.archive(archive);
  }
}
