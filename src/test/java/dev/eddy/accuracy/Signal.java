package dev.eddy.accuracy;

import dev.eddy.training.Draws;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/** A series in the making: what is added to it, one thing after the other, from one seed. */
final class Signal {
  private static final int BURN_IN = 50;

  private final Draws draws;
  private final double[] values;

  /** All zero. */
  Signal(Draws draws, int steps) {
    this.draws = draws;
    this.values = new double[steps];
  }

  double[] values() {
    return values;
  }

  /** An even number of this range, for the settings of a series. */
  double between(double low, double high) {
    return low + (high - low) * draws.uniform();
  }

  /** One or the other, for the direction of a slope. */
  double sign() {
    return draws.below(2) == 0 ? -1 : 1;
  }

  Signal level(double level) {
    return each(y -> y + level);
  }

  Signal line(double slope) {
    for (int n = 0; n < values.length; n++) {
      values[n] += slope * n;
    }
    return this;
  }

  /** A line whose slope is drawn anew now and then. */
  Signal brokenLine(double pieces, double steepest) {
    double slope = draws.uniform(steepest);
    double y = 0;
    for (int n = 0; n < values.length; n++) {
      slope = draws.uniform() < pieces / values.length ? draws.uniform(steepest) : slope;
      y += slope;
      values[n] += y;
    }
    return this;
  }

  /** Four harmonics of a period, of random sizes and phases; the first has this amplitude. */
  Signal season(double period, double amplitude) {
    for (int k = 1; k <= 4; k++) {
      double size = k == 1 ? amplitude : amplitude * draws.uniform(0.8) / k;
      double phase = draws.uniform();
      for (int n = 0; n < values.length; n++) {
        values[n] += size * wave(k * n / period + phase);
      }
    }
    return this;
  }

  /** A wave of which size and phase wander; over 1,000 steps by about these shares of each. */
  Signal driftingSeason(double period, double amplitude, double sizes, double phases) {
    double logSize = 0;
    double phase = draws.uniform();
    double second = draws.uniform();
    for (int n = 0; n < values.length; n++) {
      logSize += sizes / Math.sqrt(1_000) * draws.gaussian();
      phase += phases / Math.sqrt(1_000) * draws.gaussian();
      double shape = wave(n / period + phase) + 0.4 * wave(2 * (n / period + phase) + second);
      values[n] += amplitude * StrictMath.exp(logSize) * shape;
    }
    return this;
  }

  /** On for half of the period, then off. */
  Signal square(int period, double height) {
    for (int n = 0; n < values.length; n++) {
      values[n] += n % period < period / 2 ? height : 0;
    }
    return this;
  }

  /** Up evenly for the period, then down at once. */
  Signal sawtooth(int period, double height) {
    for (int n = 0; n < values.length; n++) {
      values[n] += height * (n % period) / period;
    }
    return this;
  }

  private static double wave(double turns) {
    return StrictMath.sin(2 * Math.PI * turns);
  }

  Signal noise(double deviation) {
    return autoregression(0, deviation);
  }

  /** x(n) = a·x(n−1) + e(n), with the innovation's standard deviation. */
  Signal autoregression(double a, double deviation) {
    return autoregression(a, 0, deviation);
  }

  /** x(n) = a·x(n−1) + b·x(n−2) + e(n), with the innovation's standard deviation. */
  Signal autoregression(double a, double b, double deviation) {
    double last = 0;
    double before = 0;
    for (int n = -BURN_IN; n < values.length; n++) {
      double x = a * last + b * before + deviation * draws.gaussian();
      before = last;
      last = x;
      if (n >= 0) {
        values[n] += x;
      }
    }
    return this;
  }

  Signal walk(double deviation) {
    double x = 0;
    for (int n = 0; n < values.length; n++) {
      x += deviation * draws.gaussian();
      values[n] += x;
    }
    return this;
  }

  /** Autoregressive, with a logarithm of the deviation that is so itself, slowly. */
  Signal changingNoise(double a, double deviation) {
    double x = 0;
    double logDeviation = 0;
    for (int n = 0; n < values.length; n++) {
      logDeviation = 0.98 * logDeviation + 0.15 * draws.gaussian();
      x = a * x + deviation * StrictMath.exp(logDeviation) * draws.gaussian();
      values[n] += x;
    }
    return this;
  }

