package dev.eddy.model.recurrent;

import dev.eddy.spec.LossSpec;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All that learners must have in common to share the scratch of one {@link Network}. It is looked
 * up at every step, and so by identity: plans that are equal are the same object. A process has
 * few, and keeps them. Immutable; safe for use by several threads.
 */
final class NetworkPlan {
  private static final Map<NetworkPlan, NetworkPlan> PLANS = new ConcurrentHashMap<>();
  private static final ThreadLocal<Map<NetworkPlan, Network>> NETWORKS =
      ThreadLocal.withInitial(IdentityHashMap::new);

  private final NetworkShape shape;
  private final LossSpec loss;
  private final int steps;

  private NetworkPlan(NetworkShape shape, LossSpec loss, int steps) {
    this.shape = shape;
    this.loss = loss;
    this.steps = steps;
  }

  static NetworkPlan of(NetworkShape shape, LossSpec loss, int steps) {
    return PLANS.computeIfAbsent(new NetworkPlan(shape, loss, steps), plan -> plan);
  }

  /** The network that all learners of this plan share on this thread. */
  Network network() {
    Map<NetworkPlan, Network> networks = NETWORKS.get();
    Network network = networks.get(this);
    if (network == null) {
      network = new Network(shape, loss, steps);
      networks.put(this, network);
    }
    return network;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NetworkPlan plan
        && steps == plan.steps
        && shape.equals(plan.shape)
        && loss.equals(plan.loss);
  }

  @Override
  public int hashCode() {
    return Objects.hash(shape, loss, steps);
  }
}
