package dev.eddy.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The gradient of one update: Euclidean norms of the loss's gradient.
 *
 * @param norm by all parameters, before clipping
 * @param appliedNorm the same after clipping; 0 if the update was skipped
 * @param clipped true if clipping shortened it
 * @param byGroup by the parameters of each layer's gates and the readout, before clipping, such as
 *     {@code layer1.forget-gate}; empty for models without groups
 * @param byLag [lag] by the hidden state so many steps back; empty for models without hidden state.
 *     Not to be modified.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record GradientReport(
    double norm, double appliedNorm, boolean clipped, Map<String, Double> byGroup, double[] byLag) {
  private static final double[] NO_LAGS = {};

  /** Copies the map, in its order. */
  public GradientReport {
    byGroup = Collections.unmodifiableMap(new LinkedHashMap<>(byGroup));
  }

  /** Of a model without groups, clipping or hidden state. */
  public static GradientReport plain(double norm) {
    return new GradientReport(norm, norm, false, Map.of(), NO_LAGS);
  }
}
