package dev.eddy.spec;

/**
 * What becomes of the forecasts of an entry of {@code models}. All learn, forecast and are scored.
 */
public enum Role {
  /** They are combined with others'. */
  MEMBER,
  /** Nothing: they are only scored. */
  SHADOW,
  /** They are combined, until a challenger is better with significance and takes the role over. */
  CHAMPION,
  /** Nothing, until they are better than the champion's with significance. */
  CHALLENGER;

  /** Whether it is one of those between whom the better is found out. */
  public boolean contends() {
    return this == CHAMPION || this == CHALLENGER;
  }
}