  /** A walk whose steps are of one size for some hundred steps, then of another. */
  Signal regimes(double calm, double wild) {
    double x = 0;
    boolean isCalm = true;
    for (int n = 0; n < values.length; n++) {
      isCalm ^= draws.uniform() < 1.0 / 250;
      x = 0.98 * x + (isCalm ? calm : wild) * draws.gaussian();
      values[n] += x;
    }
    return this;
  }

  /** Shifts of the level to stay, this often on average, evenly up to this far. */
  Signal shifts(double times, double least, double most) {
    double level = 0;
    for (int n = 0; n < values.length; n++) {
      if (draws.uniform() < times / values.length) {
        level += sign() * between(least, most);
      }
      values[n] += level;
    }
    return this;
  }

  /** One shift of the level, somewhere in the middle third. */
  Signal jump(double height) {
    int when = values.length / 3 + draws.below(values.length / 3);
    for (int n = when; n < values.length; n++) {
      values[n] += height;
    }
    return this;
  }

  /** Single values far off, with this probability each. */
  Signal spikes(double probability, double least, double most) {
    for (int n = 0; n < values.length; n++) {
      if (draws.uniform() < probability) {
        values[n] += sign() * between(least, most);
      }
    }
    return this;
  }

  /** Errors with heavy tails: Student's t with 3 degrees of freedom. */
  Signal heavyTails(double scale) {
    for (int n = 0; n < values.length; n++) {
      double squares = 0;
      for (int i = 0; i < 3; i++) {
        double x = draws.gaussian();
        squares += x * x;
      }
      values[n] += scale * draws.gaussian() / Math.sqrt(squares / 3);
    }
    return this;
  }

  /** With a probability a count of at least one, else nothing. */
  Signal demand(double probability, double mean) {
    for (int n = 0; n < values.length; n++) {
      values[n] += draws.uniform() < probability ? 1 + poisson(mean - 1) : 0;
    }
    return this;
  }

  /** Counts whose expectation is what the signal is so far, at least 0. */
  Signal counts() {
    return each(y -> poisson(Math.max(0, y)));
  }

  /** Counts arrivals up to time 1, a long time at a go in pieces. */
  private long poisson(double mean) {
    long count = 0;
    for (double left = mean; left > 0; left -= 20) {
      double limit = StrictMath.exp(-Math.min(left, 20));
      for (double product = draws.uniform(); product > limit; product *= draws.uniform()) {
        count++;
      }
    }
    return count;
  }

  /** Stays in one of two states for this many steps on average. */
  Signal states(double steps, double height) {
    boolean on = false;
    for (int n = 0; n < values.length; n++) {
      on ^= draws.uniform() < 1 / steps;
      values[n] += on ? height : 0;
    }
    return this;
  }

  /** The chaotic logistic map x ↦ 3.9·x·(1 − x). */
  Signal chaos(double height) {
    double x = between(0.2, 0.8);
    for (int n = 0; n < values.length; n++) {
      x = 3.9 * x * (1 - x);
      values[n] += height * x;
    }
    return this;
  }

  Signal each(DoubleUnaryOperator change) {
    Arrays.setAll(values, n -> change.applyAsDouble(values[n]));
    return this;
  }

  /** From this step on a tenth of what the signal is so far. */
  Signal fadeAfter(int steps) {
    for (int n = steps; n < values.length; n++) {
      values[n] *= 0.1;
    }
    return this;
  }

  /** Each value is missing with this probability. */
  Signal holes(double probability) {
    return each(y -> draws.uniform() < probability ? Double.NaN : y);
  }

  /** Stretches are missing: so many on average, of up to so many steps. */
  Signal silences(double times, int longest) {
    for (int n = 1; n < values.length; n++) {
      if (draws.uniform() < times / values.length) {
        int until = Math.min(values.length, n + 1 + draws.below(longest));
        Arrays.fill(values, n, until, Double.NaN);
      }
    }
    return this;
  }
}
