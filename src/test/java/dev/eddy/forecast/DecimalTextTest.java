package dev.eddy.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** Against another implementation of the same form, which makes a text of each number. */
class DecimalTextTest {
  @Test
  void writesWhateverBitsANumberHas() {
    Random random = new Random(1);
    check(random.longs(2_000_000).mapToDouble(Double::longBitsToDouble).filter(Double::isFinite));
  }

  @Test
  void writesNumbersOfEverydaySize() {
    Random random = new Random(2);
    check(random.doubles(1_000_000).map(value -> (value - 0.5) * 2_000));
    check(random.ints(1_000_000).mapToDouble(value -> value / 1e3));
    check(random.ints(1_000_000, 0, 2_000_000).mapToDouble(value -> value / 1e8));
    check(random.longs(200_000).mapToDouble(value -> value >> value));
  }

  @Test
  void writesTheEndsOfEveryBinade() {
    for (int exponent = Double.MIN_EXPONENT - 52; exponent <= Double.MAX_EXPONENT; exponent++) {
      double power = StrictMath.scalb(1.0, exponent);
      check(DoubleStream.of(power, Math.nextDown(power), Math.nextUp(power), -power));
    }
  }

  @Test
  void writesTheEndsOfEveryDecade() {
    for (int exponent = -323; exponent <= 308; exponent++) {
      double power = Double.parseDouble("1e" + exponent);
      check(DoubleStream.of(power, Math.nextDown(power), Math.nextUp(power), power / 2));
    }
  }

  @Test
  void writesTheLeastAndTheLargest() {
    check(DoubleStream.of(0.0, -0.0, Double.MIN_VALUE, 2 * Double.MIN_VALUE, 3 * Double.MIN_VALUE));
    check(DoubleStream.of(Double.MIN_NORMAL, Double.MAX_VALUE, -Double.MAX_VALUE, 1e7, 1e-3));
    assertThat(text(-1.2345678901234567E-300)).hasSize(DecimalText.LONGEST);
  }

  private static void check(DoubleStream values) {
    char[] text = new char[DecimalText.LONGEST];
    values.forEach(
        value -> {
          String written = new String(text, 0, DecimalText.writeInto(value, text));
          String expected = NumberOutput.toString(value, true);
          if (!written.equals(expected)) {
            assertThat(written).isEqualTo(expected);
          }
        });
  }

  private static String text(double value) {
    char[] text = new char[DecimalText.LONGEST];
    return new String(text, 0, DecimalText.writeInto(value, text));
  }
}
